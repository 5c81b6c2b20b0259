package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** The instruction MAINTAINER, in whose place labels came. */
@RuleInfo(
    id = "maintainer",
    level = Level.INFO,
    title = "MAINTAINER, which is deprecated",
    category = Category.LABELS,
    aliases = {
      "hadolint:DL4000",
      "buildkit:MaintainerDeprecated",
      "trivy:DS-0022",
      "checkov:CKV_DOCKER_6"
    })
public final class Maintainer implements Rule {
  /** Given elsewhere as well, the last of them would count. */
  private static final String LABEL = "org.opencontainers.image.authors";

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    char escape = facts.file().escape();
    for (Place place : facts.places(Keyword.MAINTAINER)) {
      Instruction instruction = place.instruction();
      @Nullable Word who = instruction.rest();
      if (who == null || who.value().isEmpty()) {
        continue;
      }
      Reporter.Hit hit = report.at(instruction, "MAINTAINER is deprecated in favour of a label");
      if (!instruction.comments().isEmpty()) {
        hit.advise("write LABEL org.opencontainers.image.authors");
        continue;
      }
      StringBuilder value = new StringBuilder();
      String text = unquoted(who.text());
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"' || c == '$' || c == escape) {
          value.append(escape);
        }
        value.append(c);
      }
      boolean lower = instruction.word().value().equals("maintainer");
      hit.edit(
          "write a label",
          facts.source().raw().contains(LABEL) ? Safety.REVIEW : Safety.SAFE,
          new TextEdit(
              instruction.word().span().start(),
              who.span().end(),
              (lower ? "label" : "LABEL") + " " + LABEL + "=\"" + value + "\""));
    }
  }

  private static String unquoted(String text) {
    int end = text.length() - 1;
    boolean quoted =
        end > 0
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.indexOf(text.charAt(0), 1) == end;
    return quoted ? text.substring(1, end) : text;
  }
}
