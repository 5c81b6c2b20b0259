package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class PipCacheKeptTest {
  private final Checks checks = Checks.of(new PipCacheKept());

  @Test
  void kept() {
    checks
        .finds("FROM debian:12", "RUN «pip install» a==1")
        .finds("FROM debian:12", "RUN «pip3 install» -r r.txt && pip install b")
        .finds("FROM debian:12", "RUN «python3 -m pip install» a");
  }

  @Test
  void notKept() {
    checks
        .passes("FROM debian:12", "RUN pip install --no-cache-dir a")
        .passes("FROM debian:12", "RUN pip --no-cache-dir install a")
        .passes("FROM debian:12", "ENV PIP_NO_CACHE_DIR=1", "RUN pip install a")
        .passes("FROM debian:12", "ENV PIP_NO_CACHE_DIR=off", "RUN pip install a")
        .passes("FROM debian:12", "RUN PIP_NO_CACHE_DIR=1 pip install a")
        .passes("FROM debian:12", "RUN export PIP_NO_CACHE_DIR=1 && pip install a")
        .passes("FROM debian:12", "RUN --mount=type=cache,target=/root/.cache pip install a")
        .passes("FROM debian:12", "RUN --mount=type=cache,target=/root/.cache/pip pip install a")
        .passes("FROM debian:12", "RUN pip install a && rm -rf /root/.cache")
        .passes("FROM debian:12", "RUN pip install a && rm -rf ~/.cache/pip")
        .passes("FROM debian:12", "RUN pip install a && pip cache purge")
        .passes("FROM debian:12", "RUN pip uninstall a")
        .passes("FROM debian:12", "RUN pip install a", "FROM debian:12", "COPY --from=0 /a /a");
  }

  @Test
  void edits() {
    checks.mends(
        "FROM debian:12\nRUN pip install a\n",
        "FROM debian:12\nRUN pip install --no-cache-dir a\n");
  }
}
