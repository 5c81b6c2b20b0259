package dev.plinth.checks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.FileLint.Input;
import dev.plinth.checks.lint.FileLint.Outcome;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.dockerfile.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LargeFileTest {
  private final FileLint lint = new FileLint(LintSettings.NONE);

  private static Input input(String name, String text) {
    return new Input(name, SourceText.of(text.getBytes(StandardCharsets.UTF_8)), null, Map.of());
  }

  @Test
  void whatIsLeftOutOfAHugeFileIsSaid() {
    LintedFile file =
        lint.lint(
            input(
                "huge",
                "FROM debian:12\n" + ("RUN cd /x; y" + "y".repeat(90) + "\n").repeat(15_000)));
    assertThat(file.unchecked()).hasSize(2);
    assertThat(file.unchecked().getFirst()).contains("more than 1 MiB to shells");
    assertThat(file.unchecked().getLast()).contains("of unchecked-cd");
    assertThat(file.findings().stream().filter(each -> each.id().equals("unchecked-cd")))
        .hasSize(1_000);
  }

  @Test
  void aFileOfEverydaySizeIsWhole() {
    LintedFile file = lint.lint(input("large", "FROM debian:12\n" + "RUN cd /x; y\n".repeat(900)));
    assertThat(file.unchecked()).isEmpty();
  }

  @Test
  void secretsBeyondWhatIsKeptStayMasked() {
    String text = "FROM debian:12\n" + "RUN useradd -p hunter2hunter2 x\n".repeat(1_200);
    LintedFile file = lint.lint(input("secrets", text));
    int last = text.lastIndexOf("hunter2hunter2");
    assertThat(file.masks()).anyMatch(mask -> mask.start() <= last && mask.end() >= last + 14);
  }

  @Test
  void filesTogetherGiveWhatEachGivesAlone() {
    List<Input> inputs = new ArrayList<>();
    for (String text :
        List.of(
            "FROM a:latest\nRUN cd /x; y $z\n", "", "RUN x\n", "FROM b\nADD . .\nUSER root\n")) {
      inputs.add(input("Dockerfile." + inputs.size(), text));
    }
    List<Outcome> together = lint.lint(inputs);
    assertThat(together).hasSameSizeAs(inputs);
    for (int i = 0; i < inputs.size(); i++) {
      LintedFile alone = lint.lint(inputs.get(i));
      assertThat(together.get(i).failure()).isNull();
      assertThat(together.get(i).file()).isNotNull();
      assertThat(together.get(i).file().findings()).isEqualTo(alone.findings());
    }
  }
}
