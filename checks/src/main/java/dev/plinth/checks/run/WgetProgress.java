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
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.List;

/** A progress bar in the build log. */
@RuleInfo(
    id = "wget-progress",
    level = Level.STYLE,
    title = "Progress bar of wget in the build log",
    category = Category.SHELL,
    aliases = {"hadolint:DL3047"})
public final class WgetProgress implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      if (busybox(facts, run)) {
        continue;
      }
      for (Call call : run.calls().of("wget")) {
        Download download = Download.of(call);
        if (download == null || download.quiet() || download.addresses().isEmpty()) {
          continue;
        }
        int behind = call.span(call.word()).end();
        report
            .at(call.span(call.word()), "wget", "wget draws its progress bar into the build log")
            .edit(
                "print a line for each 32 MB",
                Safety.REVIEW,
                Edits.insert(behind, " --progress=dot:giga"));
      }
    }
  }

  /** True where wget is BusyBox's, which has no such option and draws no lines. */
  private static boolean busybox(DockerfileFacts facts, Run run) {
    List<Stage> line = facts.build().lineage(run.place().stage());
    String image = line.getLast().base().name();
    return image != null && (image.contains("alpine") || image.contains("busybox"));
  }
}
