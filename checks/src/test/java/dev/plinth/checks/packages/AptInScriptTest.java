package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class AptInScriptTest {
  private final Checks checks = Checks.of(new AptInScript());

  @Test
  void apt() {
    checks
        .finds("FROM debian:12", "RUN «apt» install -y a && «apt» update")
        .finds("FROM debian:12", "RUN DEBIAN_FRONTEND=noninteractive «apt» -y upgrade");
  }

  @Test
  void others() {
    checks
        .passes("FROM debian:12", "RUN apt-get install -y apt")
        .passes("FROM debian:12", "RUN echo apt install");
  }

  @Test
  void edits() {
    checks
        .mends(
            "FROM debian:12\nRUN apt install -y a\n", "FROM debian:12\nRUN apt-get install -y a\n")
        .mends("FROM debian:12\nRUN apt purge -y a\n", "FROM debian:12\nRUN apt-get purge -y a\n");
  }
}
