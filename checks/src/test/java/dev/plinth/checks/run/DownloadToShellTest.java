package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class DownloadToShellTest {
  private final Checks checks = Checks.of(new DownloadToShell());

  @Test
  void pipes() {
    checks
        .finds("FROM debian:12", "RUN «curl -fsSL https://a.example/b | sh»")
        .finds("FROM debian:12", "RUN «curl https://a.example/b | bash -s -- -y»")
        .finds("FROM debian:12", "RUN «wget -qO- https://a.example/b | bash -»")
        .finds("FROM debian:12", "RUN «curl https://a.example/b | sed s/a/b/ | sudo bash»")
        .finds("FROM debian:12", "RUN «curl -s https://a.example/b | python3 -»")
        .finds("FROM debian:12", "RUN x && «curl https://a.example/b | env A=b sh» && y");
  }

  @Test
  void substitutions() {
    checks
        .finds("FROM debian:12", "RUN sh -c \"«$(curl -fsSL https://a.example/b)»\"")
        .finds("FROM debian:12", "RUN bash «<(curl -fsSL https://a.example/b)»")
        .finds("FROM debian:12", "RUN eval \"«$(wget -qO- https://a.example/b)»\"");
  }

  @Test
  void others() {
    checks
        .passes("FROM debian:12", "RUN curl https://a.example/b | tar xz")
        .passes("FROM debian:12", "RUN curl -o a https://a.example/b && sh a")
        .passes("FROM debian:12", "RUN curl https://a.example/b | gpg --dearmor")
        .passes("FROM debian:12", "RUN echo a | sh")
        .passes("FROM debian:12", "RUN curl https://a.example/b | python3 -m json.tool")
        .passes("FROM debian:12", "RUN curl https://a.example/b | python3 -c \"import json\"")
        .passes("FROM debian:12", "RUN curl https://a.example/b | bash x.sh")
        .passes("FROM debian:12", "RUN A=\"$(curl https://a.example/b)\" && sh -c \"$A\"");
  }
}
