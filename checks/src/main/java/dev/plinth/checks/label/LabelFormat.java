package dev.plinth.checks.label;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.findings.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A label whose value is not in the form that its name asks for. The settings name further ones:
 * {@code labels: ["com.example.mail=email"]}.
 */
@RuleInfo(
    id = "label-format",
    level = Level.INFO,
    title = "Label whose value is not in the form of its name",
    category = Category.LABELS,
    aliases = {
      "hadolint:DL3052",
      "hadolint:DL3053",
      "hadolint:DL3054",
      "hadolint:DL3055",
      "hadolint:DL3056",
      "hadolint:DL3058"
    })
public final class LabelFormat implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    List<String> asked = facts.settings().list("label-format", "labels");
    for (Labels.Label label : Labels.of(facts)) {
      String value = label.value();
      String set = asked(asked, label.name());
      String form = set == null ? OciLabels.form(label.name()) : set;
      if (value == null || value.isBlank()) {
        continue;
      }
      String wanted = LabelValues.wrong(form, value);
      if (wanted != null) {
        Reporter.Hit hit =
            report
                .at(
                    label.valueSpan(),
                    label.name(),
                    "the value of " + label.name() + " is not " + wanted)
                .advise("write " + wanted + ", " + LabelValues.example(form));
        if (set == null && (form.equals("semver") || form.equals("hash"))) {
          hit.level(Level.STYLE);
        }
      }
    }
  }

  private static @Nullable String asked(List<String> asked, String name) {
    for (String one : asked) {
      if (one.startsWith(name + "=")) {
        return one.substring(name.length() + 1);
      }
    }
    return null;
  }
}
