package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class ServiceStartInBuildTest {
  private final Checks checks = Checks.of(new ServiceStartInBuild());

  @Test
  void startedAndLeft() {
    checks
        .finds("FROM debian:12", "RUN «service nginx start»")
        .finds("FROM debian:12", "RUN a && «systemctl start nginx»")
        .finds("FROM debian:12", "RUN «/etc/init.d/ssh start»")
        .finds("FROM debian:12", "RUN «systemctl restart x» || true");
  }

  @Test
  void used() {
    checks
        .passes("FROM debian:12", "RUN service postgresql start && psql -c x")
        .passes("FROM debian:12", "RUN systemctl enable x")
        .passes("FROM debian:12", "RUN service x stop")
        .passes("FROM debian:12", "CMD service nginx start")
        .passes("FROM debian:12", "RUN service mysql start; mysql x; service mysql stop");
  }
}
