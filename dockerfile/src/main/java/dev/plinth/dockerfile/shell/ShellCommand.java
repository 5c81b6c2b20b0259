package dev.plinth.dockerfile.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One command: XCU 2.9, and bash's additions. */
public sealed interface ShellCommand {
  /** Index of its first character. */
  int from();

  /** Index behind its last. */
  int to();

  /** Its redirections, in order. */
  List<Redirection> redirections();

  /**
   * Assignments, a command's name and its arguments.
   *
   * @param words name and arguments; none where there are only assignments or redirections
   */
  record Simple(
      int from,
      int to,
      List<Assignment> assignments,
      List<ShellWord> words,
      List<Redirection> redirections)
      implements ShellCommand {
    /** Keeps its own copies. */
    public Simple {
      assignments = List.copyOf(assignments);
      words = List.copyOf(words);
      redirections = List.copyOf(redirections);
    }

    /** The command's name as it stands once quotes are gone; null where it cannot be told. */
    public @Nullable String name() {
      return words.isEmpty() ? null : words.getFirst().value();
    }

    /** All words but the name. */
    public List<ShellWord> arguments() {
      return words.isEmpty() ? List.of() : words.subList(1, words.size());
    }
  }

  /**
   * {@code name=value}, or bash's {@code name+=value}, {@code name[i]=value}, {@code name=(…)}.
   *
   * @param name with its subscript where it has one
   * @param append true for {@code +=}
   * @param value null for an array
   * @param array the elements of an array; null for all others
   */
  record Assignment(
      int from,
      int to,
      String name,
      boolean append,
      @Nullable ShellWord value,
      @Nullable List<ShellWord> array) {}

  /** {@code { …; }}. */
  record Group(int from, int to, ShellList list, List<Redirection> redirections)
      implements ShellCommand {}

  /** {@code ( … )}. */
  record Subshell(int from, int to, ShellList list, List<Redirection> redirections)
      implements ShellCommand {}

  /**
   * {@code if … then … elif … else … fi}.
   *
   * @param branches conditions with what they lead to, in order
   * @param otherwise null where there is no {@code else}
   */
  record If(
      int from,
      int to,
      List<Branch> branches,
      @Nullable ShellList otherwise,
      List<Redirection> redirections)
      implements ShellCommand {}

  /** A condition and what it leads to. */
  record Branch(ShellList condition, ShellList body) {}

  /**
   * {@code while … do … done}.
   *
   * @param until true for {@code until}
   */
  record While(
      int from,
      int to,
      boolean until,
      ShellList condition,
      ShellList body,
      List<Redirection> redirections)
      implements ShellCommand {}

  /**
   * {@code for name in …; do … done}, and bash's {@code select}.
   *
   * @param name the variable; empty for bash's {@code for ((…))}
   * @param words what it runs through; null where none are given
   * @param select true for {@code select}
   */
  record For(
      int from,
      int to,
      String name,
      @Nullable List<ShellWord> words,
      ShellList body,
      boolean select,
      List<Redirection> redirections)
      implements ShellCommand {}

  /** {@code case word in …) … ;; esac}. */
  record Case(int from, int to, ShellWord word, List<Arm> arms, List<Redirection> redirections)
      implements ShellCommand {}

  /**
   * Patterns and what they lead to.
   *
   * @param end {@code ;;}, or bash's {@code ;&} and {@code ;;&}; empty for a last one without
   */
  record Arm(List<ShellWord> patterns, ShellList body, String end) {}

  /**
   * A function's definition.
   *
   * @param bash true where the word {@code function} is used
   */
  record Function(
      int from,
      int to,
      String name,
      boolean bash,
      ShellCommand body,
      List<Redirection> redirections)
      implements ShellCommand {}

  /** Bash's {@code [[ … ]]}: its words and operators as words. */
  record Test(int from, int to, List<ShellWord> words, List<Redirection> redirections)
      implements ShellCommand {}

  /** Bash's {@code (( … ))}, its expression as it stands. */
  record Arithmetic(int from, int to, String expression, List<Redirection> redirections)
      implements ShellCommand {}
}
