package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class UpdateAloneTest {
  private final Checks checks = Checks.of(new UpdateAlone());

  @Test
  void alone() {
    checks
        .finds("FROM debian:12", "RUN «apt-get update»", "RUN apt-get install -y a")
        .finds("FROM debian:12", "RUN «apt-get -qq update» && apt-get clean")
        .finds("FROM debian:12", "RUN x && «apt update»")
        .finds("FROM alpine:3.22", "RUN «apk update»", "RUN apk add a")
        .finds("FROM fedora:42", "RUN «dnf makecache»")
        .finds("FROM opensuse/leap:15.6", "RUN «zypper refresh»");
  }

  @Test
  void together() {
    checks
        .passes("FROM debian:12", "RUN apt-get update && apt-get install -y a")
        .passes("FROM debian:12", "RUN apt-get update && apt-get upgrade -y")
        .passes("FROM debian:12", "RUN apt-get update && apt-get build-dep -y a")
        .passes("FROM debian:12", "RUN yum update -y")
        .passes("FROM debian:12", "RUN dnf update -y")
        .passes("FROM debian:12", "RUN apt-get install -y a")
        .passes("FROM debian:12", "RUN --mount=type=cache,target=/var/lib/apt/lists apt-get update")
        .passes("FROM debian:12", "RUN apt-get update && ./install.sh")
        .passes("FROM debian:12", "RUN apt-get update && aptitude install a")
        .passes(
            "FROM debian:12",
            "RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y a")
        .passes("FROM debian:12", "RUN apt-get update || true; apt-get install -y a");
  }

  @Test
  void mendsWithoutLeavingTheLists() {
    checks
        .mends(
            "FROM debian:12\nRUN apt-get update\nRUN apt-get install -y a\n",
            "FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y a \\\n    && rm -rf /var/lib/apt/lists/*\n")
        .mends(
            "FROM debian:12\nRUN apt-get update\nRUN apt-get install -y a && rm -r /var/lib/apt/lists\n",
            "FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y a && rm -r /var/lib/apt/lists\n");
  }
}
