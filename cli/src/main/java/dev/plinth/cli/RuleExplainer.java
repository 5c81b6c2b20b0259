package dev.plinth.cli;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.catalog.RulePage;
import dev.plinth.checks.catalog.Rules;
import dev.plinth.checks.mend.MendExample;
import dev.plinth.checks.rule.Rule;
import java.io.PrintStream;
import java.util.List;

/** Explains rules about Dockerfiles and pipelines, by our names and other tools'. */
final class RuleExplainer implements Explainer {
  @Override
  public boolean explain(String name, boolean all, int width, PrintStream out) {
    List<Rule> rules = RuleNames.named(name);
    boolean first = true;
    for (Rule rule : rules) {
      if (!first) {
        out.println();
      }
      first = false;
      out.print(RulePage.of(rule).markdown(RuleNames.info(rule), MendExample.section(rule)));
    }
    return !rules.isEmpty();
  }

  @Override
  public boolean speaksOf(String name) {
    return name.matches("(?i)(DL|SC)[0-9]+|[a-z]+(-[a-z0-9]+)+")
        && !name.matches("(?i)(CVE|GHSA|DSA|RHSA|GO|PYSEC|RUSTSEC)-.*");
  }

  @Override
  public String unknown(String name) {
    return "there is no rule of that name";
  }

  @Override
  public List<String> near(String name) {
    return Suggestions.near(name, Rules.all().stream().map(RuleNames::id).toList());
  }
}
