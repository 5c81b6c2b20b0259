package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.findings.Level;

/** {@code echo "a\\n"}: a line feed in dash, two characters in bash. */
@RuleInfo(
    id = "echo-escapes",
    level = Level.INFO,
    title = "Escapes that echo may print as they are",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2028"})
public final class EchoEscapes implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Command each : ShellCode.of(facts).named("echo")) {
      Simple simple = ShellCode.simple(each.command(), "echo");
      if (simple == null
          || simple.arguments().isEmpty()
          || "-e".equals(simple.arguments().getFirst().value())
          || "-ne".equals(simple.arguments().getFirst().value())
          || "-en".equals(simple.arguments().getFirst().value())) {
        continue;
      }
      for (ShellWord word : simple.arguments()) {
        if (!ansi(word) && escapes(word.pattern())) {
          report
              .at(
                  each.run().script().span(word),
                  "echo",
                  "echo turns these escapes into characters in dash and not in bash")
              .advise("write printf, which does the same everywhere");
          break;
        }
      }
    }
  }

  /** The shell has put characters in for those of {@code $'…'}. */
  private static boolean ansi(ShellWord word) {
    return word.parts().stream()
        .anyMatch(part -> part instanceof WordPart.SingleQuoted quoted && quoted.ansi());
  }

  private static boolean escapes(String text) {
    for (int at = text.indexOf('\\'); at >= 0 && at + 1 < text.length(); ) {
      char c = text.charAt(at + 1);
      if (c == 'n' || c == 't' || c == 'r' || c == '0' || c == 'x') {
        return true;
      }
      at = text.indexOf('\\', at + 2);
    }
    return false;
  }
}
