package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart.Substitution;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command's output that the shell cuts at blanks and reads as patterns. */
@RuleInfo(
    id = "unquoted-substitution",
    level = Level.INFO,
    title = "Output of a command put in without quotes",
    category = Category.SHELL,
    aliases = {"shellcheck:SC2046"})
public final class UnquotedSubstitution implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (ShellCode.Expansion each : ShellCode.of(facts).expansions) {
      if (each.part() instanceof Substitution substitution
          && each.split()
          && !empty(substitution)) {
        Simple simple = only(substitution);
        String name = simple == null ? null : simple.name();
        if (listsWords(each, name)) {
          continue;
        }
        boolean one = simple != null && oneWord(simple);
        Reporter.Hit hit =
            report.at(
                each.span(),
                name == null ? "$(…)" : name,
                "what "
                    + (name == null ? "this command" : name)
                    + " prints is cut at blanks and read as patterns");
        if (one) {
          hit.level(Level.STYLE).because(name + " prints one word as a rule");
        }
        if (one || ShellCode.oneWordThere(each) || oneLine(simple)) {
          each.quote(hit, one ? Safety.SAFE : Safety.REVIEW);
        } else {
          hit.advise("quote it, unless it is to be several words, or none");
        }
      }
    }
  }

  /** True for the trick of a comment within backquotes, which yields nothing. */
  static boolean empty(Substitution substitution) {
    return substitution.list() != null && substitution.list().items().isEmpty();
  }

  /** Those whose output is a list by what they are for. */
  private static boolean listsWords(ShellCode.Expansion each, @Nullable String name) {
    return name != null
        && (name.equals("seq") || name.equals("pgrep") || name.equals("pidof"))
        && each.use().role() == ShellCode.Role.ARGUMENT;
  }

  /** The one simple command of a substitution; null where there are others. */
  static @Nullable Simple only(Substitution substitution) {
    if (substitution.list() == null || substitution.list().items().size() != 1) {
      return null;
    }
    var pipelines = substitution.list().items().getFirst().pipelines();
    if (pipelines.size() != 1 || pipelines.getFirst().commands().size() != 1) {
      return null;
    }
    ShellCommand command = pipelines.getFirst().commands().getFirst();
    return command instanceof Simple simple ? simple : null;
  }

  private static boolean oneWord(Simple simple) {
    return switch (String.valueOf(simple.name())) {
      case "nproc", "arch", "whoami", "mktemp" -> true;
      case "hostname" -> simple.arguments().isEmpty();
      case "getconf" ->
          ShellCode.has(simple, "LONG_BIT") || ShellCode.has(simple, "_NPROCESSORS_ONLN");
      case "lsb_release" -> letters(simple, "-cs", "-sc", "-is", "-si", "-rs", "-sr");
      case "id" -> letters(simple, "-u", "-g", "-un", "-gn", "-nu", "-ng");
      case "uname" -> simple.arguments().isEmpty() || letters(simple, "-m", "-r", "-s", "-n");
      case "dpkg" -> ShellCode.has(simple, "--print-architecture");
      case "rpm" ->
          ShellCode.has(simple, "-E")
              && (ShellCode.has(simple, "%fedora") || ShellCode.has(simple, "%rhel"));
      default -> false;
    };
  }

  /** Programs that print one thing by what they are for, though it may have blanks in it. */
  private static boolean oneLine(@Nullable Simple simple) {
    if (simple == null) {
      return false;
    }
    return switch (String.valueOf(simple.name())) {
      case "basename", "command", "date", "dirname", "pwd", "readlink", "realpath", "which" -> true;
      case "git" -> ShellCode.has(simple, "rev-parse") || ShellCode.has(simple, "describe");
      default -> false;
    };
  }

  /** True where its first argument is one of these and all there is of options. */
  private static boolean letters(Simple simple, String... options) {
    int given = 0;
    for (ShellWord word : simple.arguments()) {
      String value = word.value();
      if (value == null || value.startsWith("-")) {
        given++;
      }
    }
    return given == 1
        && !simple.arguments().isEmpty()
        && List.of(options).contains(String.valueOf(simple.arguments().getFirst().value()));
  }
}
