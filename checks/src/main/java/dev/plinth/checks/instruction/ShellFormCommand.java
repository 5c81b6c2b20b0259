package dev.plinth.checks.instruction;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** CMD or ENTRYPOINT in shell form: the shell gets the signals. */
@RuleInfo(
    id = "shell-form-command",
    level = Level.WARNING,
    title = "CMD or ENTRYPOINT under a shell",
    category = Category.INSTRUCTIONS,
    aliases = {"hadolint:DL3025", "buildkit:JSONArgsRecommended"})
public final class ShellFormCommand implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (RunText run : facts.runs()) {
      Place place = run.place();
      Arguments.@Nullable Command command = run.instruction().command();
      boolean starts = place.is(Keyword.CMD) || place.is(Keyword.ENTRYPOINT);
      if (!starts
          || command == null
          || place.step().before().shellBy() != null
          || facts.windows(place.stage())) {
        continue;
      }
      String text = command.shell().raw().strip();
      if (text.isEmpty() || MalformedArray.looksLikeOne(text)) {
        continue;
      }
      Reporter.Hit hit;
      Keyword keyword = run.instruction().keyword();
      if (text.startsWith("-")) {
        hit =
            report
                .at(run.instruction(), keyword + " asks the shell to run " + firstWord(text))
                .level(Level.ERROR);
      } else if (text.startsWith("exec ")) {
        hit =
            report
                .at(run.instruction(), keyword + " begins with a shell that is then replaced")
                .level(Level.INFO);
      } else {
        hit =
            report
                .at(
                    run.instruction(),
                    keyword + " runs under /bin/sh, which does not pass signals on")
                .because(
                    "docker stop waits ten seconds, then kills, and nothing is shut down in order");
        if (!facts.shipped(place.stage()) || BaseFacts.onlyShell(run.instruction())) {
          hit.level(Level.INFO);
        }
      }
      mend(facts, run, command, hit);
    }
  }

  private static String firstWord(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) > ' ') {
      end++;
    }
    return SourceText.utf8(text.substring(0, end));
  }

  /**
   * True where the base has no entry point of its own, which would get other words, and the program
   * is none that only a shell could start: a script without a line that names its interpreter.
   */
  private static boolean certain(DockerfileFacts facts, RunText run, String array) {
    KnownBase base = BaseFacts.of(facts).base(run.place().stage());
    boolean plain = base != null && base.kind() == KnownBase.Kind.DISTRIBUTION;
    for (Stage beneath : facts.build().lineage(run.place().stage())) {
      // What a variable says, the one who builds may change.
      plain &= facts.source().raw(beneath.from().span()).indexOf('$') < 0;
    }
    String program = array.substring(0, array.indexOf('"', 2));
    return plain && !run.place().onbuild() && program.indexOf('.') < 0 && program.indexOf('/') < 0;
  }

  private static void mend(
      DockerfileFacts facts, RunText run, Arguments.Command command, Reporter.Hit hit) {
    @Nullable String array =
        PlainCommand.array(run.script(), facts.source(), facts.file().escape());
    if (array == null || !run.instruction().comments().isEmpty()) {
      hit.advise(
          "write an array of strings; where a shell is needed, name it: [\"sh\", \"-c\", \"exec …\"]");
      return;
    }
    Stage stage = run.place().stage();
    boolean entryPoint = run.place().is(Keyword.ENTRYPOINT);
    for (Stage beneath : facts.build().lineage(stage)) {
      for (Stage.Step step : beneath.steps()) {
        entryPoint |= step.instruction().keyword() == Keyword.ENTRYPOINT;
      }
    }
    Span span = command.shell().span(0, command.shell().raw().stripTrailing().length());
    hit.edit(
        "write it as an array",
        entryPoint || !certain(facts, run, array) ? Safety.REVIEW : Safety.SAFE,
        Edits.replace(span, array));
  }
}
