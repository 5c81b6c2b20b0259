package dev.plinth.checks.shell;

import dev.plinth.checks.rule.RunText;
import dev.plinth.checks.shell.ShellCode.Role;
import dev.plinth.checks.shell.ShellCode.Use;
import dev.plinth.dockerfile.shell.Redirection;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellCommand.Arithmetic;
import dev.plinth.dockerfile.shell.ShellCommand.Arm;
import dev.plinth.dockerfile.shell.ShellCommand.Assignment;
import dev.plinth.dockerfile.shell.ShellCommand.Branch;
import dev.plinth.dockerfile.shell.ShellCommand.Case;
import dev.plinth.dockerfile.shell.ShellCommand.For;
import dev.plinth.dockerfile.shell.ShellCommand.Function;
import dev.plinth.dockerfile.shell.ShellCommand.Group;
import dev.plinth.dockerfile.shell.ShellCommand.If;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellCommand.Subshell;
import dev.plinth.dockerfile.shell.ShellCommand.Test;
import dev.plinth.dockerfile.shell.ShellCommand.While;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.dockerfile.shell.WordPart.DoubleQuoted;
import dev.plinth.dockerfile.shell.WordPart.Literal;
import dev.plinth.dockerfile.shell.WordPart.Parameter;
import dev.plinth.dockerfile.shell.WordPart.ProcessSubstitution;
import dev.plinth.dockerfile.shell.WordPart.SingleQuoted;
import dev.plinth.dockerfile.shell.WordPart.Substitution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through one text's tree, the parser's depth limit being its own. */
final class ShellWalk {
  private final ShellCode code;
  private final RunText run;
  private boolean backquoted;

  ShellWalk(ShellCode code, RunText run) {
    this.code = code;
    this.run = run;
  }

  void read() {
    list(run.script().list(), false, true);
  }

  private void list(ShellList list, boolean captured, boolean last) {
    code.lists.add(new ShellCode.Sequence(run, list, last));
    for (int i = 0; i < list.items().size(); i++) {
      ShellList.Item item = list.items().get(i);
      boolean lastItem = last && i == list.items().size() - 1;
      int pipelines = item.pipelines().size();
      for (int j = 0; j < pipelines; j++) {
        ShellList.Pipeline pipeline = item.pipelines().get(j);
        boolean lastPipeline = lastItem && j == pipelines - 1;
        code.pipelines.add(new ShellCode.Joined(run, pipeline));
        int commands = pipeline.commands().size();
        for (int k = 0; k < commands; k++) {
          boolean end = k == commands - 1;
          command(pipeline.commands().get(k), captured || !end, lastPipeline && end);
        }
      }
    }
  }

  private void command(ShellCommand command, boolean captured, boolean last) {
    code.add(new ShellCode.Command(run, command, captured, name(command)));
    if (command instanceof Simple simple) {
      simple(simple);
    } else if (command instanceof Group group) {
      list(group.list(), captured, last);
    } else if (command instanceof Subshell subshell) {
      list(subshell.list(), captured, last);
    } else if (command instanceof If choice) {
      for (Branch branch : choice.branches()) {
        list(branch.condition(), captured, true);
        list(branch.body(), captured, last);
      }
      if (choice.otherwise() != null) {
        list(choice.otherwise(), captured, last);
      }
    } else if (command instanceof While loop) {
      list(loop.condition(), captured, true);
      list(loop.body(), captured, false);
    } else if (command instanceof For loop) {
      if (loop.words() != null) {
        loop.words().forEach(word -> word(word, Role.LOOP, null, -1));
      }
      list(loop.body(), captured, false);
    } else if (command instanceof Case choice) {
      word(choice.word(), Role.WHOLE, null, -1);
      for (Arm arm : choice.arms()) {
        arm.patterns().forEach(word -> word(word, Role.WHOLE, null, -1));
        list(arm.body(), captured, last);
      }
    } else if (command instanceof Function function) {
      command(function.body(), captured, false);
    } else if (command instanceof Test test) {
      test.words().forEach(word -> word(word, Role.WHOLE, null, -1));
    } else if (command instanceof Arithmetic) {
      // its expression stays as it stands
    }
    for (Redirection redirection : command.redirections()) {
      redirection(redirection, command instanceof Simple simple ? simple : null);
    }
  }

  private static String name(ShellCommand command) {
    String name = command instanceof Simple simple ? simple.name() : null;
    return name == null ? "" : name;
  }

  private void simple(Simple simple) {
    for (Assignment assignment : simple.assignments()) {
      if (assignment.value() != null) {
        word(assignment.value(), Role.WHOLE, simple, -1);
      }
      if (assignment.array() != null) {
        assignment.array().forEach(word -> word(word, Role.ELEMENT, simple, -1));
      }
    }
    for (int i = 0; i < simple.words().size(); i++) {
      word(simple.words().get(i), Role.ARGUMENT, simple, i);
    }
  }

  private void redirection(Redirection redirection, @Nullable Simple of) {
    if (redirection.document() != null) {
      word(redirection.document().parts(), Role.DOCUMENT, of, -1);
    } else if (!redirection.isHeredoc()) {
      word(redirection.target(), Role.TARGET, of, -1);
    }
  }

  private void word(ShellWord word, Role role, @Nullable Simple of, int at) {
    Use use = new Use(run, word, role, of, at);
    code.words.add(use);
    parts(use, word.parts(), role == Role.DOCUMENT);
  }

  private void parts(Use use, List<WordPart> parts, boolean quoted) {
    for (WordPart part : parts) {
      if (part instanceof DoubleQuoted inner) {
        parts(use, inner.parts(), true);
      } else if (!(part instanceof Literal) && !(part instanceof SingleQuoted)) {
        code.expansions.add(new ShellCode.Expansion(use, part, quoted, backquoted));
        if (part instanceof Parameter parameter && parameter.argument() != null) {
          parts(use, parameter.argument().parts(), quoted || !yields(parameter));
        } else if (part instanceof Substitution substitution && substitution.list() != null) {
          boolean before = backquoted;
          backquoted |= substitution.backquoted();
          list(substitution.list(), true, false);
          backquoted = before;
        } else if (part instanceof ProcessSubstitution substitution) {
          list(substitution.list(), true, false);
        }
      }
    }
  }

  /** True where the word behind the operator may be what the parameter yields. */
  private static boolean yields(Parameter parameter) {
    return switch (parameter.operator()) {
      case "-", ":-", "+", ":+", "=", ":=" -> true;
      default -> false;
    };
  }
}
