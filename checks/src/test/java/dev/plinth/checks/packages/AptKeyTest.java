package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class AptKeyTest {
  private final Checks checks = Checks.of(new AptKey());

  @Test
  void used() {
    checks
        .finds("FROM debian:12", "RUN «apt-key» add /a")
        .finds("FROM debian:12", "RUN curl https://a.example | «apt-key» add -")
        .finds("FROM debian:12", "RUN «apt-key» adv --keyserver a --recv-keys b");
  }

  @Test
  void others() {
    checks
        .passes("FROM debian:12", "RUN echo apt-key")
        .passes("FROM debian:12", "COPY a /etc/apt/keyrings/a.asc");
  }
}
