package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.RunText.Shell;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.shell.RunScript;
import dev.plinth.dockerfile.shell.ShellList.Operator;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pipeline whose first commands may fail unnoticed. */
@RuleInfo(
    id = "missing-pipefail",
    level = Level.WARNING,
    title = "Pipeline whose failure goes unnoticed",
    category = Category.SHELL,
    aliases = {"hadolint:DL4006"})
public final class MissingPipefail implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Map<Integer, RunText> first = new HashMap<>();
    for (RunText run : facts.runs()) {
      if (!run.place().is(Keyword.RUN) || !run.shell().readable() || setByShell(run)) {
        continue;
      }
      Operator pipe = new UnguardedPipes().first(run.script().list());
      if (pipe == null) {
        continue;
      }
      Reporter.Hit hit =
          report.at(
              run.span(pipe.at(), pipe.at() + pipe.text().length()),
              "pipefail",
              "if a command before the last of this pipeline fails, the build goes on");
      String shell = shellOf(facts, run);
      if (shell == null || run.place().onbuild() || run.place().step().before().shellBy() != null) {
        hit.advise("set the option before: SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]");
      } else {
        hit.edit(
            "let a pipeline fail with any of its commands",
            Safety.REVIEW,
            Edits.insertLine(
                facts.source(),
                // One for all that follow in the stage.
                first.computeIfAbsent(run.place().stage().index(), _ -> run).instruction(),
                "SHELL [\"" + shell + "\", \"-o\", \"pipefail\", \"-c\"]"));
      }
    }
  }

  private static boolean setByShell(RunText run) {
    RunScript text = RunScript.of(run.instruction());
    List<String> shell =
        text == null || text.interpreter().isEmpty()
            ? run.place().step().before().shell()
            : List.of(text.interpreter());
    return shell.stream().anyMatch(word -> word.contains("pipefail"));
  }

  /** The shell that knows the option in the image beneath, null where it cannot be told. */
  private static @Nullable String shellOf(DockerfileFacts facts, RunText run) {
    List<Stage> line = facts.build().lineage(run.place().stage());
    String image = line.getLast().base().name();
    if (run.shell() != Shell.POSIX || image == null) {
      return null;
    }
    String bare = image.substring(image.lastIndexOf('/') + 1);
    if (bare.contains("alpine")) {
      return "/bin/ash";
    }
    for (String known : new String[] {"debian", "ubuntu", "bookworm", "bullseye", "slim", "ubi"}) {
      if (bare.contains(known)) {
        return "/bin/bash";
      }
    }
    return null;
  }
}
