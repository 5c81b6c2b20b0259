package dev.plinth.checks.mend;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.catalog.RulePage;
import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.dockerfile.Span;
import dev.plinth.findings.Fix.Safety;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a rule's changes make of the example on its page. */
public final class MendExample {
  private MendExample() {}

  /**
   * The section of the rule's page that shows it, with an empty line behind it; empty where the
   * rule proposes no change there.
   */
  public static String section(Rule rule) {
    String id = RuleNames.id(rule);
    String before = RulePage.of(rule).example("Before").getOrDefault("dockerfile", "");
    FileLint lint = new FileLint(alone(id));
    Mended mended =
        new Mender(Safety.REVIEW, Set.of())
            .mend(
                before.getBytes(StandardCharsets.UTF_8),
                bytes -> lint.lint("Dockerfile", bytes, null, Map.of()));
    if (!mended.changed()) {
      return "";
    }
    boolean safe = true;
    StringBuilder does = new StringBuilder();
    for (Mended.Applied each : mended.applied()) {
      safe &= each.safety() == Safety.SAFE;
      String what = "*" + each.description() + "*";
      if (does.indexOf(what) < 0) {
        does.append(does.isEmpty() ? "" : ", ").append(what);
      }
    }
    return "## Mend\n\n"
        + (safe
            ? "`plinth lint --fix` does this ("
                + does
                + "); what is built means the same, or only"
                + " loses the fault:\n\n"
            : "`plinth lint --fix=review` does this ("
                + does
                + "); it is right as far as the file"
                + " tells, and for you to look at:\n\n")
        + "```dockerfile\n"
        + mended.after().text(new Span(0, mended.after().length()))
        + (mended.after().raw().endsWith("\n") ? "" : "\n")
        + "```\n\n";
  }

  /** Settings by which that rule alone is at work. */
  private static LintSettings alone(String id) {
    return new LintSettings(
        LintSettings.only(Set.of(id)),
        RuleSettings.NONE,
        List.of(),
        List.of(),
        null,
        null,
        null,
        Set.of());
  }
}
