package dev.plinth.checks.stage;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Stages that can never be built, as each waits for another. */
@RuleInfo(
    id = "circular-stages",
    level = Level.ERROR,
    title = "Stages that need each other",
    category = Category.STAGES)
public final class CircularStages implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Build build = facts.build();
    List<List<ImageUse>> uses = new ArrayList<>();
    boolean forward = false;
    for (int i = 0; i < build.stages().size(); i++) {
      uses.add(new ArrayList<>());
    }
    for (ImageUse use : build.images()) {
      if (use.stage() >= 0 && use.refersTo() >= 0 && use.refersTo() != use.stage()) {
        uses.get(use.stage()).add(use);
        forward |= use.refersTo() > use.stage();
      }
    }
    if (!forward) {
      return;
    }
    new Walk(build, uses, report).all();
  }

  /** Goes through the stages depth first, without recursion, and reports what leads back. */
  private static final class Walk {
    private final Build build;
    private final List<List<ImageUse>> uses;
    private final Reporter report;
    private final BitSet done = new BitSet();
    private final BitSet open = new BitSet();

    Walk(Build build, List<List<ImageUse>> uses, Reporter report) {
      this.build = build;
      this.uses = uses;
      this.report = report;
    }

    void all() {
      for (int root = 0; root < uses.size(); root++) {
        if (!done.get(root)) {
          from(root);
        }
      }
    }

    private void from(int root) {
      Deque<int[]> path = new ArrayDeque<>();
      path.push(new int[] {root, 0});
      open.set(root);
      while (!path.isEmpty()) {
        int[] top = path.element();
        List<ImageUse> out = uses.get(top[0]);
        if (top[1] == out.size()) {
          path.pop();
          open.clear(top[0]);
          done.set(top[0]);
          continue;
        }
        ImageUse use = out.get(top[1]++);
        int next = use.refersTo();
        if (open.get(next)) {
          report
              .at(
                  use.span(),
                  use.shown(),
                  name(use.stage()) + " needs " + name(next) + ", which needs " + name(use.stage()))
              .advise("move what both need into a stage of its own");
        } else if (!done.get(next)) {
          open.set(next);
          path.push(new int[] {next, 0});
        }
      }
    }

    private String name(int index) {
      Stage stage = build.stages().get(index);
      return stage.name().isEmpty() ? "stage " + index : "the stage " + stage.name();
    }
  }
}
