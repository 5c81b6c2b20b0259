package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class ConsecutiveRunsTest {
  private final Checks checks = Checks.of(new ConsecutiveRuns());

  @Test
  void runUponRun() {
    checks
        .finds("FROM debian:12", "RUN a", "«RUN» b")
        .finds("FROM debian:12", "RUN a", "", "# why", "«RUN» b", "«RUN» c");
  }

  @Test
  void blanksAtTheEndOfALineGo() {
    checks.mends(
        "FROM debian:12\nRUN a && \\\n  b  \nRUN c\n",
        "FROM debian:12\nRUN a && \\\n  b \\\n    && c\n");
  }

  @Test
  void somethingBetween() {
    checks
        .passes("FROM debian:12", "RUN a", "ENV A=b", "RUN c")
        .passes("FROM debian:12", "RUN a")
        .passes("FROM debian:12", "RUN --mount=type=cache,target=/c a", "RUN b")
        .passes("FROM debian:12", "RUN a", "RUN --network=none b")
        .passes("FROM debian:12", "RUN a", "RUN <<EOF", "b", "EOF");
  }

  @Test
  void stagesThatAreThrownAway() {
    checks.passes("FROM debian:12", "RUN a", "RUN b", "FROM debian:12", "COPY --from=0 /a /a");
  }

  @Test
  void edits() {
    checks
        .mends("FROM debian:12\nRUN a\nRUN b --c\n", "FROM debian:12\nRUN a \\\n    && b --c\n")
        .mends(
            "FROM debian:12\nRUN a \\\n  && b\n\nRUN c\n",
            "FROM debian:12\nRUN a \\\n  && b \\\n  && c\n");
  }
}
