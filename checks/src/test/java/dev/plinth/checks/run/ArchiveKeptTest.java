package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class ArchiveKeptTest {
  private final Checks checks = Checks.of(new ArchiveKept());

  @Test
  void kept() {
    checks
        .finds(
            "FROM debian:12",
            "RUN curl -fLo «/tmp/a.tar.gz» https://a.example/a.tar.gz && tar xzf /tmp/a.tar.gz")
        .finds("FROM debian:12", "RUN wget «https://a.example/a.zip» && unzip a.zip")
        .finds(
            "FROM debian:12",
            "RUN curl -fLO «https://a.example/a.tar.xz» && tar -C /opt -xJf a.tar.xz && ln -s a b")
        .finds("FROM debian:12", "RUN wget -O «a.tgz» https://a.example/x && tar -xf a.tgz");
  }

  @Test
  void removedOrPiped() {
    checks
        .passes(
            "FROM debian:12",
            "RUN curl -fLo /tmp/a.tgz https://a.example/a && tar xf /tmp/a.tgz && rm /tmp/a.tgz")
        .passes("FROM debian:12", "RUN wget https://a.example/a.tgz && tar xf a.tgz && rm -f *.tgz")
        .passes("FROM debian:12", "RUN curl https://a.example/a | tar xz")
        .passes("FROM debian:12", "RUN wget https://a.example/a.tgz")
        .passes(
            "FROM debian:12",
            "RUN cd /tmp && wget https://a.example/a.tgz && tar xf a.tgz && rm -rf /tmp/*")
        .passes(
            "FROM debian:12",
            "RUN --mount=type=cache,target=/tmp curl -fLo /tmp/a.tgz https://a.example/a && tar xf /tmp/a.tgz");
  }

  @Test
  void stagesThatAreThrownAway() {
    checks.passes(
        "FROM debian:12",
        "RUN wget https://a.example/a.tgz && tar xf a.tgz",
        "FROM debian:12",
        "COPY --from=0 /b /b");
  }
}
