package dev.plinth.checks.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.Checks;
import dev.plinth.checks.lint.Linter;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Fix;
import java.util.List;
import org.junit.jupiter.api.Test;

class AptListsKeptTest {
  private final Checks checks = Checks.of(new AptListsKept());

  @Test
  void kept() {
    checks
        .finds("FROM debian:12", "RUN «apt-get update» && apt-get install -y a")
        .finds("FROM debian:12", "RUN «apt-get update» && apt-get install -y a && apt-get clean")
        .finds(
            "FROM debian:12",
            "RUN «apt update» && apt install -y a",
            "RUN rm -rf /var/lib/apt/lists/*")
        .finds(
            "FROM debian:12",
            "RUN x",
            "FROM debian:12 AS b",
            "RUN «apt-get update» && apt-get install -y a",
            "FROM b");
  }

  @Test
  void removedOrMounted() {
    checks
        .passes(
            "FROM debian:12",
            "RUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*")
        .passes(
            "FROM debian:12",
            "RUN apt-get update && apt-get install -y a && rm -r /var/lib/apt/lists /tmp/*")
        .passes(
            "FROM debian:12", "RUN apt-get update && apt-get install -y a && apt-get dist-clean")
        .passes(
            "FROM debian:12",
            "RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y a")
        .passes(
            "FROM debian:12",
            "RUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update && apt-get install -y a")
        .passes("FROM debian:12", "RUN apt-get install -y a")
        .passes(
            "FROM debian:12",
            "RUN apt-get update && apt-get install -y a",
            "FROM debian:12",
            "COPY --from=0 /a /a")
        .passes(
            "FROM debian:12",
            "RUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/*");
  }

  /** It would be by lists that are gone. */
  @Test
  void listsThatALaterRunInstallsByStay() {
    for (String later :
        List.of(
            "RUN apt-get install -y b\n",
            "RUN apt-get install -f -y b && apt-get update\n",
            "FROM a AS c\nRUN apt install -y b\n")) {
      String text = "FROM debian:12 AS a\nRUN apt-get update && apt-get install -y a\n" + later;
      assertThat(
              Linter.run(SourceText.of(text), List.of(new AptListsKept()), RuleSettings.NONE, null))
          .as(text)
          .isNotEmpty()
          .allSatisfy(hit -> assertThat(hit.hit().fix()).isInstanceOf(Fix.Advice.class));
    }
  }

  @Test
  void edits() {
    checks
        .mends(
            "FROM debian:12\nRUN apt-get update && apt-get install -y a\n",
            "FROM debian:12\nRUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*\n")
        .mends(
            "FROM debian:12\nRUN apt-get update \\\n && apt-get install -y \\\n    a\nUSER 1\n",
            "FROM debian:12\nRUN apt-get update \\\n && apt-get install -y \\\n    a \\\n && rm -rf /var/lib/apt/lists/*\nUSER 1\n");
  }
}
