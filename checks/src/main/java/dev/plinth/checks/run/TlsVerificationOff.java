package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.Setting;
import dev.plinth.dockerfile.meaning.Expansion;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Pair;
import dev.plinth.findings.Level;

/** Nobody checks whom it talks to. */
@RuleInfo(
    id = "tls-verification-off",
    level = Level.WARNING,
    title = "Check of certificates switched off",
    category = Category.SHELL,
    aliases = {
      "checkov:CKV2_DOCKER_2",
      "checkov:CKV2_DOCKER_3",
      "checkov:CKV2_DOCKER_4",
      "checkov:CKV2_DOCKER_5",
      "checkov:CKV2_DOCKER_6",
      "checkov:CKV2_DOCKER_12",
      "checkov:CKV2_DOCKER_13",
      "checkov:CKV2_DOCKER_14",
      "checkov:CKV2_DOCKER_15",
      "checkov:CKV2_DOCKER_16",
      "checkov:CKV2_DOCKER_18"
    })
public final class TlsVerificationOff implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Place place : facts.places()) {
      if (place.is(Keyword.ENV) || place.is(Keyword.ARG)) {
        for (Pair pair : place.instruction().pairs()) {
          variable(place, pair, report);
        }
      }
    }
    for (Run run : RunCalls.of(facts)) {
      for (Call call : run.calls().all()) {
        for (Setting setting : call.settings()) {
          if (InsecureSettings.variable(setting.name(), setting.value())) {
            report(report, call.text().span(setting.from(), setting.to()), setting.name());
          }
        }
        for (InsecureSettings.Place place : InsecureSettings.of(call)) {
          report(report, call.text().span(place.from(), place.to()), call.program());
        }
      }
    }
  }

  private static void variable(Place place, Pair pair, Reporter report) {
    String name = pair.name().value();
    if (pair.value() == null || !InsecureSettings.known(name)) {
      return;
    }
    String value =
        Expansion.of(pair.valueOrEmpty(), '\\', place.stage().before(place.step().index())).value();
    if (InsecureSettings.variable(name, value)) {
      Reporter.Hit hit = report(report, pair.span(), name);
      if (place.is(Keyword.ENV)) {
        hit.because("ENV holds for what the container runs as well, not for the build alone");
      }
    }
  }

  private static Reporter.Hit report(Reporter report, Span span, String subject) {
    return report
        .at(span, subject, "this switches the check of the server's certificate off")
        .advise("install the certificate of the server's authority instead");
  }
}
