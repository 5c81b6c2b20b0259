package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class RecommendedPackagesTest {
  private final Checks checks = Checks.of(new RecommendedPackages());

  @Test
  void brought() {
    checks
        .finds("FROM debian:12", "RUN apt-get «install» -y a")
        .finds("FROM debian:12", "RUN apt-get -y «install» a b");
  }

  @Test
  void not() {
    checks
        .passes("FROM debian:12", "RUN apt-get install -y --no-install-recommends a")
        .passes("FROM debian:12", "RUN apt-get --no-install-recommends install -y a")
        .passes("FROM debian:12", "RUN apt-get -o APT::Install-Recommends=false install -y a")
        .passes("FROM debian:12", "RUN apt-get -o APT::Install-Recommends=0 -y install a")
        .passes("FROM debian:12", "RUN apt-get install -y $OPTS a")
        .passes(
            "FROM debian:12",
            "RUN echo 'APT::Install-Recommends \"0\";' > /etc/apt/apt.conf.d/99 && apt-get install -y a")
        .passes(
            "FROM debian:12", "RUN apt-get install -y a", "FROM debian:12", "COPY --from=0 /a /a")
        .passes("FROM debian:12", "RUN apt-get update");
  }

  @Test
  void edits() {
    checks.mends(
        "FROM debian:12\nRUN apt-get install -y a\n",
        "FROM debian:12\nRUN apt-get install --no-install-recommends -y a\n");
  }
}
