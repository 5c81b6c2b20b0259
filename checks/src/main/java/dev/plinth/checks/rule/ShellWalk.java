package dev.plinth.checks.rule;

import dev.plinth.dockerfile.shell.Redirection;
import dev.plinth.dockerfile.shell.ShellCommand;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellList;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.shell.WordPart;
import java.util.ArrayList;
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
  public static List<Call> calls(RunText run) {
    return of(run).calls;
  }

  /** All parameters that a text uses. */
  public static List<WordPart.Parameter> parameters(RunText run) {
    return of(run).parameters;
  }

  private static ShellWalk of(RunText run) {
    ShellWalk walk = new ShellWalk();
    walk.list(run.script().list());
    return walk;
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
    switch (command) {
      case Simple simple -> {
        calls.add(new Call(simple, pipeline, index));
        for (ShellCommand.Assignment assignment : simple.assignments()) {
          word(assignment.value());
          words(assignment.array());
        }
        words(simple.words());
      }
      case ShellCommand.Group group -> list(group.list());
      case ShellCommand.Subshell subshell -> list(subshell.list());
      case ShellCommand.If branches -> {
        for (ShellCommand.Branch branch : branches.branches()) {
          list(branch.condition());
          list(branch.body());
        }
        list(branches.otherwise());
      }
      case ShellCommand.While loop -> {
        list(loop.condition());
        list(loop.body());
      }
      case ShellCommand.For loop -> {
        words(loop.words());
        list(loop.body());
      }
      case ShellCommand.Case choice -> {
        word(choice.word());
        choice.arms().forEach(arm -> list(arm.body()));
      }
      case ShellCommand.Function function -> {
        if (depth < DEEPEST) {
          depth++;
          command(function.body(), List.of(function.body()), 0);
          depth--;
        }
      }
      case ShellCommand.Test test -> words(test.words());
      case ShellCommand.Arithmetic _ -> {}
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
      words.forEach(this::word);
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
      switch (part) {
        case WordPart.DoubleQuoted quoted -> parts(quoted.parts());
        case WordPart.Parameter parameter -> {
          parameters.add(parameter);
          word(parameter.argument());
        }
        case WordPart.Substitution substitution -> list(substitution.list());
        case WordPart.ProcessSubstitution substitution -> list(substitution.list());
        case WordPart.Literal _,
            WordPart.SingleQuoted _,
            WordPart.Arithmetic _,
            WordPart.ExtendedPattern _ -> {}
      }
    }
    depth--;
  }
}
