package dev.plinth.checks.base;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.rule.ShellWalk;
import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the RUN instructions of a file run, in both forms, in order. */
public final class Commands {
  /** Commands that run commands that run commands. */
  private static final int DEEPEST = 4;

  private final List<Command> all = new ArrayList<>();

  private Commands(DockerfileFacts facts) {
    for (RunText run : facts.runs()) {
      if (run.instruction().keyword() == Keyword.RUN && run.shell().readable()) {
        for (ShellWalk.Call call : ShellWalk.calls(facts, run)) {
          add(run, call.command());
        }
      }
    }
    for (Place place : facts.places()) {
      Arguments.Command command = place.is(Keyword.RUN) ? place.instruction().command() : null;
      if (command != null && command.json()) {
        List<Argument> words = new ArrayList<>(command.words().size());
        for (Word word : command.words()) {
          Span span = word.span();
          words.add(new Argument(word.text(), null, span.start(), span.end()));
        }
        add(place, words);
      }
    }
  }

  /** Those of a file. */
  public static List<Command> of(DockerfileFacts facts) {
    return facts.shared(Commands.class, Commands::new).all;
  }

  /** A word of a command. Most are never asked where they stand, so that is worked out late. */
  public static final class Argument {
    private final String text;
    private final @Nullable LogicalText within;
    private final int from;
    private final int to;

    private Argument(String text, @Nullable LogicalText within, int from, int to) {
      this.text = text;
      this.within = within;
      this.from = from;
      this.to = to;
    }

    /** Quotes gone, one {@code \0} for each expansion. */
    public String text() {
      return text;
    }

    /** Where it stands. */
    public Span span() {
      return within == null ? new Span(from, to) : within.span(from, to);
    }

    /** True for that text. */
    public boolean is(String other) {
      return text.equals(other);
    }

    /** True for an option. */
    public boolean option() {
      return text.length() > 1 && text.charAt(0) == '-';
    }

    /** True where an expansion decides what it says. */
    public boolean open() {
      return text.indexOf('\0') >= 0;
    }
  }

  /**
   * A command.
   *
   * @param place the RUN
   * @param name without the folders before it
   * @param word where the name stands
   * @param arguments all others
   */
  public record Command(Place place, String name, Argument word, List<Argument> arguments) {
    /** True where it stands in a JSON array, so that words are strings of it. */
    public boolean exec() {
      Arguments.Command command = place.instruction().command();
      return command != null && command.json();
    }

    /** A word as it has to be written there. */
    public String written(String text) {
      return exec() ? '"' + text + '"' : text;
    }

    /** From its name to its last argument. */
    public Span span() {
      return arguments.isEmpty() ? word.span() : word.span().to(arguments.getLast().span());
    }

    /** True where an argument is one of these options, whether a value is joined to it or not. */
    public boolean has(String... options) {
      for (Argument argument : arguments) {
        for (String option : options) {
          if (argument.text().equals(option) || argument.text().startsWith(option + "=")) {
            return true;
          }
        }
      }
      return false;
    }

    /** The value of one of these options, joined to it or after it; null where there is none. */
    public @Nullable Argument value(String... options) {
      for (int i = 0; i < arguments.size(); i++) {
        Argument argument = arguments.get(i);
        for (String option : options) {
          if (argument.is(option)) {
            return i + 1 < arguments.size() ? arguments.get(i + 1) : null;
          }
          String text = argument.text();
          boolean letter = option.length() == 2 && !option.startsWith("--");
          if (text.startsWith(option + "=")
              || (letter && text.startsWith(option) && text.length() > 2)) {
            String value = text.substring(option.length()).replaceFirst("^=", "");
            return new Argument(value, argument.within, argument.from, argument.to);
          }
        }
      }
      return null;
    }
  }

  private void add(RunText run, Simple simple) {
    List<Argument> words = new ArrayList<>(simple.words().size());
    for (ShellWord word : simple.words()) {
      words.add(new Argument(word.pattern(), run.script().text(), word.from(), word.to()));
    }
    add(run.place(), words);
  }

  private void add(Place place, List<Argument> words) {
    int at = 0;
    for (int depth = 0; depth < DEEPEST && at < words.size(); depth++) {
      Argument first = words.get(at);
      String name = first.text().substring(first.text().lastIndexOf('/') + 1);
      all.add(new Command(place, name, first, words.subList(at + 1, words.size())));
      if (!runsAnother(name)) {
        return;
      }
      at++;
      while (at < words.size()
          && (words.get(at).option() || words.get(at).text().indexOf('=') > 0)) {
        at++;
      }
    }
  }

  private static boolean runsAnother(String name) {
    return switch (name) {
      case "sudo", "env", "exec", "command", "time", "nice", "nohup", "eatmydata", "doas" -> true;
      default -> false;
    };
  }
}
