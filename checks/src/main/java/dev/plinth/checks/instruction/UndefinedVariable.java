package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.ExpandedWords;
import dev.plinth.checks.rule.NearName;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A variable that is surely empty, or that is a slip of one that is set. */
@RuleInfo(
    id = "undefined-variable",
    level = Level.WARNING,
    title = "Variable that nobody sets",
    category = Category.INSTRUCTIONS,
    aliases = {"buildkit:UndefinedVar"})
public final class UndefinedVariable implements Rule {
  /** Beyond so many stages with unset variables, no slips are looked for. */
  private static final int MOST_STAGES = 200;

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Map<Integer, NearName> names = new HashMap<>();
    for (ExpandedWords.Expanded expanded : ExpandedWords.of(facts).words()) {
      Place place = expanded.place();
      if (place.onbuild()) {
        continue;
      }
      for (String name : expanded.result().undefined()) {
        if (VariableNames.isName(name) && !facts.build().globals().containsKey(name)) {
          undefined(facts, expanded, name, names, report);
        }
      }
    }
  }

  private static void undefined(
      DockerfileFacts facts,
      ExpandedWords.Expanded expanded,
      String name,
      Map<Integer, NearName> names,
      Reporter report) {
    Stage stage = expanded.place().stage();
    String shown = SourceText.utf8(name);
    Span span = VariableNames.span(expanded.word(), name);
    @Nullable Variable later = stage.variables().find(shown, Integer.MAX_VALUE);
    if (later != null && later.kind() == Variable.Kind.ARG && later.declared() != null) {
      if (expanded.place().instruction().span().contains(later.declared().span())) {
        return;
      }
      report
          .at(span, shown, shown + " is empty here: its ARG comes further down")
          .advise("move ARG " + shown + " above this instruction");
      return;
    }
    boolean enough = names.size() > MOST_STAGES && !names.containsKey(stage.index());
    if (later != null || VariableNames.usual(shown) || enough) {
      return;
    }
    @Nullable String meant =
        names
            .computeIfAbsent(
                stage.index(), _ -> new NearName(VariableNames.declared(facts.build(), stage)))
            .of(shown);
    if (meant != null && !VariableNames.numbered(meant, shown)) {
      Reporter.Hit hit =
          report.at(span, shown, "nothing sets " + shown + " in this file; " + meant + " is set");
      if (facts.source().text(span).equals(shown)) {
        hit.replace("write " + meant, Safety.REVIEW, meant);
      }
    } else if (facts.foundation(stage).base().scratch()) {
      report
          .at(span, shown, "nothing sets " + shown + ", so that it is empty")
          .because("the stage begins with scratch, which sets nothing but PATH")
          .advise("set it by ENV or ARG above, or give it a default: ${" + shown + ":-…}");
    }
  }
}
