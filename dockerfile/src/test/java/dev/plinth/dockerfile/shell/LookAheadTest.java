package dev.plinth.dockerfile.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.Hostile;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.dockerfile.tree.Instruction;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What begins and does not end is not searched for again and again. */
class LookAheadTest {
  private static Iterable<IntFunction<String>> files() {
    return Hostile.files().values();
  }

  @ParameterizedTest
  @MethodSource("files")
  void looks_at_each_character_a_bounded_number_of_times(IntFunction<String> file) {
    long once = looked(file.apply(1_000));
    long four = looked(file.apply(4_000));
    assertThat(four).isLessThan(5 * once + 100_000);
  }

  private static long looked(String text) {
    long looked = 0;
    for (Instruction instruction : DockerfileParser.parse(SourceText.of(text)).instructions()) {
      RunScript script = RunScript.of(instruction);
      if (script != null) {
        LookAhead ahead = new LookAhead(script.text().length());
        ShellParser.parse(script.text(), ahead);
        looked += ahead.looked();
      }
    }
    return looked;
  }
}
