package dev.plinth.checks.label;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;
import org.jspecify.annotations.Nullable;

/** A label of Label Schema, which gave way to the OCI image specification's. */
@RuleInfo(
    id = "deprecated-label",
    level = Level.STYLE,
    title = "Label of Label Schema, which is no longer kept up",
    category = Category.LABELS)
public final class DeprecatedLabel implements Rule {
  private static final String OLD = "org.label-schema.";

  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Labels.Label label : Labels.of(facts)) {
      if (!label.name().startsWith(OLD)) {
        continue;
      }
      @Nullable String successor = successor(label.name().substring(OLD.length()));
      Reporter.Hit hit =
          report.at(
              label.pair().name().span(),
              label.name(),
              label.name() + " is of Label Schema, which ended in favour of the OCI's labels");
      String written = label.pair().name().value();
      if (successor == null) {
        hit.advise("remove it: nothing reads it any more");
      } else if (written.equals(label.name())) {
        hit.replace("name the label " + successor, Safety.REVIEW, successor);
      } else {
        hit.advise("name it " + successor);
      }
    }
  }

  private static @Nullable String successor(String name) {
    return switch (name) {
      case "build-date" -> OciLabels.PREFIX + "created";
      case "name" -> OciLabels.PREFIX + "title";
      case "description" -> OciLabels.PREFIX + "description";
      case "usage" -> OciLabels.PREFIX + "documentation";
      case "url" -> OciLabels.PREFIX + "url";
      case "vcs-url" -> OciLabels.PREFIX + "source";
      case "vcs-ref" -> OciLabels.PREFIX + "revision";
      case "vendor" -> OciLabels.PREFIX + "vendor";
      case "version" -> OciLabels.PREFIX + "version";
      default -> null;
    };
  }
}
