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

/** ENV and LABEL in their old form, without an equals sign. */
@RuleInfo(
    id = "legacy-key-value",
    level = Level.STYLE,
    title = "Name and value without an equals sign",
    category = Category.INSTRUCTIONS,
    aliases = {"buildkit:LegacyKeyValueFormat"})
public final class LegacyKeyValue implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places()) {
      if (!(place.instruction().arguments() instanceof Arguments.Pairs pairs) || !pairs.legacy()) {
        continue;
      }
      Pair pair = pairs.pairs().getFirst();
      @Nullable Word value = pair.value();
      if (value == null || value.value().isEmpty() || value.value().startsWith("=")) {
        continue;
      }
      String name = pair.name().text();
      Reporter.Hit hit =
          report.at(
              pair.span(),
              name,
              place.instruction().keyword() + " " + name + " stands without an equals sign");
      int start = pair.name().span().end();
      int end = value.span().start();
      char escape = facts.file().escape();
      String quote = quote(value.value(), escape);
      if (quote == null || !Edits.isGap(facts.source(), start, end, escape)) {
        hit.advise("write " + name + "=\"…\"");
      } else if (quote.isEmpty()) {
        hit.edit("write an equals sign", Safety.SAFE, new TextEdit(start, end, "="));
      } else {
        hit.edit(
            "write an equals sign and quotes",
            Safety.SAFE,
            new TextEdit(start, end, "=" + quote),
            Edits.insert(value.span().end(), quote));
      }
    }
  }

  /** The quotes that keep the value together; null where none do that leave it as it is. */
  private static @Nullable String quote(String value, char escape) {
    boolean spaced = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      spaced |= c <= ' ';
      if (c == escape || c >= 0x80) {
        return null;
      }
      if (c == '"' || c == '\'') {
        boolean whole = i == 0 && value.indexOf(c, 1) == value.length() - 1 && value.length() > 1;
        return whole && value.indexOf(escape) < 0 ? "" : null;
      }
    }
    return spaced ? "\"" : "";
  }
}
