package dev.plinth.dockerfile.calls;

import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.shell.Redirection;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellCommand.Assignment;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellParser;
import dev.plinth.dockerfile.shell.ShellScript;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks a script and collects what it runs. */
final class CallReader {
  /** Scripts within scripts that are followed: {@code sh -c "sh -c '…'"}. */
  private static final int DEEPEST = 8;

  /** Programs around one call that are told: every call keeps its own list of them. */
  private static final int MOST_WRAPPERS = 32;

  private final List<Call> calls = new ArrayList<>();
  private final Map<String, List<Calls.Exported>> exported = new HashMap<>();

  /** Variables of the shell that are not exported, or not yet. */
  private final Map<String, Setting> plain = new HashMap<>();

  private int lists;
  private int depth;

  Calls calls() {
    return new Calls(calls, exported);
  }

  void script(ShellScript script) {
    list(script.text(), script.list(), Surroundings.OUTERMOST, List.of());
  }

  void exec(List<Word> words) {
    List<ShellWord> parts = new ArrayList<>(words.size());
    for (Word word : words) {
      WordPart value = new WordPart.SingleQuoted(word.from(), word.to(), word.value(), false);
      parts.add(new ShellWord(word.from(), word.to(), List.of(value)));
    }
    ShellCommand.Simple command =
        new ShellCommand.Simple(
            words.getFirst().from(), words.getLast().to(), List.of(), parts, List.of());
    simple(words.getFirst().line(), command, Surroundings.OUTERMOST, List.of(), true);
  }

  private void list(LogicalText text, ShellList list, Surroundings where, List<String> wrappers) {
    int number = lists++;
    for (int item = 0; item < list.items().size(); item++) {
      ShellList.Item chain = list.items().get(item);
      int lastOr = -1;
      for (int i = 0; i < chain.operators().size(); i++) {
        lastOr = chain.operators().get(i).text().equals("||") ? i : lastOr;
      }
      for (int k = 0; k < chain.pipelines().size(); k++) {
        ShellList.Pipeline pipeline = chain.pipelines().get(k);
        boolean maybe =
            k > 0
                && (chain.operators().get(k - 1).text().equals("||")
                    || tests(chain.pipelines().get(k - 1)));
        int size = pipeline.commands().size();
        for (int p = 0; p < size; p++) {
          Surroundings here =
              where.inPipeline(
                  maybe,
                  k <= lastOr || pipeline.negated(),
                  chain.background(),
                  number,
                  item,
                  k,
                  p,
                  size);
          command(text, pipeline.commands().get(p), here, wrappers);
        }
      }
    }
  }

  /** True for {@code [ … ]} and its like, behind which {@code &&} means "if". */
  private static boolean tests(ShellList.Pipeline pipeline) {
    ShellCommand last = pipeline.commands().getLast();
    return last instanceof ShellCommand.Test
        || last instanceof ShellCommand.Arithmetic
        || (last instanceof ShellCommand.Simple simple
            && ("[".equals(simple.name()) || "test".equals(simple.name())));
  }

  private void command(
      LogicalText text, ShellCommand command, Surroundings where, List<String> wrappers) {
    if (command instanceof ShellCommand.Simple simple) {
      simple(text, simple, where, wrappers, true);
    } else if (command instanceof ShellCommand.Group group) {
      list(text, group.list(), where, wrappers);
    } else if (command instanceof ShellCommand.Subshell subshell) {
      list(text, subshell.list(), where.inSubshell(false), wrappers);
    } else if (command instanceof ShellCommand.If branches) {
      boolean first = true;
      for (ShellCommand.Branch branch : branches.branches()) {
        Surroundings condition = first ? where : where.inBranch();
        list(text, branch.condition(), condition.inCondition(), wrappers);
        list(text, branch.body(), where.inBranch(), wrappers);
        first = false;
      }
      if (branches.otherwise() != null) {
        list(text, branches.otherwise(), where.inBranch(), wrappers);
      }
    } else if (command instanceof ShellCommand.While loop) {
      list(text, loop.condition(), where.inLoop().inCondition(), wrappers);
      list(text, loop.body(), where.inLoop(), wrappers);
    } else if (command instanceof ShellCommand.For loop) {
      if (loop.words() != null) {
        words(text, loop.words(), where, wrappers);
      }
      list(text, loop.body(), where.inLoop(), wrappers);
    } else if (command instanceof ShellCommand.Case cases) {
      word(text, cases.word(), where, wrappers);
      for (ShellCommand.Arm arm : cases.arms()) {
        list(text, arm.body(), where.inBranch(), wrappers);
      }
    } else if (command instanceof ShellCommand.Function function) {
      command(text, function.body(), where.inFunction(function.name()), wrappers);
    } else if (command instanceof ShellCommand.Test test) {
      words(text, test.words(), where, wrappers);
    }
    if (!(command instanceof ShellCommand.Simple)) {
      redirections(text, command.redirections(), where, wrappers);
    }
  }

  /** One command; its words' substitutions too, unless another has visited them. */
  private void simple(
      LogicalText text,
      ShellCommand.Simple command,
      Surroundings where,
      List<String> outer,
      boolean visit) {
    List<Setting> settings = new ArrayList<>(0);
    for (Assignment assignment : command.assignments()) {
      ShellWord value = assignment.value();
      settings.add(
          new Setting(
              assignment.name(),
              value == null ? null : value.value(),
              assignment.from(),
              assignment.to()));
    }
    List<ShellWord> words = command.words();
    if (words.isEmpty()) {
      settings.forEach(setting -> plain.put(setting.name(), setting));
    } else {
      List<String> wrappers = new ArrayList<>(outer);
      int at = unwrapped(words, settings, wrappers);
      ShellWord name = words.get(at);
      String program = program(name);
      int script = depth < DEEPEST ? Wrappers.script(program, words, at) : -1;
      if (script >= 0) {
        wrappers.add(program);
        depth++;
        LogicalText inner = InnerScript.of(text, words.get(script));
        list(inner, ShellParser.parse(inner).list(), where, List.copyOf(wrappers));
        depth--;
        return;
      }
      calls.add(
          new Call(
              text,
              program,
              name,
              words.subList(at + 1, words.size()),
              settings,
              command.redirections(),
              wrappers,
              where,
              command.from(),
              command.to(),
              calls.size()));
      if (program.equals("export") || program.equals("declare") || program.equals("typeset")) {
        export(words.subList(at + 1, words.size()));
      } else if (program.equals("find") && visit) {
        executed(text, command, at, where, outer);
      }
    }
    if (!visit) {
      return;
    }
    for (Assignment assignment : command.assignments()) {
      if (assignment.value() != null) {
        word(text, assignment.value(), where, outer);
      }
      if (assignment.array() != null) {
        words(text, assignment.array(), where, outer);
      }
    }
    words(text, words, where, outer);
    redirections(text, command.redirections(), where, outer);
  }

  /** The index of the program's word, behind all that wraps it. */
  private static int unwrapped(
      List<ShellWord> words, List<Setting> settings, List<String> wrappers) {
    int at = 0;
    while (true) {
      String program = program(words.get(at));
      List<ShellWord> assignments = new ArrayList<>(0);
      int next = Wrappers.command(program, words, at, assignments);
      if (next < 0) {
        return at;
      }
      for (ShellWord assignment : assignments) {
        settings.add(setting(assignment));
      }
      if (wrappers.size() < MOST_WRAPPERS) {
        wrappers.add(program);
      }
      at = next;
    }
  }

  private static Setting setting(ShellWord word) {
    String text = word.pattern();
    int equals = text.indexOf('=');
    String value = text.substring(equals + 1);
    return new Setting(
        text.substring(0, equals), value.indexOf('\0') < 0 ? value : null, word.from(), word.to());
  }

  private void export(List<ShellWord> words) {
    for (ShellWord word : words) {
      String text = word.pattern();
      @Nullable Setting setting = Wrappers.assignment(text) ? setting(word) : plain.get(text);
      if (setting != null) {
        exported
            .computeIfAbsent(setting.name(), x -> new ArrayList<>(1))
            .add(new Calls.Exported(calls.size(), setting));
      }
    }
  }

  /** What {@code find … -exec program … ;} runs. */
  private void executed(
      LogicalText text,
      ShellCommand.Simple command,
      int find,
      Surroundings where,
      List<String> outer) {
    List<ShellWord> words = command.words();
    List<String> wrappers = new ArrayList<>(outer);
    wrappers.add("find");
    for (int i = find + 1; i + 1 < words.size(); i++) {
      String word = words.get(i).pattern();
      if (word.equals("-exec") || word.equals("-execdir") || word.equals("-ok")) {
        int end = i + 1;
        while (end < words.size() && !words.get(end).is(";") && !words.get(end).is("+")) {
          end++;
        }
        if (end > i + 1) {
          ShellWord last = words.get(end - 1);
          simple(
              text,
              new ShellCommand.Simple(
                  words.get(i + 1).from(),
                  last.to(),
                  List.of(),
                  words.subList(i + 1, end),
                  List.of()),
              where,
              wrappers,
              false);
        }
        i = end;
      }
    }
  }

  /** A program's name without its folder; empty where it cannot be told. */
  static String program(ShellWord word) {
    String text = word.pattern();
    String name = text.substring(text.lastIndexOf('/') + 1);
    return name.indexOf('\0') < 0 ? name : "";
  }

  private void words(
      LogicalText text, List<ShellWord> words, Surroundings where, List<String> wrappers) {
    for (ShellWord word : words) {
      word(text, word, where, wrappers);
    }
  }

  private void word(LogicalText text, ShellWord word, Surroundings where, List<String> wrappers) {
    parts(text, word.parts(), where, wrappers);
  }

  private void parts(
      LogicalText text, List<WordPart> parts, Surroundings where, List<String> wrappers) {
    for (WordPart part : parts) {
      if (part instanceof WordPart.Substitution substitution) {
        if (substitution.list() != null) {
          list(text, substitution.list(), where.inSubshell(true), wrappers);
        }
      } else if (part instanceof WordPart.ProcessSubstitution substitution) {
        list(text, substitution.list(), where.inSubshell(true), wrappers);
      } else if (part instanceof WordPart.DoubleQuoted quoted) {
        parts(text, quoted.parts(), where, wrappers);
      } else if (part instanceof WordPart.Parameter parameter && parameter.argument() != null) {
        word(text, parameter.argument(), where, wrappers);
      }
    }
  }

  private void redirections(
      LogicalText text, List<Redirection> redirections, Surroundings where, List<String> wrappers) {
    for (Redirection redirection : redirections) {
      if (!redirection.isHeredoc()) {
        word(text, redirection.target(), where, wrappers);
      }
      if (redirection.document() != null) {
        word(text, redirection.document().parts(), where, wrappers);
      }
    }
  }
}
