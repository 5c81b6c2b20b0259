package dev.plinth.checks.run;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class RecursiveOwnershipTest {
  private final Checks checks = Checks.of(new RecursiveOwnership());

  @Test
  void again() {
    checks
        .finds("FROM debian:12", "COPY a /app", "RUN «chown -R 1:1 /app»")
        .finds("FROM debian:12", "COPY . /app/", "RUN x && «chmod -R 755 /app» && y")
        .finds("FROM debian:12", "WORKDIR /app", "COPY . .", "RUN «chown -R 1 .»")
        .finds("FROM debian:12", "COPY a /srv/app/", "RUN «chown -R 1 /srv»")
        .finds("FROM debian:12", "RUN git clone https://a /app", "RUN «chown --recursive 1 /app»");
  }

  @Test
  void others() {
    checks
        .passes("FROM debian:12", "RUN mkdir /d && chown -R 1 /d")
        .passes("FROM debian:12", "COPY a /b", "RUN chown -R 1 /app")
        .passes("FROM debian:12", "COPY a /app", "RUN chown 1 /app")
        .passes(
            "FROM debian:12",
            "COPY a /app",
            "RUN chown -R 1 /app",
            "FROM debian:12",
            "COPY --from=0 /a /a");
  }

  @Test
  void mends() {
    checks
        .mends(
            "FROM debian:12\nWORKDIR /app\nCOPY --from=x a .\nCOPY b ./\nRUN chown -R app:app /app\nUSER app\n",
            "FROM debian:12\nWORKDIR /app\nCOPY --chown=app:app --from=x a .\n"
                + "COPY --chown=app:app b ./\nRUN chown app:app /app\nUSER app\n")
        .mends(
            "FROM debian:12\nCOPY a /app/\nRUN chmod -R 755 /app\n",
            "FROM debian:12\nCOPY --chmod=755 a /app/\n");
  }
}
