package dev.plinth.checks.rule;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.RunScript;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellList.Item;
import dev.plinth.dockerfile.shell.ShellList.Operator;
import dev.plinth.dockerfile.shell.ShellList.Pipeline;
import dev.plinth.dockerfile.shell.ShellParser;
import dev.plinth.dockerfile.shell.ShellScript;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.findings.Fix.TextEdit;
import org.jspecify.annotations.Nullable;

/** Changes of what a RUN runs, for those whose text is commands joined by {@code &&}. */
public final class RunEdits {
  private RunEdits() {}

  /**
   * A command more at the end of a RUN.
   *
   * @return null where the text is not plain enough for it
   */
  public static @Nullable TextEdit append(
      DockerfileFacts facts, Instruction instruction, String command) {
    return append(facts, instruction, false, command);
  }

  /**
   * A command more at the end of a RUN, on a line of its own where the others stand so or it is
   * asked for.
   *
   * @return null where the text is not plain enough for it
   */
  public static @Nullable TextEdit append(
      DockerfileFacts facts, Instruction instruction, boolean ownLine, String command) {
    RunScript text = RunScript.of(instruction);
    if (text == null
        || !instruction.heredocs().isEmpty()
        || !onlyAnds(facts, instruction, text, false)) {
      return null;
    }
    SourceText source = facts.source();
    String joint =
        ownLine ? " " + facts.file().escape() + Edits.lineEnd(source) + "    && " : " && ";
    int first = source.line(instruction.span().start());
    for (int line = source.line(instruction.span().end()); line > first; line--) {
      String content = source.raw(source.lineSpan(line));
      String begun = content.stripLeading();
      if (begun.startsWith("&&")) {
        String indent = content.substring(0, content.length() - begun.length());
        joint = " " + facts.file().escape() + Edits.lineEnd(source) + indent + "&& ";
        break;
      }
    }
    int end = text.text().offset(lastOf(text.text().raw())) + 1;
    return Edits.insert(end, joint + command);
  }

  private static int lastOf(String raw) {
    int last = raw.length() - 1;
    while (last > 0 && Character.isWhitespace(raw.charAt(last))) {
      last--;
    }
    return last;
  }

  /**
   * One RUN in the place of two that stand behind each other.
   *
   * @return null where that could change what they do, or take a comment away
   */
  public static @Nullable TextEdit join(
      DockerfileFacts facts, Instruction first, Instruction second) {
    RunScript before = RunScript.of(first);
    RunScript behind = RunScript.of(second);
    int gapStart = first.span().end();
    int gapEnd = second.span().start();
    if (before == null
        || behind == null
        || behind.text().raw().isBlank()
        || !first.heredocs().isEmpty()
        || !second.heredocs().isEmpty()
        || !facts.source().raw().substring(gapStart, gapEnd).isBlank()
        || !onlyAnds(facts, first, before, true)
        || !onlyAnds(facts, second, behind, false)) {
      return null;
    }
    while (gapStart > 0 && facts.source().at(gapStart - 1) == ' ') {
      gapStart--;
    }
    return Edits.replace(
        new Span(gapStart, behind.text().offset(0)),
        " "
            + facts.file().escape()
            + Edits.lineEnd(facts.source())
            + indent(facts.source(), first, second)
            + "&& ");
  }

  /** As far in as lines of these RUNs that begin with {@code &&}, else four blanks. */
  private static String indent(SourceText source, Instruction... runs) {
    for (Instruction run : runs) {
      int last = source.line(run.span().end());
      for (int line = source.line(run.span().start()) + 1; line <= last; line++) {
        String content = source.raw(source.lineSpan(line));
        String begun = content.stripLeading();
        if (begun.startsWith("&&")) {
          return content.substring(0, content.length() - begun.length());
        }
      }
    }
    return "    ";
  }

  /**
   * True where a text is commands joined by {@code &&}, with nothing behind them.
   *
   * @param leaves nothing to those that follow in the same shell either
   */
  private static boolean onlyAnds(
      DockerfileFacts facts, Instruction instruction, RunScript text, boolean leaves) {
    RunText known = facts.run(instruction);
    ShellScript script =
        known != null && known.shell().readable() ? known.script() : ShellParser.parse(text.text());
    if (!script.complete() || script.list().items().size() != 1) {
      return false;
    }
    Item item = script.list().items().getFirst();
    if (!item.terminator().isEmpty()) {
      return false;
    }
    for (Operator operator : item.operators()) {
      if (!operator.text().equals("&&")) {
        return false;
      }
    }
    String raw = text.text().raw();
    int end = item.pipelines().getLast().to();
    return raw.substring(end).isBlank() && (!leaves || leavesNothing(item));
  }

  private static boolean leavesNothing(Item item) {
    for (Pipeline pipeline : item.pipelines()) {
      for (ShellCommand command : pipeline.commands()) {
        String name = command instanceof ShellCommand.Simple simple ? simple.name() : null;
        if (name == null || changesShell(name)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean changesShell(String name) {
    return switch (name) {
      case "cd", "pushd", "popd", "export", "set", "unset", ".", "source", "umask", "exit" -> true;
      case "exec", "trap", "alias", "shopt", "eval", "ulimit", "read", "return" -> true;
      default -> false;
    };
  }
}
