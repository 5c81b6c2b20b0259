package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code [ false ]} and {@code [ name = value ]}: nothing in it can change. */
@RuleInfo(
    id = "constant-test",
    level = Level.WARNING,
    title = "Test of a constant",
    category = Category.SHELL,
    aliases = {
      "shellcheck:SC2050",
      "shellcheck:SC2078",
      "shellcheck:SC2157",
      "shellcheck:SC2158",
      "shellcheck:SC2159"
    })
public final class ConstantTest implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).named("[", "test")) {
      if (!(each.command() instanceof Simple simple)
          || !("[".equals(simple.name()) || "test".equals(simple.name()))) {
        continue;
      }
      List<ShellWord> words = simple.arguments();
      int count = words.size();
      if (count > 0 && words.getLast().is("]")) {
        count--;
      }
      boolean constant =
          (count == 1 && words.getFirst().value() != null)
              || (count == 3
                  && words.get(0).value() != null
                  && words.get(2).value() != null
                  && compares(words.get(1).value()))
              || (count == 2
                  && (words.get(0).is("-n") || words.get(0).is("-z"))
                  && words.get(1).value() != null);
      if (constant) {
        report
            .at(
                each.span(),
                "test",
                "this test always comes out the same: there is no variable in it")
            .advise(
                "write $ before the variable's name, or run the command instead of testing its name");
      }
    }
  }

  private static boolean compares(@Nullable String operator) {
    return "=".equals(operator) || "==".equals(operator) || "!=".equals(operator);
  }
}
