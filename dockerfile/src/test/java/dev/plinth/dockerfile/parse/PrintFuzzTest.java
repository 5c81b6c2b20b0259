package dev.plinth.dockerfile.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.Seeds;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Instruction;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: any bytes are a tree that prints as those bytes, its instructions apart and in
 * order. What they mean is for {@link DockerfileFuzzTest}, which is much slower.
 */
public class PrintFuzzTest {
  public static void fuzzerTestOneInput(byte[] data) {
    Dockerfile file = DockerfileParser.parse(SourceText.of(data));
    if (!Arrays.equals(file.print(), data)) {
      throw new AssertionError("the tree prints as something else");
    }
    int at = 0;
    for (Instruction instruction : file.instructions()) {
      if (instruction.span().start() < at || instruction.span().end() > data.length) {
        throw new AssertionError("an instruction out of place: " + instruction);
      }
      at = instruction.span().end();
    }
  }

  @Test
  void replays_its_seeds() {
    assertThat(Seeds.replay("dockerfile", PrintFuzzTest::fuzzerTestOneInput))
        .isGreaterThanOrEqualTo(8);
  }

  @Test
  void survives_changes_to_its_seeds() {
    Seeds.mutate("dockerfile", 5_000, PrintFuzzTest::fuzzerTestOneInput);
  }
}
