package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;

/** {@code rm *}: a file called -rf would be an option. */
@RuleInfo(
    id = "dashed-pattern",
    level = Level.INFO,
    title = "Pattern that may yield options",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2035"})
public final class DashedPattern implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Use each : ShellCode.of(facts).words) {
      Simple simple = each.of();
      if (simple != null
          && each.at() > 0
          && each.role() == ShellCode.Role.ARGUMENT
          && each.word().bare()
          && (each.word().pattern().startsWith("*") || each.word().pattern().startsWith("?"))
          && !ShellCode.has(simple, "--")
          && takesFiles(simple)) {
        int at = each.span().start();
        report
            .at(
                each.span(),
                String.valueOf(simple.name()),
                "a file whose name begins with - would be an option here")
            .edit("begin it with ./", Safety.REVIEW, new TextEdit(at, at, "./"));
      }
    }
  }

  private static boolean takesFiles(Simple simple) {
    return switch (String.valueOf(simple.name())) {
      case "rm",
          "mv",
          "cp",
          "chmod",
          "chown",
          "ls",
          "cat",
          "tar",
          "sha256sum",
          "dpkg",
          "touch",
          "grep",
          "ln",
          "du",
          "rmdir",
          "strip",
          "gzip",
          "unzip" ->
          true;
      default -> false;
    };
  }
}
