package dev.plinth.checks.context;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.ShellWalk;
import dev.plinth.findings.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything is copied before dependencies are installed. */
@RuleInfo(
    id = "copy-before-install",
    level = Level.WARNING,
    title = "Everything is copied before dependencies are installed",
    category = Category.CONTEXT)
public final class CopyBeforeInstall implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Map<Integer, Copies.Taken> copies = new HashMap<>();
    for (Copies.Taken taken : Copies.of(facts)) {
      if (taken.everything()) {
        copies.putIfAbsent(taken.place().stage().index(), taken);
      }
    }
    if (copies.isEmpty()) {
      return;
    }
    Map<Integer, Set<String>> before = new HashMap<>();
    for (RunText run : facts.runs()) {
      int stage = run.place().stage().index();
      Copies.Taken taken = copies.get(stage);
      if (taken == null || run.place().onbuild() || !run.shell().readable()) {
        continue;
      }
      boolean earlier = run.place().step().index() < taken.place().step().index();
      for (ShellWalk.Call call : ShellWalk.calls(facts, run)) {
        Install install = Install.of(call);
        if (install == null) {
          continue;
        }
        Set<String> known = before.computeIfAbsent(stage, _ -> new HashSet<>());
        if (earlier) {
          known.addAll(install.manifests());
        } else if (install.manifests().stream().noneMatch(known::contains)) {
          report(report, taken, install);
          copies.remove(stage);
          break;
        }
      }
    }
  }

  private static void report(Reporter report, Copies.Taken taken, Install install) {
    List<String> files = install.manifests();
    String names = String.join(" and ", files);
    report
        .at(
            taken.word().span(),
            install.shown(),
            "everything is copied before " + install.shown() + " runs")
        .because("each change of any file makes the build install all dependencies again")
        .advise("copy " + names + " first, run " + install.shown() + ", then copy the rest");
  }
}
