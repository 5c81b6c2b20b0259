package dev.plinth.dockerfile.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.Seeds;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Calls;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.shell.RunScript;
import dev.plinth.dockerfile.shell.ShellParser;
import dev.plinth.dockerfile.shell.ShellTrees;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Comment;
import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Flag;
import dev.plinth.dockerfile.tree.Heredoc;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Problem;
import dev.plinth.dockerfile.tree.Word;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Fuzz target: any bytes are a tree that prints as those bytes, and mean something. */
public class DockerfileFuzzTest {
  public static void fuzzerTestOneInput(byte[] data) {
    SourceText source = SourceText.of(data);
    Dockerfile file = DockerfileParser.parse(source);
    if (!Arrays.equals(file.print(), data)) {
      throw new AssertionError("the tree prints as something else");
    }
    Span whole = new Span(0, data.length);
    int at = 0;
    for (Instruction instruction : file.instructions()) {
      if (instruction.span().start() < at) {
        throw new AssertionError("an instruction before the end of the last: " + instruction);
      }
      at = instruction.span().end();
      inside(whole, instruction.span());
      instruction(instruction, instruction.span());
    }
    for (Problem problem : file.problems()) {
      inside(whole, problem.span());
      source.location("Dockerfile", problem.span());
    }
    for (Comment comment : file.comments()) {
      inside(whole, comment.span());
    }
    meaning(file, whole);
  }

  private static void inside(Span outer, Span inner) {
    if (!outer.contains(inner)) {
      throw new AssertionError(inner + " is not within " + outer);
    }
  }

  private static void instruction(Instruction instruction, Span span) {
    inside(span, instruction.word().span());
    for (Flag flag : instruction.flags()) {
      inside(span, flag.span());
      if (flag.valueSpan() != null) {
        inside(flag.span(), flag.valueSpan());
      }
    }
    for (Heredoc heredoc : instruction.heredocs()) {
      inside(span, heredoc.mark().span());
      inside(span, heredoc.content());
      inside(span, heredoc.end());
    }
    switch (instruction.arguments()) {
      case Arguments.Base base -> inside(span, base.image().span());
      case Arguments.Command command -> command.words().forEach(word -> inside(span, word.span()));
      case Arguments.Paths paths -> paths.words().forEach(word -> inside(span, word.span()));
      case Arguments.Pairs pairs -> {
        for (Pair pair : pairs.pairs()) {
          inside(span, pair.name().span());
          Word value = pair.value();
          if (value != null) {
            inside(span, value.span());
          }
        }
      }
      case Arguments.Words words -> words.words().forEach(word -> inside(span, word.span()));
      case Arguments.Rest rest -> inside(span, rest.word().span());
      case Arguments.Health health -> inside(span, health.type().span());
      case Arguments.Trigger trigger -> {
        inside(span, trigger.instruction().span());
        instruction(trigger.instruction(), trigger.instruction().span());
      }
      case Arguments.Malformed ignored -> {}
    }
    RunScript script = RunScript.of(instruction);
    if (script != null) {
      ShellTrees.check(ShellParser.parse(script.text()));
    }
    Calls calls = Calls.of(instruction);
    calls.all().forEach(call -> inside(span, call.span()));
    calls.packages();
    calls.cleanups();
  }

  private static void meaning(Dockerfile file, Span whole) {
    Build build = Build.of(file);
    for (ImageUse use : build.images()) {
      inside(whole, use.span());
      if (use.refersTo() >= build.stages().size()) {
        throw new AssertionError("refers to a stage that is not there: " + use);
      }
    }
    for (Stage stage : build.stages()) {
      if (build.lineage(stage).getFirst() != stage) {
        throw new AssertionError("a lineage that does not begin with its stage");
      }
      stage.steps().forEach(step -> stage.before(step.index()).find("a"));
    }
    if (!build.stages().isEmpty() && !build.reaching().get(build.stages().size() - 1)) {
      throw new AssertionError("the last stage does not reach itself");
    }
  }

  @Test
  void replays_its_seeds() {
    assertThat(Seeds.replay("dockerfile", DockerfileFuzzTest::fuzzerTestOneInput))
        .isGreaterThanOrEqualTo(8);
  }

  @Test
  void survives_changes_to_its_seeds() {
    Seeds.mutate("dockerfile", 2_000, DockerfileFuzzTest::fuzzerTestOneInput);
  }
}
