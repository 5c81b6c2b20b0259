package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class RpmCacheKeptTest {
  private final Checks checks = Checks.of(new RpmCacheKept());

  @Test
  void kept() {
    checks
        .finds("FROM fedora:42", "RUN «dnf install» -y a")
        .finds("FROM fedora:42", "RUN «microdnf install» -y a")
        .finds("FROM centos:7", "RUN «yum install» -y a && yum install -y b")
        .finds("FROM opensuse/leap:15.6", "RUN «zypper -n install» a")
        .finds("FROM fedora:42", "RUN «dnf update» -y")
        .finds("FROM fedora:42", "RUN «dnf install» -y a", "RUN dnf clean all");
  }

  @Test
  void removed() {
    checks
        .passes("FROM fedora:42", "RUN dnf install -y a && dnf clean all")
        .passes("FROM fedora:42", "RUN dnf install -y a && rm -rf /var/cache/dnf")
        .passes("FROM fedora:42", "RUN dnf install -y a && rm -rf /var/cache/*")
        .passes("FROM centos:7", "RUN yum install -y a && yum clean all")
        .passes("FROM centos:7", "RUN yum install -y a && rm -rf /var/cache/yum")
        .passes("FROM opensuse/leap:15.6", "RUN zypper -n in a && zypper clean -a")
        .passes(
            "FROM fedora:42", "RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y a")
        .passes("FROM fedora:42", "RUN --mount=type=cache,target=/var/cache/dnf dnf install -y a")
        .passes("FROM fedora:42", "RUN --mount=type=cache,target=/var/cache dnf install -y a")
        .passes("FROM fedora:42", "RUN dnf remove -y a");
  }

  @Test
  void edits() {
    checks.mends(
        "FROM fedora:42\nRUN dnf install -y a\n",
        "FROM fedora:42\nRUN dnf install -y a && dnf clean all\n");
  }
}
