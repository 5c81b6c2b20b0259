package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** A port that EXPOSE refuses. */
@RuleInfo(
    id = "invalid-port",
    level = Level.ERROR,
    title = "Port that is none",
    category = Category.INSTRUCTIONS,
    aliases = {"hadolint:DL3011", "trivy:DS-0008"})
public final class InvalidPort implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Port.each(
        facts,
        (word, port) -> {
          @Nullable String reason = port.refused();
          if (reason != null) {
            report.at(word.span(), port.port(), reason);
          }
        });
  }
}
