package dev.plinth.dockerfile.shell;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Heredoc;
import dev.plinth.dockerfile.tree.Instruction;
import org.jspecify.annotations.Nullable;

/**
 * The text that an instruction gives to the shell: its own, with its heredocs behind it; where
 * nothing but a heredoc stands there, that heredoc's content.
 *
 * @param text for the shell
 * @param interpreter what runs it instead of the shell, from the heredoc's first line {@code #!…};
 *     empty where the shell does
 */
public record RunScript(LogicalText text, String interpreter) {
  /** Of an instruction in shell form; null where it runs nothing by the shell. */
  public static @Nullable RunScript of(Instruction instruction) {
    Arguments.@Nullable Command command = instruction.command();
    if (command == null || command.json()) {
      return null;
    }
    if (instruction.heredocs().isEmpty()) {
      return new RunScript(command.shell(), "");
    }
    SourceText source = instruction.text().source();
    Heredoc first = instruction.heredocs().getFirst();
    if (instruction.heredocs().size() == 1
        && command.shell().raw().strip().equals(first.mark().value())) {
      return new RunScript(LogicalText.of(source, first.content()), shebang(source, first));
    }
    LogicalText.Builder builder = new LogicalText.Builder(source);
    builder.add(command.shell());
    // The line end before the first heredoc belongs to the shell's text as well.
    int lineEnd = source.raw().lastIndexOf('\n', first.content().start() - 1);
    if (lineEnd >= 0) {
      builder.add(lineEnd, lineEnd + 1);
    }
    for (Heredoc heredoc : instruction.heredocs()) {
      builder.add(heredoc.content().start(), Math.min(source.length(), heredoc.end().end() + 1));
    }
    return new RunScript(builder.build(), "");
  }

  private static String shebang(SourceText source, Heredoc heredoc) {
    Span content = heredoc.content();
    String raw = source.raw();
    if (!raw.startsWith("#!", content.start()) || content.length() < 2) {
      return "";
    }
    int end = raw.indexOf('\n', content.start());
    return SourceText.utf8(
            raw.substring(
                content.start() + 2, end < 0 ? content.end() : Math.min(end, content.end())))
        .strip();
  }
}
