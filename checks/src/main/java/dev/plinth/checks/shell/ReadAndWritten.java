package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.Redirection;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Level;
import java.util.HashSet;
import java.util.Set;

/** {@code program < file > file}: the shell empties the file before it is read. */
@RuleInfo(
    id = "read-and-written",
    level = Level.WARNING,
    title = "File read and overwritten by one pipeline",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2094"})
public final class ReadAndWritten implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Joined each : ShellCode.of(facts).pipelines) {
      Set<String> read = new HashSet<>();
      for (ShellCommand command : each.pipeline().commands()) {
        if (command instanceof Simple simple && reads(simple)) {
          for (ShellWord word : simple.arguments()) {
            String value = word.value();
            if (value != null && !value.startsWith("-")) {
              read.add(value);
            }
          }
        }
        for (Redirection redirection : command.redirections()) {
          if (redirection.operator().equals("<")) {
            read.add(redirection.target().pattern());
          }
        }
      }
      for (ShellCommand command : each.pipeline().commands()) {
        for (Redirection redirection : command.redirections()) {
          String target = redirection.target().value();
          if (target != null
              && (redirection.operator().equals(">") || redirection.operator().equals(">>"))
              && !target.startsWith("/dev/")
              && read.contains(target)) {
            boolean appends = redirection.operator().equals(">>");
            report
                .at(
                    each.run().span(redirection.from(), redirection.to()),
                    target,
                    appends
                        ? target + " grows while it is read"
                        : target + " is emptied before it is read")
                .level(appends ? Level.INFO : Level.WARNING)
                .advise("write another file, and move it over the first");
          }
        }
      }
    }
  }

  private static boolean reads(Simple simple) {
    return switch (String.valueOf(simple.name())) {
      case "cat", "grep", "sed", "awk", "sort", "uniq", "head", "tail", "cut", "tr", "jq" -> true;
      default -> false;
    };
  }
}
