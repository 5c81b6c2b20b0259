package dev.plinth.checks.pipeline;

import dev.plinth.checks.ci.ActionUse;
import dev.plinth.checks.ci.CiFacts;
import dev.plinth.checks.ci.CiRule;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;
import java.util.Locale;
import java.util.Set;

/** An action or a reusable workflow of others by a tag or a branch. */
@RuleInfo(
    id = "unpinned-action",
    level = Level.WARNING,
    title = "Action without a commit",
    category = Category.PIPELINES,
    aliases = {"zizmor:unpinned-uses"})
public final class UnpinnedAction implements CiRule {
  /** These prove what they are by their tag, and refuse to run by a commit. */
  private static final String SLSA = "slsa-framework/slsa-github-generator/.github/workflows/";

  private static final Set<String> BRANCHES =
      Set.of("main", "master", "trunk", "develop", "dev", "head", "latest");

  @Override
  public void check(CiFacts facts, Reporter report) {
    for (ActionUse use : facts.actions()) {
      if (use.pinned()
          || use.name().indexOf('/') < 0
          || use.ref().isEmpty()
          || use.name().startsWith(SLSA)) {
        continue;
      }
      boolean branch = BRANCHES.contains(use.ref().toLowerCase(Locale.ROOT));
      Reporter.Hit hit =
          report.at(
              use.span(),
              use.name(),
              use.name()
                  + (branch
                      ? " is whatever was pushed to " + use.ref() + " last"
                      : " is whatever the tag or branch " + use.ref() + " points at today"));
      hit.advise(
          "name the commit, with the tag as a comment: "
              + use.name()
              + "@… # "
              + use.ref()
              + " (plinth pin --actions)");
      String owner = use.name().substring(0, use.name().indexOf('/'));
      if (!branch && (owner.equals("actions") || owner.equals("github"))) {
        hit.level(Level.INFO).because("its maker also runs the machine that it runs on");
      }
    }
  }
}
