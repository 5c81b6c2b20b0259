package dev.plinth.dockerfile.shell;

import dev.plinth.dockerfile.shell.ShellCommand.Assignment;
import java.util.List;

/** Holds a shell's tree to its contract: every part lies within what holds it, in order. */
public final class ShellTrees {
  private final ShellScript script;

  private ShellTrees(ShellScript script) {
    this.script = script;
  }

  /** Refuses a tree whose parts are not where they belong. */
  public static void check(ShellScript script) {
    ShellTrees checker = new ShellTrees(script);
    int length = script.text().length();
    inside(0, length, script.list().from(), script.list().to());
    if (script.problem() != null && (script.problem().at() < 0 || script.problem().at() > length)) {
      throw new AssertionError("a problem at " + script.problem().at() + " of " + length);
    }
    checker.list(script.list(), 0, length);
  }

  private static void inside(int low, int high, int from, int to) {
    if (from < low || to < from || to > high) {
      throw new AssertionError(from + " to " + to + " is not within " + low + " to " + high);
    }
  }

  private void list(ShellList list, int low, int high) {
    inside(low, high, list.from(), list.to());
    int at = list.from();
    for (ShellList.Item item : list.items()) {
      for (int i = 0; i < item.pipelines().size(); i++) {
        ShellList.Pipeline pipeline = item.pipelines().get(i);
        inside(at, list.to(), pipeline.from(), pipeline.to());
        at = pipeline.from();
        for (int k = 0; k < pipeline.commands().size(); k++) {
          ShellCommand command = pipeline.commands().get(k);
          inside(at, pipeline.to(), command.from(), command.to());
          command(command);
          at = command.to();
          if (k < pipeline.operators().size()) {
            at = operator(pipeline.operators().get(k), at);
          }
        }
        if (i < item.operators().size()) {
          at = operator(item.operators().get(i), at);
        }
      }
      inside(at, list.to(), item.terminatorAt(), item.terminatorAt() + item.terminator().length());
      at = item.terminatorAt() + item.terminator().length();
    }
  }

  private int operator(ShellList.Operator operator, int at) {
    if (operator.at() < at || !script.text().raw().startsWith(operator.text(), operator.at())) {
      throw new AssertionError("no operator " + operator);
    }
    return operator.at() + operator.text().length();
  }

  private void command(ShellCommand command) {
    int low = command.from();
    int high = command.to();
    script.span(command);
    switch (command) {
      case ShellCommand.Simple simple -> {
        int at = low;
        for (Assignment assignment : simple.assignments()) {
          inside(at, high, assignment.from(), assignment.to());
          at = assignment.to();
          if (assignment.value() != null) {
            word(assignment.value(), assignment.from(), assignment.to());
          }
          if (assignment.array() != null) {
            words(assignment.array(), assignment.from(), assignment.to());
          }
        }
        words(simple.words(), low, high);
      }
      case ShellCommand.Group group -> list(group.list(), low, high);
      case ShellCommand.Subshell subshell -> list(subshell.list(), low, high);
      case ShellCommand.If branches -> {
        for (ShellCommand.Branch branch : branches.branches()) {
          list(branch.condition(), low, high);
          list(branch.body(), low, high);
        }
        if (branches.otherwise() != null) {
          list(branches.otherwise(), low, high);
        }
      }
      case ShellCommand.While loop -> {
        list(loop.condition(), low, high);
        list(loop.body(), low, high);
      }
      case ShellCommand.For loop -> {
        if (loop.words() != null) {
          words(loop.words(), low, high);
        }
        list(loop.body(), low, high);
      }
      case ShellCommand.Case cases -> {
        word(cases.word(), low, high);
        for (ShellCommand.Arm arm : cases.arms()) {
          words(arm.patterns(), low, high);
          list(arm.body(), low, high);
        }
      }
      case ShellCommand.Function function -> {
        inside(low, high, function.body().from(), function.body().to());
        command(function.body());
      }
      case ShellCommand.Test test -> words(test.words(), low, high);
      case ShellCommand.Arithmetic arithmetic ->
          inside(0, high - low, 0, arithmetic.expression().length());
    }
    for (Redirection redirection : command.redirections()) {
      inside(low, high, redirection.from(), redirection.to());
      word(redirection.target(), redirection.from(), redirection.to());
      Redirection.HereDocument document = redirection.document();
      if (document != null) {
        // Its lines follow the command's, however far that goes on.
        inside(redirection.to(), script.text().length(), document.from(), document.to());
        word(document.parts(), document.from(), document.to());
      }
    }
  }

  private void words(List<ShellWord> words, int low, int high) {
    int at = low;
    for (ShellWord word : words) {
      word(word, at, high);
      at = word.to();
    }
  }

  private void word(ShellWord word, int low, int high) {
    inside(low, high, word.from(), word.to());
    script.span(word);
    int at = word.from();
    for (WordPart part : word.parts()) {
      if (part.from() != at) {
        throw new AssertionError("between a word's parts lies something: " + word);
      }
      at = part.to();
      part(part);
    }
    if (at != word.to()) {
      throw new AssertionError("behind a word's parts lies something: " + word);
    }
    word.pattern();
    word.value();
  }

  private void part(WordPart part) {
    inside(part.from() + 1, Integer.MAX_VALUE, part.to(), part.to());
    switch (part) {
      case WordPart.DoubleQuoted quoted -> {
        int at = part.from();
        for (WordPart inner : quoted.parts()) {
          inside(at, part.to(), inner.from(), inner.to());
          part(inner);
          at = inner.to();
        }
      }
      case WordPart.Parameter parameter -> {
        if (parameter.argument() != null) {
          word(parameter.argument(), part.from(), part.to());
        }
      }
      case WordPart.Substitution substitution -> {
        if (substitution.list() != null) {
          list(substitution.list(), part.from(), part.to());
        }
      }
      case WordPart.ProcessSubstitution substitution ->
          list(substitution.list(), part.from(), part.to());
      case WordPart.Literal ignored -> {}
      case WordPart.SingleQuoted ignored -> {}
      case WordPart.Arithmetic ignored -> {}
      case WordPart.ExtendedPattern ignored -> {}
    }
  }
}
