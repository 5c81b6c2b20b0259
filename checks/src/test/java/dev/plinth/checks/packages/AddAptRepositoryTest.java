package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class AddAptRepositoryTest {
  private final Checks checks = Checks.of(new AddAptRepository());

  @Test
  void used() {
    checks
        .finds("FROM debian:12", "RUN «add-apt-repository» -y ppa:a/b")
        .finds("FROM debian:12", "RUN a && «apt-add-repository» ppa:a/b");
  }

  @Test
  void others() {
    checks.passes("FROM debian:12", "RUN apt-get install -y software-properties-common");
  }
}
