package dev.plinth.checks.run;

import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellList.Item;
import dev.plinth.dockerfile.shell.ShellList.Operator;
import dev.plinth.dockerfile.shell.ShellList.Pipeline;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a script in the order it runs for a pipeline whose failure nothing notices: {@code
 * pipefail} is not set by then, nobody asks for the result, and a command that may fail stands
 * before the last.
 */
final class UnguardedPipes {
  private boolean set;

  /** The first operator of the first such pipeline, null where there is none. */
  @Nullable Operator first(ShellList list) {
    for (Item item : list.items()) {
      for (int i = 0; i < item.pipelines().size(); i++) {
        Pipeline pipeline = item.pipelines().get(i);
        boolean asked =
            pipeline.negated()
                || item.background()
                || (i < item.operators().size() && item.operators().get(i).text().equals("||"));
        Operator found = asked ? null : of(pipeline);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private @Nullable Operator of(Pipeline pipeline) {
    List<ShellCommand> commands = pipeline.commands();
    if (!set && commands.size() > 1) {
      for (ShellCommand command : commands.subList(0, commands.size() - 1)) {
        if (!harmless(command)) {
          return pipeline.operators().getFirst();
        }
      }
    }
    for (ShellCommand command : commands) {
      Operator found = within(command);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Operator within(ShellCommand command) {
    if (command instanceof ShellCommand.Simple simple) {
      set |= sets(simple);
      return simple.words().isEmpty() ? ofAssignments(simple) : null;
    } else if (command instanceof ShellCommand.Group group) {
      return first(group.list());
    } else if (command instanceof ShellCommand.Subshell subshell) {
      boolean outside = set;
      Operator found = first(subshell.list());
      set = outside;
      return found;
    } else if (command instanceof ShellCommand.If branches) {
      return firstOf(branches);
    } else if (command instanceof ShellCommand.While loop) {
      return first(loop.body());
    } else if (command instanceof ShellCommand.For loop) {
      return first(loop.body());
    } else if (command instanceof ShellCommand.Case choice) {
      for (ShellCommand.Arm arm : choice.arms()) {
        Operator found = first(arm.body());
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** Of {@code a=$(…)}, which fails as what is in it does. */
  private @Nullable Operator ofAssignments(ShellCommand.Simple simple) {
    for (ShellCommand.Assignment assignment : simple.assignments()) {
      ShellWord value = assignment.value();
      Operator found = value == null ? null : ofParts(value.parts());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Operator ofParts(List<WordPart> parts) {
    for (WordPart part : parts) {
      Operator found = null;
      if (part instanceof WordPart.Substitution inner && inner.list() != null) {
        found = first(inner.list());
      } else if (part instanceof WordPart.DoubleQuoted quoted) {
        found = ofParts(quoted.parts());
      }
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Operator firstOf(ShellCommand.If branches) {
    for (ShellCommand.Branch branch : branches.branches()) {
      Operator found = first(branch.body());
      if (found != null) {
        return found;
      }
    }
    ShellList otherwise = branches.otherwise();
    return otherwise == null ? null : first(otherwise);
  }

  /** {@code set -o pipefail}, {@code set -euxo pipefail}. */
  private static boolean sets(ShellCommand.Simple simple) {
    if (!"set".equals(simple.name())) {
      return false;
    }
    List<ShellWord> arguments = simple.arguments();
    for (int i = 1; i < arguments.size(); i++) {
      String before = arguments.get(i - 1).value();
      if (arguments.get(i).is("pipefail")
          && before != null
          && before.startsWith("-")
          && before.endsWith("o")) {
        return true;
      }
    }
    return false;
  }

  /** True for what only writes, and so does not fail. */
  private static boolean harmless(ShellCommand command) {
    if (!(command instanceof ShellCommand.Simple simple)) {
      return false;
    }
    String name = simple.name();
    if (name == null) {
      return false;
    }
    return switch (name) {
      case "echo", "printf", "yes", "true", ":", "uname", "date", "pwd" -> true;
      // Of a heredoc alone.
      case "cat" -> simple.arguments().isEmpty();
      default -> false;
    };
  }
}
