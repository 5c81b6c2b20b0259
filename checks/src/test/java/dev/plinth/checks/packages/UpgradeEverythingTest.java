package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class UpgradeEverythingTest {
  private final Checks checks = Checks.of(new UpgradeEverything());

  @Test
  void all() {
    checks
        .finds("FROM debian:12", "RUN apt-get update && «apt-get upgrade» -y")
        .finds("FROM debian:12", "RUN «apt-get dist-upgrade»")
        .finds("FROM debian:12", "RUN «apt full-upgrade» -y")
        .finds("FROM alpine:3.22", "RUN «apk upgrade»")
        .finds("FROM alpine:3.22", "RUN «apk --no-cache upgrade»")
        .finds("FROM fedora:42", "RUN «dnf upgrade» -y")
        .finds("FROM fedora:42", "RUN «dnf -y update»")
        .finds("FROM centos:7", "RUN «yum update» -y")
        .finds("FROM opensuse/leap:15.6", "RUN «zypper -n dup»");
  }

  @Test
  void some() {
    checks
        .passes("FROM debian:12", "RUN apt-get install --only-upgrade -y a")
        .passes("FROM debian:12", "RUN dnf update -y a")
        .passes("FROM debian:12", "RUN apk upgrade a")
        .passes("FROM debian:12", "RUN apt-get update")
        .passes("FROM debian:12", "RUN yum update -y openssl");
  }
}
