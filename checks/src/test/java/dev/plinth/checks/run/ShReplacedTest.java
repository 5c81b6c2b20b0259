package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class ShReplacedTest {
  private final Checks checks = Checks.of(new ShReplaced());

  @Test
  void linksOverSh() {
    checks
        .finds("FROM debian:12", "RUN «ln -sf /bin/bash /bin/sh»")
        .finds("FROM debian:12", "RUN a && «ln -sfv bash /bin/sh» && b")
        .finds("FROM debian:12", "RUN rm /bin/sh && «ln -s /bin/bash /bin/sh»");
  }

  @Test
  void others() {
    checks
        .passes("FROM debian:12", "RUN ln -s /bin/bash /usr/local/bin/shell")
        .passes("FROM debian:12", "RUN ln -s /bin/sh /bin/shell")
        .passes("FROM debian:12", "RUN echo ln -s /bin/bash /bin/sh");
  }
}
