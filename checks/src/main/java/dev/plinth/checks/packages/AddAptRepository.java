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

/** Many packages for one line of text. */
@RuleInfo(
    id = "add-apt-repository",
    level = Level.INFO,
    title = "Repository added with add-apt-repository",
    category = Category.PACKAGES)
public final class AddAptRepository implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      for (Call call : run.calls().all()) {
        if (call.isAny("add-apt-repository", "apt-add-repository")) {
          report
              .at(
                  call.span(call.word()),
                  call.program(),
                  call.program() + " brings Python and D-Bus into the image for one line of text")
              .advise("copy a file to /etc/apt/sources.list.d, with the key in Signed-By");
        }
      }
    }
  }
}
