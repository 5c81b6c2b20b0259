package dev.plinth.checks.stage;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.NearName;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Expansion;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A variable in FROM or its platform that no ARG before the first FROM declares. */
@RuleInfo(
    id = "undefined-arg-in-from",
    level = Level.WARNING,
    title = "Undeclared variable in FROM",
    category = Category.STAGES,
    aliases = {"buildkit:UndefinedArgInFrom"})
public final class UndefinedArgInFrom implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Map<String, Variable> globals = facts.build().globals();
    NearName near = new NearName(new TreeSet<>(globals.keySet()));
    for (Stage stage : facts.build().stages()) {
      for (Word word : FromWords.of(stage.from())) {
        Expansion.Result result = Expansion.of(word.value(), facts.file().escape(), globals::get);
        for (String name : result.undefined()) {
          if (!FromWords.isName(name)) {
            continue;
          }
          Span span = FromWords.variable(word, name);
          String shown = SourceText.utf8(name);
          @Nullable String meant = near.of(shown);
          Reporter.Hit hit =
              report.at(
                  span,
                  shown,
                  shown + " is not declared by an ARG before the first FROM, so that it is empty");
          if (FromWords.broken(result.value(), word)) {
            hit.level(Level.ERROR);
          }
          if (declaredInStage(facts, shown)) {
            hit.because("the ARG within a stage is not seen by FROM")
                .advise("declare ARG " + shown + " before the first FROM");
          } else if (meant != null && facts.source().text(span).equals(shown)) {
            hit.replace("write " + meant, Safety.REVIEW, meant);
          } else {
            hit.advise("declare ARG " + shown + " with a default before the first FROM");
          }
        }
      }
    }
  }

  private static boolean declaredInStage(DockerfileFacts facts, String name) {
    for (Stage stage : facts.build().stages()) {
      if (stage.variables().everDeclares(name)) {
        return true;
      }
    }
    return false;
  }
}
