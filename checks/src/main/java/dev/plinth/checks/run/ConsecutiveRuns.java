package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.checks.rule.RunEdits;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** RUN upon RUN where one would do. */
@RuleInfo(
    id = "consecutive-runs",
    level = Level.STYLE,
    title = "RUN directly behind RUN",
    category = Category.INSTRUCTIONS,
    aliases = {"hadolint:DL3059"})
public final class ConsecutiveRuns implements Rule {
  /** Programs that a RUN calls at most for it to be no step of its own. */
  private static final int BRIEF = 2;

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Set<Integer> installing = new HashSet<>();
    Set<Integer> brief = new HashSet<>();
    Set<Integer> undoing = undoing(facts);
    for (Run run : RunCalls.of(facts)) {
      int start = run.place().instruction().span().start();
      if (!run.calls().packages().isEmpty()) {
        installing.add(start);
      }
      if (run.calls().all().size() <= BRIEF) {
        brief.add(start);
      }
    }
    for (Stage stage : facts.build().stages()) {
      if (!facts.shipped(stage)) {
        continue;
      }
      List<Stage.Step> steps = stage.steps();
      for (int i = 1; i < steps.size(); i++) {
        Instruction first = steps.get(i - 1).instruction();
        Instruction second = steps.get(i).instruction();
        int start = first.span().start();
        int next = second.span().start();
        // What installs is cached apart from what does not, and well so; so is what takes long.
        if (plainRun(first)
            && plainRun(second)
            && installing.contains(start) == installing.contains(next)
            && (brief.contains(start) || brief.contains(next))
            && !undoing.contains(next)) {
          report(facts, report, first, second);
        }
      }
    }
  }

  /**
   * RUNs that do nothing but remove what a COPY or ADD brought: joined to another RUN they would
   * still not free anything, and the rule about that has a better change.
   */
  private static Set<Integer> undoing(DockerfileFacts facts) {
    Set<Integer> found = new HashSet<>();
    StageFiles files = StageFiles.of(facts);
    for (Run run : files.runs()) {
      List<Folders.Removal> removals = files.removals(run);
      if (run.calls().all().size() != 1 || removals.size() != 1) {
        continue;
      }
      for (StageFiles.Brought file : files.brought(run.place().stage())) {
        if (file.instruction().keyword() != Keyword.RUN
            && file.step() < run.place().step().index()
            && removals.getFirst().takes(file.path())) {
          found.add(run.place().instruction().span().start());
        }
      }
    }
    return found;
  }

  /** True for a RUN that asks for nothing of its own: mounts, network, another language. */
  private static boolean plainRun(Instruction instruction) {
    return instruction.keyword() == Keyword.RUN
        && instruction.flags().isEmpty()
        && instruction.heredocs().isEmpty()
        && instruction.command() != null;
  }

  private static void report(
      DockerfileFacts facts, Reporter report, Instruction first, Instruction second) {
    Reporter.Hit hit = report.at(second, "this RUN could be one with the RUN before it");
    TextEdit edit = RunEdits.join(facts, first, second);
    if (edit == null) {
      hit.advise("join the two with &&, or write both as one heredoc");
    } else {
      hit.edit("join the two RUNs", Safety.REVIEW, edit);
    }
  }
}
