package dev.plinth.checks.secret;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** ARG or ENV, by its name there for a secret. */
@RuleInfo(
    id = "secret-variable",
    level = Level.WARNING,
    title = "A secret by ARG or ENV, which the image or its history keeps",
    category = Category.SECRETS,
    aliases = {
      "hadolint:DL3064",
      "buildkit:SecretsUsedInArgOrEnv",
      "trivy:DS-0031",
      "dockle:CIS-DI-0010"
    })
public final class SecretVariable implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Instruction instruction : facts.build().preamble()) {
      pairs(facts, report, instruction, null);
    }
    for (Place place : facts.places()) {
      if (place.is(Keyword.ARG) || place.is(Keyword.ENV)) {
        pairs(facts, report, place.instruction(), place);
      }
    }
  }

  private static void pairs(
      DockerfileFacts facts, Reporter report, Instruction instruction, @Nullable Place place) {
    for (Pair pair : instruction.pairs()) {
      String name = SecretValues.unquote(pair.name().text());
      if (!SecretNames.telling(name)) {
        continue;
      }
      @Nullable Span value = pair.value() == null ? null : pair.value().span();
      if (value != null && SecretFacts.of(facts).shapeIn(value)) {
        continue;
      }
      SecretValues.Kind kind = SecretValues.kind(pair.valueOrEmpty());
      boolean environment = instruction.keyword() == Keyword.ENV;
      if (kind == SecretValues.Kind.HARMLESS || (environment && kind == SecretValues.Kind.EMPTY)) {
        continue;
      }
      Reporter.Hit hit = report.at(pair.name().span(), name, message(name, environment, kind));
      hit.because(keeps(facts, environment, place));
      if (kind == SecretValues.Kind.LITERAL && value != null) {
        hit.mask(value);
        if (SecretValues.random(SecretValues.unquote(pair.valueOrEmpty()))) {
          hit.level(Level.ERROR);
        }
      } else if (environment && kind == SecretValues.Kind.PLACEHOLDER) {
        hit.level(Level.INFO);
      }
      if (environment || place == null || !SecretMount.edit(facts, place, pair, name, hit)) {
        hit.advise(
            environment
                ? "let what starts the container give it, or read it from a mounted file"
                : "give it to the instructions that need it by RUN --mount=type=secret,id="
                    + name
                    + ", and read /run/secrets/"
                    + name
                    + " there");
      }
    }
  }

  private static String message(String name, boolean environment, SecretValues.Kind kind) {
    if (kind == SecretValues.Kind.LITERAL) {
      return environment
          ? name + " is set to a secret that everybody who has the image can read"
          : name + " has a secret as its default, here in the file";
    }
    if (kind == SecretValues.Kind.PLACEHOLDER && environment) {
      return name + " is set to a value that everybody knows";
    }
    return environment
        ? name + " would hold a secret in the image's own settings"
        : name + " would take a secret as a build argument";
  }

  private static String keeps(DockerfileFacts facts, boolean environment, @Nullable Place place) {
    if (place != null && facts.shipped(place.stage())) {
      return environment
          ? "the image's configuration keeps it, and each process and each log of the environment"
              + " shows it"
          : "the image's history keeps the arguments that RUN saw";
    }
    return "another stage does not hide it: the build cache and the provenance attestation keep it";
  }
}
