package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.findings.Level;
import java.util.List;

/** {@code cd} after which the script goes on wherever it is. */
@RuleInfo(
    id = "unchecked-cd",
    level = Level.WARNING,
    title = "Change of folder whose failure nobody notices",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2164"})
public final class UncheckedCd implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Sequence each : ShellCode.of(facts).lists) {
      if (ErrorExit.of(facts).set(each.run())) {
        continue;
      }
      List<ShellList.Item> items = each.list().items();
      for (int i = 0; i < items.size(); i++) {
        ShellList.Item item = items.get(i);
        boolean last = i == items.size() - 1 && !item.background();
        ShellList.Pipeline pipeline = item.pipelines().getLast();
        boolean alternative =
            !item.operators().isEmpty() && item.operators().getLast().text().equals("||");
        if (last || alternative || pipeline.negated() || pipeline.commands().size() != 1) {
          continue;
        }
        if (pipeline.commands().getFirst() instanceof Simple simple && moves(simple)) {
          report
              .at(
                  each.run().script().span(simple),
                  String.valueOf(simple.name()),
                  "if this " + simple.name() + " fails, what follows runs in the folder before it")
              .advise("join what follows with &&, or set WORKDIR");
        }
      }
    }
  }

  private static boolean moves(Simple simple) {
    String name = simple.name();
    if (name == null || !(name.equals("cd") || name.equals("pushd") || name.equals("popd"))) {
      return false;
    }
    // These are there.
    return simple.arguments().stream()
        .noneMatch(word -> word.is("/") || word.is("..") || word.is(".") || word.is("-"));
  }
}
