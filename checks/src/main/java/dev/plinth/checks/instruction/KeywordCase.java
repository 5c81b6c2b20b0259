package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.Locale;

/** Keywords that are not all in upper or all in lower case. */
@RuleInfo(
    id = "keyword-case",
    level = Level.STYLE,
    title = "Keyword in another case than the others",
    category = Category.SYNTAX,
    aliases = {"buildkit:ConsistentInstructionCasing"})
public final class KeywordCase implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    int lower = 0;
    int upper = 0;
    for (Instruction instruction : facts.file().instructions()) {
      String word = instruction.word().value();
      lower += word.equals(word.toLowerCase(Locale.ROOT)) ? 1 : 0;
      upper += word.equals(word.toUpperCase(Locale.ROOT)) ? 1 : 0;
    }
    boolean wantsLower = lower > upper;
    for (Instruction instruction : facts.file().instructions()) {
      if (instruction.keyword() == Keyword.UNKNOWN) {
        continue;
      }
      String word = instruction.word().value();
      String wanted = wantsLower ? instruction.keyword().word() : instruction.keyword().name();
      if (!word.equals(wanted)) {
        report
            .at(
                instruction.word().span(),
                instruction.keyword().word(),
                "most keywords are in "
                    + (wantsLower ? "lower" : "upper")
                    + " case, "
                    + word
                    + " is not")
            .replace("write " + wanted, Safety.SAFE, wanted);
      }
    }
  }
}
