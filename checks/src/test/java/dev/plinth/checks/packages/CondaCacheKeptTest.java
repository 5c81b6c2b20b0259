package dev.plinth.checks.packages;

import dev.plinth.checks.lint.Checks;
import org.junit.jupiter.api.Test;

class CondaCacheKeptTest {
  private final Checks checks = Checks.of(new CondaCacheKept());

  @Test
  void kept() {
    checks
        .finds("FROM debian:12", "RUN «conda install» -y a")
        .finds("FROM debian:12", "RUN «mamba env create» -f a.yml");
  }

  @Test
  void notKept() {
    checks
        .passes("FROM debian:12", "RUN conda install -y a && conda clean -afy")
        .passes("FROM debian:12", "RUN conda install -y a && conda clean --all --yes")
        .passes("FROM debian:12", "RUN mamba install a && mamba clean -a -y")
        .passes(
            "FROM debian:12", "RUN --mount=type=cache,target=/opt/conda/pkgs conda install -y a")
        .passes("FROM debian:12", "RUN conda activate a");
  }
}
