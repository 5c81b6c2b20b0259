package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class MissingYesTest {
  private final Checks checks = Checks.of(new MissingYes());

  @Test
  void asks() {
    checks
        .finds("FROM debian:12", "RUN apt-get «install» a")
        .finds(
            "FROM debian:12", "RUN apt-get update && apt-get «install» --no-install-recommends a")
        .finds("FROM debian:12", "RUN apt «install» a")
        .finds("FROM debian:12", "RUN yum «install» a")
        .finds("FROM debian:12", "RUN dnf «update»")
        .finds("FROM debian:12", "RUN microdnf «install» a")
        .finds("FROM debian:12", "RUN zypper «in» a")
        .finds("FROM debian:12", "RUN apt-get «upgrade»")
        .finds("FROM debian:12", "RUN apt-get -q «install» a");
  }

  @Test
  void answered() {
    checks
        .passes("FROM debian:12", "RUN apt-get install -y a")
        .passes("FROM debian:12", "RUN apt-get -y install a")
        .passes("FROM debian:12", "RUN apt-get install --yes a")
        .passes("FROM debian:12", "RUN apt-get install --assume-yes a")
        .passes("FROM debian:12", "RUN apt-get install -qq a")
        .passes("FROM debian:12", "RUN apt-get -qqy install a")
        .passes("FROM debian:12", "RUN apt-get install -q=2 a")
        .passes("FROM debian:12", "RUN apt-get install -q -q a")
        .passes("FROM debian:12", "RUN yes | apt-get install a")
        .passes("FROM debian:12", "RUN apt-get -o APT::Get::Assume-Yes=true install a")
        .passes("FROM debian:12", "RUN echo y | apt-get install a")
        .passes("FROM debian:12", "RUN zypper -n in a")
        .passes("FROM debian:12", "RUN zypper --non-interactive in a")
        .passes("FROM debian:12", "RUN zypper in -y a")
        .passes("FROM debian:12", "RUN dnf -y install a")
        .passes("FROM debian:12", "RUN yum install --assumeyes a")
        .passes("FROM debian:12", "RUN apt-get install $OPTS a")
        .passes("FROM debian:12", "RUN apt-get update")
        .passes("FROM debian:12", "RUN dnf clean all")
        .passes(
            "FROM debian:12",
            "RUN echo 'APT::Get::Assume-Yes \"true\";' > /etc/apt/apt.conf.d/90yes && apt-get install a")
        .passes("FROM debian:12", "RUN dnf install -y --setopt=a=b c")
        .passes("FROM debian:12", "RUN echo assumeyes=1 >> /etc/yum.conf", "RUN yum install a");
  }

  @Test
  void edits() {
    checks
        .mends(
            "FROM debian:12\nRUN apt-get install a\n", "FROM debian:12\nRUN apt-get install -y a\n")
        .mends("FROM debian:12\nRUN zypper in a\n", "FROM debian:12\nRUN zypper in -y a\n");
  }
}
