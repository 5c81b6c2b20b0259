package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** ENV and LABEL with a space before the equals sign, which then belongs to the value. */
@RuleInfo(
    id = "space-around-equals",
    level = Level.WARNING,
    title = "Space before an equals sign",
    category = Category.INSTRUCTIONS)
public final class SpaceAroundEquals implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places()) {
      if (!(place.instruction().arguments() instanceof Arguments.Pairs pairs) || !pairs.legacy()) {
        continue;
      }
      Pair pair = pairs.pairs().getFirst();
      @Nullable Word value = pair.value();
      if (value == null || !value.value().startsWith("=")) {
        continue;
      }
      String name = pair.name().text();
      String text = value.value();
      int from = 1;
      while (from < text.length() && text.charAt(from) <= ' ') {
        from++;
      }
      String rest = text.substring(from);
      Reporter.Hit hit =
          report.at(
              value.part(0, 1).span(),
              name,
              "the equals sign belongs to the value of " + name + ", as a space stands before it");
      int gap = pair.name().span().end();
      int end = from < text.length() ? value.part(from, from + 1).span().start() : -1;
      boolean plain = rest.chars().noneMatch(c -> c <= ' ' || c == '"' || c == '\'');
      boolean quoted =
          rest.length() > 1
              && (rest.charAt(0) == '"' || rest.charAt(0) == '\'')
              && rest.indexOf(rest.charAt(0), 1) == rest.length() - 1;
      boolean clear =
          end > 0
              && (plain || quoted)
              && Edits.isGap(facts.source(), gap, value.span().start(), facts.file().escape());
      if (clear) {
        hit.edit("write it without spaces", Safety.REVIEW, new TextEdit(gap, end, "="));
      } else {
        hit.advise("write " + name + "=\"…\" without spaces around the equals sign");
      }
    }
  }
}
