package dev.plinth.checks.base;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Level;
import java.util.List;

/** The shell form in an image that has no shell. */
@RuleInfo(
    id = "no-shell",
    level = Level.ERROR,
    title = "Shell form in an image without a shell",
    category = Category.BASE_IMAGE)
public final class NoShell implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    BaseFacts bases = BaseFacts.of(facts);
    int[] brought = brought(facts);
    for (Place place : facts.places()) {
      Instruction instruction = place.instruction();
      Arguments.Command command = instruction.command();
      if (command == null
          || command.json()
          || place.is(Keyword.SHELL)
          || place.onbuild()
          || command.shell().raw().isBlank()) {
        continue;
      }
      KnownBase base = bases.base(place.stage());
      if (base == null
          || !base.shellLess()
          || place.step().before().shellBy() != null
          || (place.is(Keyword.RUN) && instruction.flag("mount") != null)
          || (!place.is(Keyword.RUN) && !facts.shipped(place.stage()))
          || brought[place.stage().index()] < place.step().index()) {
        continue;
      }
      report
          .at(
              instruction.word().span(),
              instruction.keyword().name(),
              base.name().shown()
                  + " has no shell, which the shell form of "
                  + instruction.keyword().name()
                  + " needs")
          .because(
              place.is(Keyword.RUN)
                  ? "the build stops: there is no /bin/sh"
                  : "the container does not start it: there is no /bin/sh")
          .advise(
              place.is(Keyword.RUN)
                  ? "do it in a stage upon an image with a shell, and copy what it makes"
                  : "write the exec form: " + instruction.keyword().name() + " [\"…\"]");
    }
  }

  /**
   * Of each stage the step behind which something that was copied may hold a shell: below zero
   * where that was in a stage beneath, beyond all steps where it never was.
   */
  private static int[] brought(DockerfileFacts facts) {
    List<Stage> stages = facts.build().stages();
    int[] since = new int[stages.size()];
    for (Stage stage : stages) {
      int beneath = stage.base().refersTo();
      boolean before =
          beneath >= 0 && beneath < stage.index() && since[beneath] != Integer.MAX_VALUE;
      since[stage.index()] = before ? -1 : first(stage);
    }
    return since;
  }

  private static int first(Stage stage) {
    for (Stage.Step step : stage.steps()) {
      Keyword keyword = step.instruction().keyword();
      Arguments.Paths paths = step.instruction().paths();
      Word to = paths == null ? null : paths.destination();
      boolean copies = keyword == Keyword.COPY || keyword == Keyword.ADD;
      if (copies && paths != null && to != null && mayHold(paths, to)) {
        return step.index();
      }
    }
    return Integer.MAX_VALUE;
  }

  private static boolean mayHold(Arguments.Paths paths, Word to) {
    String path = to.text();
    if (path.equals("/") || path.equals(".") || path.equals("./") || path.indexOf('$') >= 0) {
      return paths.sources().stream().anyMatch(source -> mayBeTree(source.text()))
          || path.indexOf('$') >= 0;
    }
    if (path.equals("/bin") || path.equals("/bin/") || path.startsWith("/busybox")) {
      return true;
    }
    return path.endsWith("/sh") || path.endsWith("/busybox") || path.equals("/usr");
  }

  private static boolean mayBeTree(String source) {
    String name = source.substring(source.lastIndexOf('/') + 1);
    return name.isEmpty()
        || name.startsWith(".")
        || name.contains("root")
        || name.contains("tar")
        || name.equals("out")
        || name.equals("install")
        || name.equals("*");
  }
}
