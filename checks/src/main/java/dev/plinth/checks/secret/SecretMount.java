package dev.plinth.checks.secret;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.RunText;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a build argument into a secret that RUN mounts, where the file shows all that use it: the
 * stage's RUNs, by {@code $NAME}.
 */
final class SecretMount {
  private SecretMount() {}

  /** Gives the hit that edit; false where the file does not tell enough for one. */
  static boolean edit(
      DockerfileFacts facts, Place argument, Pair pair, String name, Reporter.Hit hit) {
    Instruction declared = argument.instruction();
    if (argument.onbuild()
        || declared.pairs().size() != 1
        || !declared.comments().isEmpty()
        || !SecretValues.unquote(pair.valueOrEmpty()).isEmpty()
        || !SecretFacts.of(facts).search()
        || builtUpon(facts, argument.stage())) {
      return false;
    }
    List<TextEdit> edits = new ArrayList<>();
    Span line = line(facts.source(), declared);
    if (line == null) {
      return false;
    }
    edits.add(new TextEdit(line.start(), line.end(), ""));
    for (Stage.Step step : argument.stage().steps()) {
      if (step.index() == argument.step().index() || !mentions(facts, step.instruction(), name)) {
        continue;
      }
      @Nullable RunText run = run(facts, step.instruction());
      if (step.index() < argument.step().index()
          || step.instruction().keyword() != Keyword.RUN
          || run == null
          || !SecretFacts.of(facts).parameters(run).contains(name)) {
        return false;
      }
      int at = step.instruction().word().span().end();
      edits.add(new TextEdit(at, at, " --mount=type=secret,id=" + name + ",env=" + name));
    }
    if (edits.size() < 2) {
      return false;
    }
    hit.edit(
        "mount " + name + " as a secret where it is used, and build with --secret id=" + name,
        Safety.REVIEW,
        edits.toArray(new TextEdit[0]));
    return true;
  }

  private static boolean builtUpon(DockerfileFacts facts, Stage stage) {
    return facts.build().stages().stream()
        .anyMatch(other -> other.base().refersTo() == stage.index());
  }

  private static boolean mentions(DockerfileFacts facts, Instruction instruction, String name) {
    return facts.source().raw(instruction.span()).contains(name);
  }

  private static @Nullable RunText run(DockerfileFacts facts, Instruction instruction) {
    for (RunText run : facts.runs()) {
      if (run.instruction().span().equals(instruction.span())) {
        return run.shell().readable() ? run : null;
      }
    }
    return null;
  }

  /** The lines of an instruction with their last line end; null where more stands on them. */
  private static @Nullable Span line(SourceText source, Instruction instruction) {
    Span first = source.lineSpan(source.line(instruction.span().start()));
    if (!source.raw(new Span(first.start(), instruction.span().start())).isBlank()) {
      return null;
    }
    int last = source.line(Math.max(instruction.span().start(), instruction.span().end() - 1));
    int end = last < source.lines() ? source.lineSpan(last + 1).start() : source.length();
    return new Span(first.start(), end);
  }
}
