package dev.plinth.checks.label;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;

/** A label that names another base than the stage's FROM. */
@RuleInfo(
    id = "stale-base-label",
    level = Level.WARNING,
    title = "Label names another base image than FROM",
    category = Category.LABELS)
public final class StaleBaseLabel implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Labels.Label label : Labels.of(facts)) {
      String value = label.value();
      if (label.place().onbuild() || value == null || value.isBlank()) {
        continue;
      }
      Stage bottom = facts.build().lineage(label.place().stage()).getLast();
      String base = bottom.base().name();
      if (base == null || !bottom.base().external()) {
        continue;
      }
      int at = base.indexOf('@');
      String should;
      boolean stale;
      if (label.name().equals(OciLabels.PREFIX + "base.digest")) {
        should = at < 0 ? "" : base.substring(at + 1);
        stale = at >= 0 && !value.equals(should);
      } else if (label.name().equals(OciLabels.PREFIX + "base.name")) {
        should = full(at < 0 ? base : base.substring(0, at));
        stale =
            !full(value.indexOf('@') < 0 ? value : value.substring(0, value.indexOf('@')))
                .equals(should);
      } else {
        continue;
      }
      if (stale) {
        Reporter.Hit hit =
            report
                .at(
                    label.valueSpan(),
                    label.name(),
                    label.name() + " names another base than FROM " + base)
                .because("tools that look for a newer base go by this label");
        if (label.pair().valueOrEmpty().indexOf('$') >= 0 || label.valueSpan().isEmpty()) {
          hit.advise("let it say " + should + ", or remove it");
        } else {
          hit.replace("name the base that is built on", Safety.REVIEW, '"' + should + '"');
        }
      }
    }
  }

  /** The whole name, as the specification wants it: with registry, path and tag. */
  private static String full(String name) {
    int slash = name.indexOf('/');
    String host = slash < 0 ? "" : name.substring(0, slash);
    boolean registry = host.indexOf('.') >= 0 || host.indexOf(':') >= 0 || host.equals("localhost");
    String whole = registry ? name : "docker.io/" + (slash < 0 ? "library/" + name : name);
    if (whole.startsWith("index.docker.io/")) {
      whole = whole.substring(6);
    }
    return whole.lastIndexOf(':') > whole.lastIndexOf('/') ? whole : whole + ":latest";
  }
}
