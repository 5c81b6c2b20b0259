package dev.plinth.dockerfile.calls;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.Redirection;
import dev.plinth.dockerfile.shell.ShellWord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that is run, or a command that the shell knows itself.
 *
 * @param text what its indexes count in: the script, or the inner one of {@code sh -c}
 * @param program its name without the folder, such as {@code apt-get}; empty where only the build
 *     tells
 * @param word that names it
 * @param arguments behind the name
 * @param settings variables before it, those that {@code env} and {@code sudo} set among them
 * @param redirections of its command
 * @param wrappers the programs that run it, outermost first, such as {@code sudo}
 * @param where it stands in the script
 * @param from index of its command's first character, wrappers and assignments included
 * @param to index behind its command
 * @param index in {@link Calls#all}
 */
public record Call(
    LogicalText text,
    String program,
    ShellWord word,
    List<ShellWord> arguments,
    List<Setting> settings,
    List<Redirection> redirections,
    List<String> wrappers,
    Surroundings where,
    int from,
    int to,
    int index) {
  /** Keeps its own copies. */
  public Call {
    arguments = List.copyOf(arguments);
    settings = List.copyOf(settings);
    redirections = List.copyOf(redirections);
    wrappers = List.copyOf(wrappers);
  }

  /** True for the program of that name. */
  public boolean is(String name) {
    return program.equals(name);
  }

  /** True for one of these programs. */
  public boolean isAny(String... names) {
    for (String name : names) {
      if (program.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The argument of that index as far as it can be told; empty where there are fewer. */
  public String argument(int at) {
    return at < arguments.size() ? arguments.get(at).pattern() : "";
  }

  /** True where one argument says exactly that. */
  public boolean has(String argument) {
    for (ShellWord word : arguments) {
      if (word.is(argument)) {
        return true;
      }
    }
    return false;
  }

  /** Its place in the file: the whole command, wrappers and assignments included. */
  public Span span() {
    return text.span(from, to);
  }

  /** The place in the file of the program with its arguments, without what stands before it. */
  public Span programSpan() {
    return text.span(word.from(), arguments.isEmpty() ? word.to() : arguments.getLast().to());
  }

  /** The place in the file of one of its words. */
  public Span span(ShellWord part) {
    return text.span(part.from(), part.to());
  }

  /** The variable of that name that is set for it alone; null where none is. */
  public @Nullable Setting setting(String name) {
    for (int i = settings.size() - 1; i >= 0; i--) {
      if (settings.get(i).name().equals(name)) {
        return settings.get(i);
      }
    }
    return null;
  }
}
