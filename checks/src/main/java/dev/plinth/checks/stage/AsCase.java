package dev.plinth.checks.stage;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** FROM and AS that are written in different cases. */
@RuleInfo(
    id = "as-case",
    level = Level.STYLE,
    title = "AS in another case than FROM",
    category = Category.STAGES,
    aliases = {"buildkit:FromAsCasing"})
public final class AsCase implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Stage stage : facts.build().stages()) {
      Arguments.@Nullable Base base = stage.from().base();
      @Nullable Word as = base == null ? null : base.as();
      if (as == null || !as.value().equalsIgnoreCase("as")) {
        continue;
      }
      String from = stage.from().word().value();
      boolean lower = from.equals("from");
      String wanted = lower ? "as" : "AS";
      if ((lower || from.equals("FROM")) && !as.value().equals(wanted)) {
        report
            .at(as.span(), "as", as.text() + " is written in another case than " + from)
            .replace("write " + wanted, Safety.SAFE, wanted);
      }
    }
  }
}
