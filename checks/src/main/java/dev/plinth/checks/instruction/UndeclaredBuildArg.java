package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.ExpandedWords;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunText;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.dockerfile.shell.WordPart;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stage that uses an ARG of before the first FROM, or of the platform, without declaring it. */
@RuleInfo(
    id = "undeclared-build-arg",
    level = Level.WARNING,
    title = "ARG of before FROM used without being declared again",
    category = Category.INSTRUCTIONS)
public final class UndeclaredBuildArg implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Set<String> reported = new HashSet<>();
    for (ExpandedWords.Expanded expanded : ExpandedWords.of(facts).words()) {
      for (String name : expanded.result().undefined()) {
        if (empty(facts, expanded.place(), name)) {
          report(
              facts,
              expanded.place(),
              name,
              VariableNames.span(expanded.word(), name),
              reported,
              report);
        }
      }
    }
    for (RunText run : facts.runs()) {
      boolean judged = run.shell() == RunText.Shell.POSIX || run.shell() == RunText.Shell.BASH;
      if (!judged || !run.place().is(Keyword.RUN)) {
        continue;
      }
      ShellVariables variables = ShellVariables.of(run.script());
      for (WordPart.Parameter use : variables.uses()) {
        boolean plain = use.operator().isEmpty();
        if (plain && !variables.sets(use.name()) && empty(facts, run.place(), use.name())) {
          int from = use.from() + (use.braced() ? 2 : 1);
          report(
              facts,
              run.place(),
              use.name(),
              run.span(from, from + use.name().length()),
              reported,
              report);
        }
      }
    }
  }

  /** True where the name is known to the file, but not in that place. */
  private static boolean empty(DockerfileFacts facts, Place place, String raw) {
    String name = SourceText.utf8(raw);
    @Nullable Variable global = facts.build().globals().get(name);
    if (global == null
        || place.onbuild()
        || place.stage().before(place.step().index()).find(name) != null) {
      return false;
    }
    // Images of languages tell their own version under such a name.
    int end = name.lastIndexOf("_VERSION");
    ImageUse base = facts.foundation(place.stage()).base();
    return end <= 0
        || !base.external()
        || !base.shown()
            .toLowerCase(Locale.ROOT)
            .contains(name.substring(0, end).toLowerCase(Locale.ROOT));
  }

  private static void report(
      DockerfileFacts facts,
      Place place,
      String raw,
      Span span,
      Set<String> reported,
      Reporter report) {
    String name = SourceText.utf8(raw);
    if (!reported.add(place.stage().index() + " " + name)) {
      return;
    }
    @Nullable Variable global = facts.build().globals().get(name);
    boolean platform = global != null && global.kind() == Variable.Kind.PREDEFINED;
    report
        .at(
            span,
            name,
            platform
                ? name + " is empty in a stage that does not declare it by ARG"
                : name + " is declared before the first FROM only, so that it is empty here")
        .because("an ARG ends with its stage; ARG " + name + " alone takes over the earlier value")
        .edit(
            "declare it in the stage",
            Safety.REVIEW,
            Edits.insertLine(facts.source(), place.step().instruction(), "ARG " + name));
  }
}
