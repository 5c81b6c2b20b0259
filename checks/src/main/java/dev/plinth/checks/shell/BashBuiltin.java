package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText.Shell;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** Builtins and options that bash has and a plain {@code sh} lacks. */
@RuleInfo(
    id = "bash-builtin",
    level = Level.WARNING,
    title = "Command of bash under sh",
    category = Category.SHELL,
    aliases = {
      "shellcheck:SC2039",
      "shellcheck:SC3039",
      "shellcheck:SC3040",
      "shellcheck:SC3041",
      "shellcheck:SC3042",
      "shellcheck:SC3043",
      "shellcheck:SC3044",
      "shellcheck:SC3045",
      "shellcheck:SC3046",
      "shellcheck:SC3047",
      "shellcheck:SC3049",
      "shellcheck:SC3050"
    })
public final class BashBuiltin implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).commands) {
      if (!(each.command() instanceof Simple simple)
          || each.run().shell() != Shell.POSIX
          || each.name().isEmpty()) {
        continue;
      }
      String name = each.name();
      ShellWord told = simple.words().getFirst();
      boolean dash = false;
      boolean ash = false;
      switch (name) {
        case "source" -> ash = true;
        case "pushd",
            "popd",
            "dirs",
            "declare",
            "typeset",
            "shopt",
            "disown",
            "enable",
            "mapfile",
            "readarray",
            "caller",
            "compgen",
            "complete" -> {}
        case "let" -> ash = true;
        case "local" -> {
          dash = true;
          ash = true;
        }
        case "set" -> {
          ash = true;
          ShellWord option = pipefail(simple);
          if (option == null) {
            continue;
          }
          told = option;
          name = "set -o pipefail";
        }
        default -> {
          continue;
        }
      }
      Span span =
          name.equals("set -o pipefail")
              ? each.run().script().span(told)
              : each.run().script().span(simple);
      Reporter.Hit hit = report.at(span, name, "a plain sh has no " + name);
      BashSyntax.judge(hit, ShOfImage.of(facts, each.run()), dash, ash);
      if (name.equals("source")) {
        Span word = each.run().script().span(told);
        hit.edit(
            "write a dot, which every shell knows",
            simple.words().size() == 2
                    && path(simple.words().get(1))
                    && ShOfImage.of(facts, each.run()).lenient()
                ? Safety.SAFE
                : Safety.REVIEW,
            new TextEdit(word.start(), word.end(), "."));
      } else {
        hit.advise("name bash by SHELL, or write what every shell has");
      }
    }
  }

  /** A file by its path is found without PATH, by both. */
  private static boolean path(ShellWord word) {
    return word.pattern().startsWith("/") || word.pattern().startsWith("./");
  }

  private static @Nullable ShellWord pipefail(Simple simple) {
    for (ShellWord word : simple.arguments()) {
      if (word.is("pipefail")) {
        return word;
      }
    }
    return null;
  }
}
