package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.RunText.Shell;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that a file's shell texts hold, in flat lists, so that each rule looks at its own kind. */
final class ShellCode {
  final List<Command> commands = new ArrayList<>();
  private final Map<String, List<Command>> named = new HashMap<>();
  final List<Use> words = new ArrayList<>();
  final List<Expansion> expansions = new ArrayList<>();
  final List<Joined> pipelines = new ArrayList<>();
  final List<Sequence> lists = new ArrayList<>();

  private ShellCode(DockerfileFacts facts) {
    for (RunText run : facts.runs()) {
      if (run.shell() == Shell.POSIX || run.shell() == Shell.BASH) {
        new ShellWalk(this, run).read();
      }
    }
  }

  /** Of a file, read once for all rules. */
  static ShellCode of(DockerfileFacts facts) {
    return facts.shared(ShellCode.class, ShellCode::new);
  }

  /**
   * A command.
   *
   * @param captured true where its output goes to another program or into a word
   * @param name of a simple command; empty where it cannot be told, and for all others
   */
  record Command(RunText run, ShellCommand command, boolean captured, String name) {
    Span span() {
      return run.script().span(command);
    }
  }

  void add(Command command) {
    commands.add(command);
    if (!command.name().isEmpty()) {
      named.computeIfAbsent(command.name(), _ -> new ArrayList<>(2)).add(command);
    }
  }

  /** The simple commands of that name. */
  List<Command> named(String name) {
    return named.getOrDefault(name, List.of());
  }

  /** The simple commands of either name. */
  List<Command> named(String one, String other) {
    List<Command> some = named(one);
    List<Command> more = named(other);
    if (some.isEmpty() || more.isEmpty()) {
      return some.isEmpty() ? more : some;
    }
    List<Command> both = new ArrayList<>(some);
    both.addAll(more);
    return both;
  }

  /** What a word is there for. */
  enum Role {
    /** A command's name, or an argument. */
    ARGUMENT,
    /** What {@code for} runs through. */
    LOOP,
    /** An element of an array. */
    ELEMENT,
    /** The file of a redirection. */
    TARGET,
    /** The value of an assignment, the word of {@code case}, within {@code [[ ]]}: not split. */
    WHOLE,
    /** A heredoc's text. */
    DOCUMENT
  }

  /**
   * A word.
   *
   * @param of the simple command it belongs to, null where it belongs to none
   * @param at its place among that command's words; -1 where it is none of them
   */
  record Use(RunText run, ShellWord word, Role role, ShellCommand.@Nullable Simple of, int at) {
    Span span() {
      return run.script().span(word);
    }
  }

  /**
   * An expansion in a word.
   *
   * @param quoted true where double quotes are around it
   * @param backquoted true where backquotes are around all of it: quotes cannot be added blindly
   */
  record Expansion(Use use, WordPart part, boolean quoted, boolean backquoted) {
    RunText run() {
      return use.run();
    }

    Span span() {
      return use.run().span(part.from(), part.to());
    }

    /** True where what it yields is cut at blanks and read as a pattern. */
    boolean split() {
      if (quoted) {
        return false;
      }
      return switch (use.role()) {
        case ARGUMENT -> !(run().shell() == Shell.BASH && declares());
        case ELEMENT, TARGET -> true;
        case LOOP, WHOLE, DOCUMENT -> false;
      };
    }

    /** True for {@code export name=…} and the like, whose values bash does not split. */
    private boolean declares() {
      ShellCommand.Simple simple = use.of();
      if (simple == null || use.at() < 1 || simple.name() == null) {
        return false;
      }
      return switch (String.valueOf(simple.name())) {
        case "export", "local", "declare", "readonly", "typeset" ->
            use.word().pattern().indexOf('=') > 0;
        default -> false;
      };
    }

    /** True where it is all of its word: nothing of it, or several words, may be what is meant. */
    boolean alone() {
      return use.word().parts().size() == 1;
    }

    /** Proposes to put it in double quotes, else says what would be plain enough for that. */
    void quote(Reporter.Hit hit, Safety safety) {
      TextEdit[] edits = backquoted ? null : QuotedWord.edits(this);
      if (edits == null) {
        hit.advise("put double quotes around it");
      } else {
        hit.edit("quote it", safety, edits);
      }
    }
  }

  /** A pipeline. */
  record Joined(RunText run, ShellList.Pipeline pipeline) {}

  /**
   * A list of commands.
   *
   * @param last true where its exit status is the script's
   */
  record Sequence(RunText run, ShellList list, boolean last) {}

  /** The command as a simple one of that name; null where it is none. */
  static ShellCommand.@Nullable Simple simple(ShellCommand command, String name) {
    return command instanceof ShellCommand.Simple simple && name.equals(simple.name())
        ? simple
        : null;
  }

  /** True where an argument is exactly that. */
  static boolean has(ShellCommand.Simple simple, String argument) {
    for (ShellWord word : simple.arguments()) {
      if (word.is(argument)) {
        return true;
      }
    }
    return false;
  }

  /** True where a bundle of short options such as {@code -rf} has that letter. */
  static boolean hasLetter(ShellCommand.Simple simple, char letter) {
    for (ShellWord word : simple.arguments()) {
      String value = word.value();
      if (value == null) {
        continue;
      }
      if (value.equals("--")) {
        return false;
      }
      if (value.length() > 1
          && value.charAt(0) == '-'
          && value.charAt(1) != '-'
          && value.indexOf(letter) > 0) {
        return true;
      }
    }
    return false;
  }

  /** True for a variable's name. */
  static boolean isName(String text) {
    if (text.isEmpty() || Character.isDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || c == '_')) {
        return false;
      }
    }
    return true;
  }

  /** True where an expansion is one word by where it stands, else the command would not work. */
  static boolean oneWordThere(Expansion each) {
    ShellCommand.Simple simple = each.use().of();
    String name = simple == null ? null : simple.name();
    return !each.alone()
        || each.use().role() == Role.TARGET
        || (name != null && (name.equals("[") || name.equals("test") || name.equals("cd")));
  }

  /** True where any literal piece outside of quotes holds a pattern's sign. */
  static boolean globs(ShellWord word) {
    for (WordPart part : word.parts()) {
      if (part instanceof WordPart.Literal literal
          && !literal.escaped()
          && (literal.value().indexOf('*') >= 0
              || literal.value().indexOf('?') >= 0
              || (literal.value().indexOf('[') >= 0 && literal.value().indexOf(']') >= 0))) {
        return true;
      }
    }
    return false;
  }
}
