package dev.plinth.checks.secret;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.dockerfile.tree.Word;
import dev.plinth.findings.Level;

/** A label that by its name holds a secret. */
@RuleInfo(
    id = "secret-in-label",
    level = Level.ERROR,
    title = "A secret in a label, which registries and tools show to everybody",
    category = Category.SECRETS)
public final class SecretInLabel implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places(Keyword.LABEL)) {
      for (Pair pair : place.instruction().pairs()) {
        Word value = pair.value();
        String name = SecretValues.unquote(pair.name().text());
        if (value == null
            || !SecretNames.telling(name)
            || SecretFacts.of(facts).shapeIn(value.span())) {
          continue;
        }
        SecretValues.Kind kind = SecretValues.kind(value.value());
        boolean literal =
            kind == SecretValues.Kind.LITERAL
                && SecretValues.random(SecretValues.unquote(value.value()));
        if (literal || kind == SecretValues.Kind.VARIABLE) {
          report
              .at(pair.name().span(), name, "the label " + name + " holds a secret")
              .because("labels are shown without pulling the image")
              .advise("remove the label, and revoke the secret where it was published")
              .mask(value.span());
        }
      }
    }
  }
}
