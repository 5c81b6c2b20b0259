package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class PointlessCommandTest {
  private final Checks checks = Checks.of(new PointlessCommand());

  @Test
  void pointless() {
    checks
        .finds("FROM debian:12", "RUN «top» -b -n 1")
        .finds("FROM debian:12", "RUN a && «free» -m")
        .finds("FROM debian:12", "RUN «ssh» a@b")
        .finds("FROM debian:12", "RUN «clear»")
        .finds("FROM debian:12", "RUN «vim» a")
        .finds("FROM debian:12", "RUN «shutdown» now")
        .finds("FROM debian:12", "RUN «sleep» 5")
        .finds("FROM debian:12", "RUN sudo «ps» aux");
  }

  @Test
  void others() {
    checks
        .passes("FROM debian:12", "RUN echo top")
        .passes("FROM debian:12", "RUN apt-get install -y vim")
        .passes("FROM debian:12", "RUN a & sleep 5 && b")
        .passes("FROM debian:12", "RUN until a; do sleep 1; done")
        .passes("FROM debian:12", "CMD top")
        .passes("FROM debian:12", "RUN --mount=type=ssh ssh -T git@a.example")
        .passes("FROM debian:12", "RUN a");
  }
}
