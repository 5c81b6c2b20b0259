package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class CdForWorkdirTest {
  private final Checks checks = Checks.of(new CdForWorkdir());

  @Test
  void first() {
    checks
        .finds("FROM debian:12", "RUN «cd /a» && make")
        .finds("FROM debian:12", "RUN set -e; «cd /a»; make")
        .finds("FROM debian:12", "RUN make && «cd /a»");
  }

  @Test
  void others() {
    checks
        .passes("FROM debian:12", "RUN (cd /a && make)")
        .passes("FROM debian:12", "RUN make && cd /a && make")
        .passes("FROM debian:12", "RUN echo cd")
        .passes("FROM debian:12", "CMD cd /a && b");
  }
}
