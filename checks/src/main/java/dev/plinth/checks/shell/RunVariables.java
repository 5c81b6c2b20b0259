package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.RunText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellCommand.Assignment;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.dockerfile.shell.WordPart.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each text does with variables: each RUN has a shell, and so variables, of its own. */
final class RunVariables {
  /** A variable without a value. */
  record Open(Span span, String name, boolean before) {}

  /** A variable without a reader. */
  record Idle(Span span, String name) {}

  /** What one text assigns and reads. */
  private static final class Text {
    /** Values as they stand; null for those that cannot be told. */
    final Map<String, @Nullable String> assigned = new HashMap<>();

    final List<Assignment> plain = new ArrayList<>();
    final Set<String> loops = new HashSet<>();
    final Set<String> read = new HashSet<>();
    final Set<String> exported = new HashSet<>();

    /** Other code runs here that is not seen: what it sets and reads is not known. */
    boolean opaque;
  }

  private final DockerfileFacts facts;
  private final IdentityHashMap<RunText, Text> texts = new IdentityHashMap<>();
  private @Nullable List<Map<String, Integer>> firstSet;

  private RunVariables(DockerfileFacts facts) {
    this.facts = facts;
    ShellCode code = ShellCode.of(facts);
    for (ShellCode.Command each : code.commands) {
      command(text(each.run()), each.command());
    }
    for (ShellCode.Expansion each : code.expansions) {
      if (each.part() instanceof Parameter parameter) {
        text(each.run()).read.add(bare(parameter.name()));
        if (parameter.operator().equals(":=") || parameter.operator().equals("=")) {
          text(each.run()).assigned.put(bare(parameter.name()), null);
        }
      }
    }
  }

  static RunVariables of(DockerfileFacts facts) {
    return facts.shared(RunVariables.class, RunVariables::new);
  }

  private Text text(RunText run) {
    return texts.computeIfAbsent(run, _ -> new Text());
  }

  private static void command(Text text, ShellCommand command) {
    if (command instanceof ShellCommand.For loop) {
      text.assigned.put(loop.name(), null);
      text.loops.add(loop.name());
    } else if (command instanceof ShellCommand.Arithmetic) {
      text.opaque = true;
    } else if (command instanceof Simple simple) {
      simple(text, simple);
    }
  }

  private static void simple(Text text, Simple simple) {
    for (Assignment assignment : simple.assignments()) {
      if (simple.words().isEmpty()) {
        set(text, assignment.name(), assignment.value());
        text.plain.add(assignment);
      }
    }
    String name = simple.name();
    if (name == null) {
      return;
    }
    switch (name) {
      case "export", "local", "declare", "readonly", "typeset" -> {
        for (ShellWord word : simple.arguments()) {
          String pattern = word.pattern();
          int equals = pattern.indexOf('=');
          String variable = equals < 0 ? pattern : pattern.substring(0, equals);
          if (ShellCode.isName(variable)) {
            text.exported.add(variable);
            if (equals > 0) {
              String value = word.value();
              text.assigned.put(
                  variable,
                  value == null ? null : value.substring(Math.min(value.length(), equals + 1)));
            }
          }
        }
      }
      case "read", "getopts", "mapfile", "readarray", "printf", "unset" -> {
        for (ShellWord word : simple.arguments()) {
          String value = word.value();
          if (value != null && ShellCode.isName(value)) {
            text.assigned.put(value, null);
            text.read.add(value);
          }
        }
      }
      case ".", "source", "eval", "set" -> {
        boolean all =
            name.equals("set") && (ShellCode.hasLetter(simple, 'a') || simple.words().size() == 1);
        text.opaque |= all || !name.equals("set");
      }
      case "let" -> text.opaque = true;
      default -> {}
    }
    if (name.equals("trap") || name.equals("alias")) {
      text.opaque = true;
    }
  }

  private static void set(Text text, String name, @Nullable ShellWord value) {
    String variable = bare(name);
    boolean again = text.assigned.containsKey(variable);
    text.assigned.put(variable, again || value == null ? null : known(value));
  }

  /** What is assigned; some number for what always is one. */
  private static @Nullable String known(ShellWord value) {
    if (value.parts().size() == 1) {
      WordPart part = value.parts().getFirst();
      if (part instanceof WordPart.Arithmetic
          || (part instanceof Parameter parameter
              && (parameter.operator().equals("length")
                  || parameter.name().equals("?")
                  || parameter.name().equals("#")))) {
        return "0";
      }
    }
    return value.value();
  }

  private static String bare(String name) {
    int bracket = name.indexOf('[');
    return bracket < 0 ? name : name.substring(0, bracket);
  }

  /** True where the value is known and is one word, or nothing at all is known of the name. */
  boolean oneWord(RunText run, Parameter parameter) {
    if (!parameter.operator().isEmpty()) {
      return false;
    }
    String value = value(run, parameter.name());
    return value != null && !value.isEmpty() && word(value);
  }

  /** True where a loop sets it, word by word. */
  boolean ofLoop(RunText run, String name) {
    return text(run).loops.contains(name);
  }

  /** True where something is known to be in it. */
  boolean filled(RunText run, String name) {
    String value = value(run, name);
    return value != null && !value.isEmpty();
  }

  private @Nullable String value(RunText run, String name) {
    Text text = text(run);
    if (text.assigned.containsKey(name)) {
      return text.assigned.get(name);
    }
    Variable variable = run.variables().find(name);
    return variable == null ? null : variable.value();
  }

  private static boolean word(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (" \t\n*?[".indexOf(value.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** Variables that are read and never set, the first place of each in a text. */
  List<Open> open() {
    List<Open> found = new ArrayList<>();
    IdentityHashMap<RunText, Set<String>> seen = new IdentityHashMap<>();
    for (ShellCode.Expansion each : ShellCode.of(facts).expansions) {
      if (!(each.part() instanceof Parameter parameter) || guarded(parameter)) {
        continue;
      }
      String name = bare(parameter.name());
      Text text = text(each.run());
      if (!ShellCode.isName(name)
          || text.opaque
          || text.assigned.containsKey(name)
          || each.run().variables().find(name) != null
          || (facts.build().globals().containsKey(name) && isUpper(name))) {
        continue;
      }
      boolean before = setBefore(each.run(), name);
      if ((before || !isUpper(name))
          && seen.computeIfAbsent(each.run(), _ -> new HashSet<>()).add(name)) {
        found.add(new Open(each.span(), name, before));
      }
    }
    return found;
  }

  /** True where it says itself what holds without a value. */
  private static boolean guarded(Parameter parameter) {
    return switch (parameter.operator()) {
      case "-", ":-", "=", ":=", "+", ":+", "?", ":?", "indirect" -> true;
      default -> false;
    };
  }

  /** True where an earlier RUN of the stage assigns it. */
  private boolean setBefore(RunText run, String name) {
    if (name.equals("PATH") || name.equals("HOME")) {
      return false;
    }
    int stage = run.place().stage().index();
    int step = run.place().step().index();
    Integer first = firstSet().get(stage).get(name);
    return first != null && first < step;
  }

  /** For each stage, the first step whose RUN assigns a name. */
  private List<Map<String, Integer>> firstSet() {
    List<Map<String, Integer>> first = firstSet;
    if (first == null) {
      first = new ArrayList<>();
      for (int i = 0; i < facts.build().stages().size(); i++) {
        first.add(new HashMap<>());
      }
      for (RunText run : facts.runs()) {
        Text text = texts.get(run);
        if (text != null) {
          for (String name : text.assigned.keySet()) {
            first.get(run.place().stage().index()).putIfAbsent(name, run.place().step().index());
          }
        }
      }
      firstSet = first;
    }
    return first;
  }

  /** True for names as those that the environment has, which a base image may set. */
  private static boolean isUpper(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= 'a' && name.charAt(i) <= 'z') {
        return false;
      }
    }
    return true;
  }

  /** Variables that are set by a command of their own and neither read nor exported. */
  List<Idle> idle() {
    List<Idle> found = new ArrayList<>();
    for (RunText run : facts.runs()) {
      Text text = texts.get(run);
      if (text == null || text.opaque || !run.script().complete()) {
        continue;
      }
      for (Assignment assignment : text.plain) {
        String name = bare(assignment.name());
        if (!text.read.contains(name)
            && !text.exported.contains(name)
            && !shellsOwn(name)
            && !name.startsWith("_")
            && !environment(run, name)
            && mentions(run.script().text().raw(), name) == 1) {
          int from = assignment.from();
          found.add(new Idle(run.span(from, from + assignment.name().length()), name));
        }
      }
    }
    return found;
  }

  /** True for what is in the environment already, and so is seen by every program. */
  private static boolean environment(RunText run, String name) {
    return run.variables().find(name) != null;
  }

  private static boolean shellsOwn(String name) {
    return switch (name) {
      case "PATH",
          "HOME",
          "IFS",
          "PS1",
          "PS2",
          "PS4",
          "LANG",
          "TMPDIR",
          "CDPATH",
          "PWD",
          "OPTIND",
          "POSIXLY_CORRECT",
          "TERM",
          "USER",
          "SHELL" ->
          true;
      default -> name.startsWith("LC_");
    };
  }

  private static int mentions(String raw, String name) {
    int count = 0;
    for (int at = raw.indexOf(name); at >= 0 && count < 2; at = raw.indexOf(name, at + 1)) {
      count++;
    }
    return count;
  }
}
