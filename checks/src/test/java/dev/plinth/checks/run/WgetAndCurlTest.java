package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class WgetAndCurlTest {
  private final Checks checks = Checks.of(new WgetAndCurl());

  @Test
  void both() {
    checks
        .finds("FROM debian:12", "RUN curl -O https://a", "RUN «wget» https://b")
        .finds("FROM debian:12", "RUN wget https://a && «curl» https://b && wget https://c");
  }

  @Test
  void one() {
    checks
        .passes("FROM debian:12", "RUN curl https://a", "RUN curl https://b")
        .passes("FROM debian:12", "RUN curl https://a", "FROM debian:12", "RUN wget https://b")
        .passes("FROM debian:12", "RUN apt-get install -y wget curl")
        .passes(
            "FROM debian:12",
            "RUN curl https://a",
            "RUN wget https://b",
            "FROM scratch",
            "COPY --from=0 / /");
  }
}
