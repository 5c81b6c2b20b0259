package dev.plinth.checks.stage;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class FromTest {
  @Test
  void variablesThatNobodyDeclares() {
    Checks.of(new UndefinedArgInFrom())
        .finds("FROM debian:$«VERSION»")
        .finds("ARG VERSION=12", "FROM debian:${«VERISON»}")
        .finds("FROM --platform=$«PLATFORM» debian:12")
        .finds("FROM debian:12", "ARG TAG=1", "FROM debian:${«TAG»}")
        .mends(
            "ARG VERSION=12\nFROM debian:${VERISON}\n", "ARG VERSION=12\nFROM debian:${VERSION}\n")
        .passes("ARG VERSION", "FROM debian:$VERSION")
        .passes("FROM --platform=$BUILDPLATFORM debian:${VERSION:-12}");
  }

  @Test
  void platformsFixed() {
    Checks.of(new ConstantPlatform())
        .finds("FROM «--platform=linux/amd64» debian:12")
        .mends("FROM --platform=linux/amd64 debian:12 AS a\n", "FROM debian:12 AS a\n")
        .passes("FROM --platform=$BUILDPLATFORM debian:12")
        .finds("FROM «--platform=linux/arm» arm32v7/fedora:36")
        .passes("FROM --platform=linux/amd64 debian:12 AS build-amd64")
        .passes("FROM debian:12");
  }

  @Test
  void platformsThatAreTheDefault() {
    Checks.of(new RedundantTargetPlatform())
        .finds("FROM «--platform=$TARGETPLATFORM» debian:12")
        .mends("FROM --platform=${TARGETPLATFORM}  debian:12\n", "FROM debian:12\n")
        .passes("FROM --platform=$BUILDPLATFORM debian:12")
        .passes("ARG TARGETPLATFORM=linux/arm64", "FROM --platform=$TARGETPLATFORM debian:12");
  }
}
