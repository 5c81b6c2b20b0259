package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class WgetProgressTest {
  private final Checks checks = Checks.of(new WgetProgress());

  @Test
  void bar() {
    checks
        .finds("FROM debian:12", "RUN «wget» https://a")
        .finds("FROM debian:12", "RUN «wget» -O b https://a");
  }

  @Test
  void quiet() {
    checks
        .passes("FROM debian:12", "RUN wget -q https://a")
        .passes("FROM debian:12", "RUN wget -nv https://a")
        .passes("FROM debian:12", "RUN wget --progress=dot:giga https://a")
        .passes("FROM debian:12", "RUN wget --quiet https://a")
        .passes("FROM debian:12", "RUN wget -qO- https://a")
        .passes("FROM debian:12", "RUN wget --no-verbose https://a")
        .passes("FROM debian:12", "RUN wget -o log https://a")
        .passes("FROM alpine:3.22", "RUN wget https://a");
  }

  @Test
  void edits() {
    checks.mends(
        "FROM debian:12\nRUN wget https://a\n",
        "FROM debian:12\nRUN wget --progress=dot:giga https://a\n");
  }
}
