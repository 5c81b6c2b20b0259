package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class PackageSignaturesOffTest {
  private final Checks checks = Checks.of(new PackageSignaturesOff());

  @Test
  void off() {
    checks
        .finds("FROM debian:12", "RUN apt-get install -y «--allow-unauthenticated» a")
        .finds("FROM debian:12", "RUN apt-get install «--force-yes» a")
        .finds(
            "FROM debian:12", "RUN apt-get «-o APT::Get::AllowUnauthenticated=true» install -y a")
        .finds("FROM debian:12", "RUN apt-get «-o Acquire::AllowInsecureRepositories=true» update")
        .finds("FROM fedora:42", "RUN dnf install -y «--nogpgcheck» a")
        .finds("FROM fedora:42", "RUN dnf install -y «--setopt=gpgcheck=0» a")
        .finds("FROM centos:7", "RUN rpm -i «--nosignature» a.rpm")
        .finds("FROM centos:7", "RUN rpm «--nodigest» -i a.rpm")
        .finds("FROM alpine:3.22", "RUN apk add «--allow-untrusted» a.apk")
        .finds("FROM opensuse/leap:15.6", "RUN zypper «--no-gpg-checks» -n in a")
        .finds(
            "FROM debian:12",
            "RUN echo «'deb [trusted=yes] https://a.example b c'» > /etc/apt/sources.list.d/a.list");
  }

  @Test
  void on() {
    checks
        .passes("FROM debian:12", "RUN apt-get install -y a")
        .passes(
            "FROM debian:12", "RUN apt-get -o APT::Get::AllowUnauthenticated=false install -y a")
        .passes("FROM debian:12", "RUN echo --nogpgcheck")
        .passes(
            "FROM debian:12",
            "RUN echo \"deb [signed-by=/a] https://a.example b c\" > /etc/apt/sources.list.d/a.list");
  }
}
