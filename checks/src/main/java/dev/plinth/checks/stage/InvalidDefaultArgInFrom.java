package dev.plinth.checks.stage;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Expansion;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Level;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An ARG without a default, without which FROM names no image. */
@RuleInfo(
    id = "invalid-default-arg-in-from",
    level = Level.WARNING,
    title = "ARG without the default that FROM needs",
    category = Category.STAGES,
    aliases = {"buildkit:InvalidDefaultArgInFrom"})
public final class InvalidDefaultArgInFrom implements Rule {

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    Map<String, Variable> globals = facts.build().globals();
    for (Stage stage : facts.build().stages()) {
      for (Word word : FromWords.of(stage.from())) {
        Set<String> empty = new LinkedHashSet<>();
        Expansion.Result result =
            Expansion.of(
                word.value(),
                facts.file().escape(),
                name -> {
                  @Nullable Variable variable = globals.get(name);
                  if (variable == null
                      || variable.value() != null
                      || variable.kind() != Variable.Kind.GLOBAL_ARG) {
                    return variable;
                  }
                  empty.add(name);
                  return null;
                });
        if (empty.isEmpty() || !FromWords.broken(result.value(), word)) {
          continue;
        }
        String name = empty.iterator().next();
        String shown = SourceText.utf8(name);
        report
            .at(
                FromWords.variable(word, name),
                shown,
                shown + " has no default, so that a build without it finds no image")
            .because(
                "without it the image's name is "
                    + (result.value() == null || result.value().isEmpty()
                        ? "empty"
                        : SourceText.utf8(result.value())))
            .advise("give ARG " + shown + " a default, or demand it: ${" + shown + ":?say why}");
      }
    }
  }
}
