package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.findings.Level;

/** A key that vouches for everything. */
@RuleInfo(
    id = "apt-key",
    level = Level.WARNING,
    title = "Repository key added with apt-key",
    category = Category.PACKAGES)
public final class AptKey implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      for (Call call : run.calls().of("apt-key")) {
        report
            .at(
                call.span(call.word()),
                "apt-key",
                "a key added by apt-key vouches for all repositories, and Debian 13 has no apt-key")
            .advise("put the key under /etc/apt/keyrings, and name it in Signed-By");
      }
    }
  }
}
