package dev.plinth.checks.syntax;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class InlineSilencingTest {
  @Test
  void everyFormIsReported() {
    Checks.of(new InlineSilencing())
        .finds("«# plinth: ignore=floating-tag reason=why»", "FROM debian:12")
        .finds("FROM debian:12", "«# check=skip=all»", "RUN x", "  «# hadolint ignore=DL3008»")
        .passes("# a remark", "FROM debian:12");
  }
}
