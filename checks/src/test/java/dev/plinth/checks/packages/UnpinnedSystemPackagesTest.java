package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class UnpinnedSystemPackagesTest {
  private final Checks checks = Checks.of(new UnpinnedSystemPackages());

  @Test
  void unpinned() {
    checks
        .finds("FROM debian:12", "RUN apt-get install -y «a» b=1 «c»")
        .finds("FROM alpine:3.22", "RUN apk add «a» b=1 c~1")
        .finds("FROM fedora:42", "RUN dnf install -y «a» b-1.2")
        .finds("FROM opensuse/leap:15.6", "RUN zypper in -y «a» b=1");
  }

  @Test
  void others() {
    checks
        .passes("FROM debian:12", "RUN apt-get install -y a=$V")
        .passes("FROM debian:12", "RUN apt-get install -y ./a.deb /b.deb")
        .passes("FROM debian:12", "RUN apt-get install -y $PACKAGES")
        .passes("FROM debian:12", "RUN apt-get update")
        .passes("FROM debian:12", "RUN apt-get install -y a=1.*")
        .passes("FROM alpine:3.22", "RUN apk add --virtual .b a=1")
        .passes("FROM fedora:42", "RUN dnf install -y https://a.example/b.rpm /c.rpm")
        .passes("FROM fedora:42", "RUN dnf install -y @development-tools a-1.2-3.el9");
  }
}
