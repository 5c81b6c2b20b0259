package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class SystemRemovedTest {
  private final Checks checks = Checks.of(new SystemRemoved());

  @Test
  void removed() {
    checks
        .finds("FROM debian:12", "RUN rm -rf «/» tmp/x")
        .finds("FROM debian:12", "RUN rm -rf «/*»")
        .finds("FROM debian:12", "RUN rm -r -f «/usr»")
        .finds("FROM debian:12", "RUN rm -rf --no-preserve-root «/»")
        .finds("FROM debian:12", "RUN rm -rf «/etc/»");
  }

  @Test
  void others() {
    checks
        .passes("FROM debian:12", "RUN rm -rf /tmp /root/.cache")
        .passes("FROM debian:12", "RUN rm -rf /usr/share/doc")
        .passes("FROM debian:12", "RUN rm -f /")
        .passes("FROM debian:12", "RUN rm -rf /var/lib/apt/lists/*")
        .passes("FROM debian:12", "RUN rm -rf /opt /srv/* /home/x /media /mnt");
  }
}
