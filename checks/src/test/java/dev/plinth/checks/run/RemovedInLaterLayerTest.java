package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class RemovedInLaterLayerTest {
  private final Checks checks = Checks.of(new RemovedInLaterLayer());

  @Test
  void copiedThenRemoved() {
    checks
        .finds("FROM debian:12", "COPY a.tgz /tmp/", "RUN tar xf /tmp/a.tgz", "RUN rm «/tmp/a.tgz»")
        .finds("FROM debian:12", "COPY a.tgz b /tmp/", "RUN rm -rf «/tmp/a.tgz»")
        .finds("FROM debian:12", "WORKDIR /w", "COPY a.tgz .", "RUN tar xf a.tgz && rm «a.tgz»")
        .finds(
            "FROM debian:12",
            "COPY id_rsa /root/.ssh/id_rsa",
            "RUN git clone x && rm -rf «/root/.ssh»")
        .finds(
            "FROM debian:12",
            "ADD https://a.example/b.zip /b.zip",
            "RUN unzip b.zip && rm «/b.zip»")
        .finds("FROM debian:12", "COPY a.whl b.whl /d/", "RUN rm «/d/*.whl»");
  }

  @Test
  void downloadedThenRemoved() {
    checks
        .finds(
            "FROM debian:12",
            "RUN curl -o /tmp/a.tgz https://a.example/a.tgz",
            "RUN rm «/tmp/a.tgz»")
        .finds("FROM debian:12", "RUN wget -O a.tgz https://a.example/a.tgz", "RUN rm -f «a.tgz»")
        .finds("FROM debian:12", "RUN wget https://a.example/a.tgz", "RUN rm «a.tgz»")
        .finds("FROM debian:12", "RUN git clone https://a.example/r.git /src", "RUN rm -rf «/src»");
  }

  @Test
  void sameLayer() {
    checks
        .passes("FROM debian:12", "RUN curl -o /tmp/a https://a.example/a && rm /tmp/a")
        .passes("FROM debian:12", "COPY a /a", "RUN rm /b")
        .passes("FROM debian:12", "RUN --mount=type=bind,source=a,target=/a rm -f /c")
        .passes("FROM debian:12", "COPY a /tmp/a", "RUN rm -rf /var/lib/apt/lists/*")
        .passes("FROM debian:12", "RUN curl -o $F https://a.example/a", "RUN rm $F");
  }

  @Test
  void stagesThatAreThrownAway() {
    checks.passes(
        "FROM debian:12", "COPY a /a", "RUN rm /a", "FROM debian:12", "COPY --from=0 /b /b");
  }
}
