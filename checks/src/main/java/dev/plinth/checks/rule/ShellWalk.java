package dev.plinth.checks.rule;

import dev.plinth.dockerfile.shell.Redirection;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The simple commands of a script, wherever they stand: in pipelines, branches, functions and
 * substitutions, in the order of their places; and the parameters it uses.
 */
public final class ShellWalk {
  private static final int DEEPEST = 200;

  private final List<Call> calls = new ArrayList<>();
  private final List<WordPart.Parameter> parameters = new ArrayList<>();
  private int depth;

  private ShellWalk() {}

  /**
   * A simple command in its pipeline.
   *
   * @param command itself
   * @param pipeline the commands that feed each other, itself among them
   * @param index its own in that pipeline
   */
  public record Call(Simple command, List<ShellCommand> pipeline, int index) {}

  /** All simple commands of a text that can be read. */
  public static List<Call> calls(DockerfileFacts facts, RunText run) {
    return of(facts, run).calls;
  }

  /** All parameters that a text uses. */
  public static List<WordPart.Parameter> parameters(DockerfileFacts facts, RunText run) {
    return of(facts, run).parameters;
  }

  private static ShellWalk of(DockerfileFacts facts, RunText run) {
    IdentityHashMap<RunText, ShellWalk> walks = facts.shared(Walks.class, Walks::new).walks;
    ShellWalk walk = walks.get(run);
    if (walk == null) {
      walk = new ShellWalk();
      walk.list(run.script().list());
      walks.put(run, walk);
    }
    return walk;
  }

  /** Those of a file, each made when it is first asked for. */
  private static final class Walks {
    private final IdentityHashMap<RunText, ShellWalk> walks = new IdentityHashMap<>();

    @SuppressWarnings("unused") // the file's facts are what it is kept by
    private Walks(DockerfileFacts facts) {}
  }

  private void list(@Nullable ShellList list) {
    if (list == null || depth >= DEEPEST) {
      return;
    }
    depth++;
    for (ShellList.Item item : list.items()) {
      for (ShellList.Pipeline pipeline : item.pipelines()) {
        for (int i = 0; i < pipeline.commands().size(); i++) {
          command(pipeline.commands().get(i), pipeline.commands(), i);
        }
      }
    }
    depth--;
  }

  private void command(ShellCommand command, List<ShellCommand> pipeline, int index) {
    if (command instanceof Simple simple) {
      calls.add(new Call(simple, pipeline, index));
      for (ShellCommand.Assignment assignment : simple.assignments()) {
        word(assignment.value());
        words(assignment.array());
      }
      words(simple.words());
    } else if (command instanceof ShellCommand.Group group) {
      list(group.list());
    } else if (command instanceof ShellCommand.Subshell subshell) {
      list(subshell.list());
    } else if (command instanceof ShellCommand.If branches) {
      for (ShellCommand.Branch branch : branches.branches()) {
        list(branch.condition());
        list(branch.body());
      }
      list(branches.otherwise());
    } else if (command instanceof ShellCommand.While loop) {
      list(loop.condition());
      list(loop.body());
    } else if (command instanceof ShellCommand.For loop) {
      words(loop.words());
      list(loop.body());
    } else if (command instanceof ShellCommand.Case choice) {
      word(choice.word());
      for (ShellCommand.Arm arm : choice.arms()) {
        list(arm.body());
      }
    } else if (command instanceof ShellCommand.Function function) {
      if (depth < DEEPEST) {
        depth++;
        command(function.body(), List.of(function.body()), 0);
        depth--;
      }
    } else if (command instanceof ShellCommand.Test test) {
      words(test.words());
    }
    for (Redirection redirection : command.redirections()) {
      word(redirection.target());
      if (redirection.document() != null) {
        word(redirection.document().parts());
      }
    }
  }

  private void words(@Nullable List<ShellWord> words) {
    if (words != null) {
      for (ShellWord word : words) {
        word(word);
      }
    }
  }

  private void word(@Nullable ShellWord word) {
    if (word != null) {
      parts(word.parts());
    }
  }

  private void parts(List<WordPart> parts) {
    if (depth >= DEEPEST) {
      return;
    }
    depth++;
    for (WordPart part : parts) {
      if (part instanceof WordPart.DoubleQuoted quoted) {
        parts(quoted.parts());
      } else if (part instanceof WordPart.Parameter parameter) {
        parameters.add(parameter);
        word(parameter.argument());
      } else if (part instanceof WordPart.Substitution substitution) {
        list(substitution.list());
      } else if (part instanceof WordPart.ProcessSubstitution substitution) {
        list(substitution.list());
      }
    }
    depth--;
  }
}
