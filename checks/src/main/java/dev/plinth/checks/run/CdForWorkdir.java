package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.List;

/** The folder is changed where WORKDIR would say it once. */
@RuleInfo(
    id = "cd-for-workdir",
    level = Level.STYLE,
    title = "cd where WORKDIR would do",
    category = Category.SHELL,
    aliases = {"hadolint:DL3003", "trivy:DS-0013"})
public final class CdForWorkdir implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      List<Call> calls = run.calls().all();
      Call last = calls.isEmpty() ? null : calls.getLast();
      Call first = null;
      for (Call call : calls) {
        if (!call.is("set")) {
          first = call;
          break;
        }
      }
      if (last != null && changes(last)) {
        Reporter.Hit hit =
            report
                .at(last.programSpan(), "cd", "nothing follows this cd, which ends with its RUN")
                .level(Level.WARNING);
        mend(facts, run, last, hit);
      } else if (first != null && changes(first)) {
        report
            .at(first.programSpan(), "cd", "this folder could be the WORKDIR")
            .advise("put WORKDIR " + shown(first) + " before this RUN");
      }
    }
  }

  private static String shown(Call call) {
    return call.text().text(call.arguments().getLast().from(), call.arguments().getLast().to());
  }

  private static boolean changes(Call call) {
    return call.is("cd")
        && call.arguments().size() == 1
        && !call.where().subshell()
        && !call.where().conditional()
        && !call.where().tested()
        && !call.where().loop()
        && call.where().function().isEmpty()
        && call.wrappers().isEmpty()
        && !call.argument(0).startsWith("-");
  }

  private static void mend(DockerfileFacts facts, Run run, Call call, Reporter.Hit hit) {
    Instruction instruction = run.place().instruction();
    String folder = call.arguments().getFirst().value();
    if (run.calls().all().size() == 1
        && folder != null
        && folder.startsWith("/")
        && folder.indexOf(' ') < 0
        && instruction.flags().isEmpty()
        && instruction.heredocs().isEmpty()
        && facts.source().line(instruction.span().start())
            == facts.source().line(instruction.span().end())) {
      hit.edit(
          "make it the WORKDIR",
          Safety.REVIEW,
          Edits.replace(instruction.span(), "WORKDIR " + folder));
    } else {
      hit.advise("put WORKDIR " + shown(call) + " before what needs it, or leave it out");
    }
  }
}
