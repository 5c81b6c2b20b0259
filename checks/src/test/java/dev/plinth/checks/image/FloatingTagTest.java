package dev.plinth.checks.image;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class FloatingTagTest {
  private final Checks checks = Checks.of(new FloatingTag());

  @Test
  void latestAndNoTagFloat() {
    checks
        .finds("FROM «debian»")
        .finds(
            "FROM «debian:latest» AS build",
            "FROM build",
            "COPY --from=«registry:5000/tools» /a /a")
        .finds("ARG V=latest", "FROM «python:${V}»");
  }

  @Test
  void versionsDigestsStagesAndScratchDoNot() {
    checks
        .passes("FROM debian:12")
        .passes("FROM registry:5000/debian:12")
        .passes(
            "FROM debian@sha256:0123456789012345678901234567890123456789012345678901234567890123")
        .passes("FROM scratch")
        .passes("FROM debian:12 AS build", "FROM build", "COPY --from=build /a /a")
        .passes("ARG V", "FROM python:${V}");
  }

  @Test
  void mends_official_images_by_the_newest_release_that_is_looked_after() {
    checks
        .mends("FROM debian\nUSER 1\n", "FROM debian:13\nUSER 1\n")
        .mends("FROM python:latest\nUSER 1\n", "FROM python:3.14-trixie\nUSER 1\n");
  }
}
