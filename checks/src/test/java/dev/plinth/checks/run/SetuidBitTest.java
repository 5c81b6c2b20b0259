package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class SetuidBitTest {
  private final Checks checks = Checks.of(new SetuidBit());

  @Test
  void set() {
    checks
        .finds("FROM debian:12", "RUN chmod «4755» /a")
        .finds("FROM debian:12", "RUN chmod «u+s» /a")
        .finds("FROM debian:12", "RUN chmod -v «u=rwxs,g=x» /a")
        .finds("FROM debian:12", "RUN install -m «4755» a /b")
        .finds("FROM debian:12", "RUN chmod «+s» /a")
        .finds("FROM debian:12", "COPY «--chmod=4755» a /b")
        .finds("FROM debian:12", "RUN chmod «06755» /a");
  }

  @Test
  void others() {
    checks
        .passes("FROM debian:12", "RUN chmod 2775 /a")
        .passes("FROM debian:12", "RUN chmod g+s /a")
        .passes("FROM debian:12", "RUN chmod 0755 /a")
        .passes("FROM debian:12", "RUN chmod u-s /a")
        .passes("FROM debian:12", "RUN chmod a-s /a")
        .passes("FROM debian:12", "RUN chmod 755 s")
        .passes("FROM debian:12", "RUN chmod 4755 /a", "FROM debian:12", "COPY --from=0 /b /b");
  }
}
