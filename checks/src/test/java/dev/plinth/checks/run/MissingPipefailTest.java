package dev.plinth.checks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.Checks;
import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.mend.Mender;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.findings.Fix.Safety;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissingPipefailTest {
  private final Checks checks = Checks.of(new MissingPipefail());

  @Test
  void firstCommandsFailUnnoticed() {
    checks
        .finds("FROM debian:12", "RUN curl -f https://a/b «|» tar xz")
        .finds("FROM debian:12", "RUN a && b «|» c && d")
        .finds("FROM debian:12", "RUN (b «|» c)")
        .finds("FROM debian:12", "RUN if a | b; then c «|» d; fi")
        .finds("FROM debian:12", "SHELL [\"/bin/bash\", \"-c\"]", "RUN a «|» b")
        .finds("FROM debian:12", "RUN <<EOF", "a «|» b", "EOF");
  }

  @Test
  void oneForEachRun() {
    checks.finds("FROM debian:12", "RUN a «|» b && c | d", "RUN e «|» f");
  }

  @Test
  void setIsSet() {
    checks
        .passes(
            "FROM debian:12", "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]", "RUN a | b")
        .passes("FROM debian:12", "RUN set -o pipefail && a | b")
        .passes("FROM debian:12", "RUN set -euxo pipefail; a | b")
        .passes("FROM debian:12", "RUN <<EOF", "set -eo pipefail", "a | b", "EOF")
        .passes(
            "FROM debian:12", "SHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]", "RUN a | b")
        .finds("FROM debian:12", "RUN (set -o pipefail; a | b); c «|» d");
  }

  @Test
  void askedForOrHarmless() {
    checks
        .passes("FROM debian:12", "RUN echo y | apt-get install x")
        .passes("FROM debian:12", "RUN yes | x && printf a | tee b")
        .passes("FROM debian:12", "RUN a | b || true")
        .passes("FROM debian:12", "RUN if a | grep -q b; then c; fi")
        .passes("FROM debian:12", "RUN ! a | b")
        .passes("FROM debian:12", "CMD a | b")
        .passes("FROM debian:12", "RUN a || b")
        .passes("FROM debian:12", "RUN [\"a\", \"|\", \"b\"]");
  }

  @Test
  void foreignShellsAreLeftAlone() {
    checks.passes("FROM debian:12", "SHELL [\"powershell\", \"-Command\"]", "RUN a | b");
  }

  @Test
  void edits() {
    checks
        .mends(
            "FROM debian:12\nRUN a | b\n",
            "FROM debian:12\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN a | b\n")
        .mends(
            "FROM alpine:3.22\n# why\nRUN a | b\n",
            "FROM alpine:3.22\nSHELL [\"/bin/ash\", \"-o\", \"pipefail\", \"-c\"]\n# why\nRUN a | b\n")
        .mends(
            "FROM debian:12\nRUN x\n# why\n#\n# so\nRUN a | b\n",
            "FROM debian:12\nRUN x\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n"
                + "# why\n#\n# so\nRUN a | b\n");
  }

  @Test
  void oneForAllOfTheStage() {
    FileLint lint = new FileLint(LintSettings.NONE);
    String text = "FROM debian:12\nRUN a | b\nCOPY a b\nRUN c | d\nFROM debian:12\nRUN e | f\n";
    String after =
        new Mender(Safety.REVIEW, Set.of("missing-pipefail"))
            .mend(
                text.getBytes(StandardCharsets.UTF_8),
                bytes -> lint.lint("Dockerfile", bytes, null, Map.of()))
            .after()
            .raw();
    String shell = "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n";
    assertThat(after)
        .isEqualTo(
            "FROM debian:12\n"
                + shell
                + "RUN a | b\nCOPY a b\nRUN c | d\nFROM debian:12\n"
                + shell
                + "RUN e | f\n");
  }
}
