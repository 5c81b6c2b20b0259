package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Two programs for one thing. */
@RuleInfo(
    id = "wget-and-curl",
    level = Level.INFO,
    title = "Both wget and curl used in a stage",
    category = Category.SHELL,
    aliases = {"hadolint:DL4001", "trivy:DS-0014"})
public final class WgetAndCurl implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Map<Integer, String> first = new HashMap<>();
    Set<Integer> reported = new HashSet<>();
    for (Run run : RunCalls.of(facts)) {
      Stage stage = run.place().stage();
      if (run.place().onbuild() || !facts.shipped(stage)) {
        continue;
      }
      for (Call call : run.calls().all()) {
        if (!call.isAny("wget", "curl")) {
          continue;
        }
        String known = first.putIfAbsent(stage.index(), call.program());
        if (known != null && !known.equals(call.program()) && reported.add(stage.index())) {
          report
              .at(
                  call.span(call.word()),
                  call.program(),
                  "this stage downloads with " + known + " already")
              .advise("use " + known + " here too, and install one of them alone");
        }
      }
    }
  }
}
