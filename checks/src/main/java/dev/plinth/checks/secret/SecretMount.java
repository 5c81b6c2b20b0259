package dev.plinth.checks.secret;

import dev.plinth.checks.base.RunUser;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.RunText;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.shell.RunScript;
import dev.plinth.dockerfile.shell.ShellList;
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
 * stage's RUNs, by {@code $NAME}. The command reads the mounted file to a variable of its own: a
 * mount that sets the variable itself ({@code env=}) is known to Dockerfile frontends since 1.10
 * alone.
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
      Integer begin = begin(run);
      if (begin == null) {
        return false;
      }
      // The file of a secret is for root alone, unless it is said otherwise.
      String mode = RunUser.root(facts, run.place()) ? "" : ",mode=0444";
      edits.add(
          Edits.insert(
              step.instruction().word().span().end(), " --mount=type=secret,id=" + name + mode));
      edits.add(Edits.insert(begin, reads(facts, run, begin, name)));
    }
    if (edits.size() < 3) {
      return false;
    }
    hit.edit(
        "mount " + name + " as a secret where it is used, and build with --secret id=" + name,
        Safety.REVIEW,
        edits.toArray(new TextEdit[0]));
    return true;
  }

  /**
   * Where the shell's text begins, so that what is put there holds for all of it; null where that
   * is not plain.
   */
  private static @Nullable Integer begin(RunText run) {
    RunScript text = RunScript.of(run.instruction());
    if (text == null || !run.script().complete()) {
      return null;
    }
    String raw = text.text().raw();
    int at = 0;
    if (alone(run)) {
      if (!text.interpreter().isEmpty()) {
        at = raw.indexOf('\n') + 1;
        return at == 0 ? null : (Integer) text.text().offset(at);
      }
      return text.text().offset(0);
    }
    for (ShellList.Item item : run.script().list().items()) {
      if (item.terminator().equals("&")) {
        return null; // all before it would go to the background with it
      }
    }
    while (at < raw.length() && Character.isWhitespace(raw.charAt(at))) {
      at++;
    }
    return at == raw.length() || raw.charAt(at) == '#' ? null : (Integer) text.text().offset(at);
  }

  /** True where nothing but a heredoc is given to the shell. */
  private static boolean alone(RunText run) {
    return !run.instruction().heredocs().isEmpty()
        && run.script().text().offset(0)
            == run.instruction().heredocs().getFirst().content().start();
  }

  /** The lines that read the secret. */
  private static String reads(DockerfileFacts facts, RunText run, int begin, String name) {
    String read = name + "=\"$(cat /run/secrets/" + name + ")\"";
    String end = Edits.lineEnd(facts.source());
    if (alone(run)) {
      return read + " || exit 1" + end + "export " + name + end;
    }
    String next = " " + facts.file().escape() + end;
    SourceText source = facts.source();
    int start = source.lineSpan(source.line(begin)).start();
    String before = source.raw(new Span(start, begin));
    return before.isBlank()
        ? read + " && export " + name + " &&" + next + before
        : facts.file().escape()
            + end
            + "    "
            + read
            + " && export "
            + name
            + " &&"
            + next
            + "    ";
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
