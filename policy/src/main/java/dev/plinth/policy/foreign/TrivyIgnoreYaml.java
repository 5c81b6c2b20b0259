package dev.plinth.policy.foreign;

import dev.plinth.foundation.SafeText;
import dev.plinth.policy.Notice;
import dev.plinth.policy.exceptions.Condition;
import dev.plinth.policy.exceptions.Conditions;
import dev.plinth.policy.exceptions.ExceptionRule;
import dev.plinth.policy.exceptions.PackagePattern;
import dev.plinth.policy.yaml.YamlFields;
import dev.plinth.policy.yaml.YamlNode;
import dev.plinth.policy.yaml.YamlProblem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The vulnerabilities of Trivy's {@code .trivyignore.yaml}; misconfigurations, secrets and licences
 * are not Plinth's names.
 *
 * <pre>
 * vulnerabilities:
 *   - id: CVE-2023-2650
 *     paths: [ "usr/lib/**" ]          any of them
 *     purls: [ "pkg:npm/ip@2.0.0" ]    any of them
 *     expired_at: 2023-09-01
 *     statement: why
 * </pre>
 */
final class TrivyIgnoreYaml {
  private TrivyIgnoreYaml() {}

  static IgnoreFile read(String label, YamlNode root) {
    List<ExceptionRule> rules = new ArrayList<>();
    List<Notice> notices = new ArrayList<>();
    for (YamlNode node : YamlFields.of(root, "an ignore file").items("vulnerabilities")) {
      YamlFields entry = YamlFields.of(node, "an entry");
      String place = label + ":" + entry.line();
      String id = entry.required("id", "CVE-2023-2650");
      try {
        entry.only("id", "paths", "purls", "expired_at", "statement");
        rules.add(
            ExceptionRule.foreign(
                place,
                SafeText.of(id),
                Conditions.named(List.of(id))
                    .and(anyPath(entry.texts("paths"), entry.line("paths")))
                    .and(anyPackage(entry.texts("purls"), entry.line("purls"))),
                entry.text("statement"),
                until(entry)));
      } catch (YamlProblem e) {
        notices.add(Refusals.refused(SafeText.of(id), e.getMessage(), place));
      }
    }
    return new IgnoreFile(label, rules, notices);
  }

  private static @Nullable LocalDate until(YamlFields entry) {
    String text = entry.text("expired_at");
    LocalDate until = text.isEmpty() ? null : Ends.before(text);
    if (!text.isEmpty() && until == null) {
      throw new YamlProblem(entry.line("expired_at"), "its end is no date", "");
    }
    return until;
  }

  private static Condition anyPath(List<String> paths, int line) {
    if (paths.isEmpty()) {
      return Conditions.ANY;
    }
    List<Condition> any = new ArrayList<>();
    for (String path : paths) {
      any.add(Conditions.path(Refusals.glob(path, line)));
    }
    return finding -> any.stream().anyMatch(one -> one.matches(finding));
  }

  private static Condition anyPackage(List<String> purls, int line) {
    if (purls.isEmpty()) {
      return Conditions.ANY;
    }
    List<PackagePattern> any = new ArrayList<>();
    for (String purl : purls) {
      PackagePattern pattern = PackagePattern.of(purl);
      if (pattern == null) {
        throw new YamlProblem(line, "one of its purls is none", "");
      }
      any.add(pattern);
    }
    return finding -> any.stream().anyMatch(one -> one.matches(finding));
  }
}
