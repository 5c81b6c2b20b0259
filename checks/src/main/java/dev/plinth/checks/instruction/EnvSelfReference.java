package dev.plinth.checks.instruction;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Expansion;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.dockerfile.meaning.Variables;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A variable that the same ENV sets and uses: the old value is taken. */
@RuleInfo(
    id = "env-self-reference",
    level = Level.WARNING,
    title = "Variable used where it is only set",
    category = Category.INSTRUCTIONS,
    aliases = {"hadolint:DL3044"})
public final class EnvSelfReference implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    char escape = facts.file().escape();
    for (Place place : facts.places(Keyword.ENV)) {
      List<Pair> pairs = place.instruction().pairs();
      if (pairs.size() < 2) {
        continue;
      }
      Map<String, Integer> set = new HashMap<>();
      for (int i = 0; i < pairs.size(); i++) {
        set.putIfAbsent(pairs.get(i).name().value(), i);
      }
      Variables visible = place.stage().before(place.step().index());
      for (int i = 0; i < pairs.size(); i++) {
        @Nullable Word value = pairs.get(i).value();
        if (value == null || value.value().indexOf('$') < 0) {
          continue;
        }
        String own = pairs.get(i).name().value();
        for (String name : Expansion.of(value.value(), escape, visible).used()) {
          @Nullable Integer at = set.get(name);
          if (at != null && !name.equals(own)) {
            report(facts, place, pairs, i, at, name, report);
          }
        }
      }
    }
  }

  private static void report(
      DockerfileFacts facts,
      Place place,
      List<Pair> pairs,
      int index,
      int setAt,
      String name,
      Reporter report) {
    String shown = SourceText.utf8(name);
    @Nullable Variable before = place.stage().before(place.step().index()).find(name);
    @Nullable Word value = pairs.get(index).value();
    Reporter.Hit hit =
        report
            .at(
                value == null ? pairs.get(index).span() : value.span(),
                shown,
                shown
                    + (before == null
                        ? " is set by this very ENV, so that it is still empty here"
                        : " has its old value here, not the one that this ENV sets"))
            .because("an instruction sees the variables as they were before it");
    int gapStart = index == 0 ? 0 : pairs.get(index - 1).span().end();
    int gapEnd = pairs.get(index).span().start();
    if (setAt < index && Edits.isGap(facts.source(), gapStart, gapEnd, facts.file().escape())) {
      String keyword = place.instruction().word().text();
      hit.edit(
          "begin another ENV",
          Safety.REVIEW,
          new TextEdit(
              gapStart,
              gapEnd,
              Edits.lineEnd(facts.source()) + (place.onbuild() ? "ONBUILD " : "") + keyword + " "));
    } else {
      hit.advise("set " + shown + " by an ENV above this one");
    }
  }
}
