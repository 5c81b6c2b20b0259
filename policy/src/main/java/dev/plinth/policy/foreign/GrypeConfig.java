package dev.plinth.policy.foreign;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Vulnerability;
import dev.plinth.foundation.SafeText;
import dev.plinth.inventory.sbom.PackageUrl;
import dev.plinth.policy.Notice;
import dev.plinth.policy.exceptions.Condition;
import dev.plinth.policy.exceptions.Conditions;
import dev.plinth.policy.exceptions.ExceptionRule;
import dev.plinth.policy.yaml.YamlFields;
import dev.plinth.policy.yaml.YamlNode;
import dev.plinth.policy.yaml.YamlProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The ignore rules of Grype's {@code .grype.yaml}; everything else in the file is Grype's own.
 *
 * <pre>
 * ignore:
 *   - vulnerability: CVE-2008-4318     its name, or that of the advisory that matched
 *     include-aliases: true            or an alias
 *     reason: why
 *     fix-state: fixed | not-fixed | wont-fix
 *     package: { name, version, language, type, location, upstream-name }
 * </pre>
 *
 * <p>All that a rule says must hold. {@code name} and {@code upstream-name} are regular expressions
 * (RE2) for the whole name, {@code location} is a path pattern. What Plinth has no exact answer to
 * ({@code namespace}, {@code match-type}, {@code vex-status}, {@code vex-justification}, {@code
 * fix-state: unknown}) makes the rule have no effect.
 */
final class GrypeConfig {
  private static final int LONGEST_EXPRESSION = 500;
  private static final int MAX_RULES = 5_000;

  private GrypeConfig() {}

  static IgnoreFile read(String label, YamlNode root) {
    List<ExceptionRule> rules = new ArrayList<>();
    List<Notice> notices = new ArrayList<>();
    List<YamlNode> items = YamlFields.of(root, "a configuration").items("ignore");
    if (items.size() > MAX_RULES) {
      throw IgnoreErrors.file(
          label, "it has more than " + MAX_RULES + " rules", "keep those that are needed");
    }
    for (YamlNode node : items) {
      YamlFields rule = YamlFields.of(node, "a rule");
      String place = label + ":" + rule.line();
      String what = what(rule);
      try {
        rules.add(ExceptionRule.foreign(place, what, condition(rule), rule.text("reason"), null));
      } catch (YamlProblem e) {
        notices.add(Refusals.refused(what, e.getMessage(), place));
      }
    }
    return new IgnoreFile(label, rules, notices);
  }

  private static String what(YamlFields rule) {
    String id = rule.text("vulnerability");
    String name = rule.fields("package", "a package").text("name");
    String text = id.isEmpty() ? name : name.isEmpty() ? id : id + " in " + name;
    String safe = SafeText.of(text.isEmpty() ? "all of some sort" : text);
    return safe.length() <= 100 ? safe : safe.substring(0, 100) + "...";
  }

  private static Condition condition(YamlFields rule) {
    rule.only(
        "vulnerability",
        "include-aliases",
        "reason",
        "fix-state",
        "package",
        "namespace",
        "match-type",
        "vex-status",
        "vex-justification");
    for (String undecided : List.of("namespace", "match-type", "vex-status", "vex-justification")) {
      if (!rule.text(undecided).isEmpty()) {
        throw problem(rule, undecided, "Plinth has no exact answer to `" + undecided + "`");
      }
    }
    List<Condition> all = new ArrayList<>();
    String id = rule.text("vulnerability");
    if (!id.isEmpty()) {
      all.add(
          Boolean.TRUE.equals(rule.flag("include-aliases"))
              ? Conditions.named(List.of(id))
              : finding -> exactly(finding, id));
    }
    String state = rule.text("fix-state");
    if (!state.isEmpty()) {
      all.add(fixState(rule, state));
    }
    inPackage(rule, all);
    if (all.isEmpty()) {
      throw problem(rule, "vulnerability", "it would ignore everything");
    }
    return finding -> all.stream().allMatch(one -> one.matches(finding));
  }

  private static boolean exactly(Finding finding, String id) {
    Vulnerability known = finding.vulnerability();
    return finding.id().equals(id) || (known != null && known.advisory().equals(id));
  }

  private static Condition fixState(YamlFields rule, String state) {
    return switch (state) {
      case "fixed" -> Finding::fixable;
      case "wont-fix" -> finding -> !finding.fixable() && status(finding).equals("wont-fix");
      // Grype says so where the vendor has spoken; of language packages it says unknown.
      case "not-fixed" ->
          finding ->
              !finding.fixable()
                  && !status(finding).equals("wont-fix")
                  && distribution(Conditions.purl(finding));
      default ->
          throw problem(
              rule, "fix-state", "Plinth has no exact answer to `fix-state: " + state + "`");
    };
  }

  private static String status(Finding finding) {
    Vulnerability known = finding.vulnerability();
    return known == null ? "" : known.status();
  }

  private static boolean distribution(@Nullable PackageUrl purl) {
    return purl != null && List.of("deb", "rpm", "apk").contains(purl.type());
  }

  private static void inPackage(YamlFields rule, List<Condition> all) {
    YamlFields wanted =
        rule.fields("package", "a package")
            .only("name", "version", "language", "type", "location", "upstream-name");
    String name = wanted.text("name");
    if (!name.isEmpty()) {
      Pattern pattern = pattern(wanted, "name", name);
      all.add(finding -> pattern.matches(name(finding)));
    }
    String upstream = wanted.text("upstream-name");
    if (!upstream.isEmpty()) {
      Pattern pattern = pattern(wanted, "upstream-name", upstream);
      all.add(finding -> {
        String source = Conditions.source(finding);
        return !source.equals(finding.subject().name()) && pattern.matches(source);
      });
    }
    String version = wanted.text("version");
    if (!version.isEmpty()) {
      all.add(Conditions.version(version));
    }
    String location = wanted.text("location");
    if (!location.isEmpty()) {
      all.add(Conditions.path(Refusals.glob(location, wanted.line("location"))));
    }
    for (String member : List.of("type", "language")) {
      String word = wanted.text(member);
      if (!word.isEmpty()) {
        List<String> types = GrypeTypes.purlTypes(member, word.toLowerCase(Locale.ROOT));
        if (types.isEmpty()) {
          throw problem(
              wanted, member, "Plinth has no exact answer to `" + member + ": " + word + "`");
        }
        all.add(finding -> {
          PackageUrl purl = Conditions.purl(finding);
          return purl != null && types.contains(purl.type());
        });
      }
    }
  }

  /** Of Maven packages the artifact alone, as Grype has it. */
  private static String name(Finding finding) {
    PackageUrl purl = Conditions.purl(finding);
    return purl != null && purl.type().equals("maven") ? purl.name() : finding.subject().name();
  }

  /** RE2 matches in linear time whatever the expression (docs/adr). */
  private static Pattern pattern(YamlFields fields, String member, String expression) {
    if (expression.length() > LONGEST_EXPRESSION) {
      throw problem(fields, member, "its expression is too long");
    }
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw problem(fields, member, "`" + member + "` is no regular expression");
    }
  }

  private static YamlProblem problem(YamlFields fields, String member, String because) {
    return new YamlProblem(fields.line(member), SafeText.of(because), "");
  }
}
