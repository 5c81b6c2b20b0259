package dev.plinth.policy.foreign;

import dev.plinth.findings.Finding;
import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.toml.Toml;
import dev.plinth.foundation.toml.TomlReader;
import dev.plinth.foundation.toml.TomlSyntaxException;
import dev.plinth.inventory.sbom.PackageUrl;
import dev.plinth.policy.Notice;
import dev.plinth.policy.exceptions.Condition;
import dev.plinth.policy.exceptions.Conditions;
import dev.plinth.policy.exceptions.ExceptionRule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * osv-scanner's {@code osv-scanner.toml}:
 *
 * <pre>
 * [[IgnoredVulns]]      id (or an alias of it), ignoreUntil, reason
 * [[PackageOverrides]]  name, version, ecosystem: all that are given must hold
 *                       ignore = true, or vulnerability.ignore = true
 *                       effectiveUntil, reason
 * </pre>
 *
 * <p>A dependency {@code group} is nothing that an image has, a {@code name} that is a regular
 * expression ({@code nameIsRegex}) is not read: such an entry has no effect, as one without any
 * condition. Overrides of licences are no matter of findings.
 */
final class OsvScannerConfig {
  private static final int MAX_VALUES = 50_000;

  private OsvScannerConfig() {}

  static IgnoreFile read(String label, byte[] bytes) {
    Toml.Table root;
    try {
      root = TomlReader.read(bytes, MAX_VALUES);
    } catch (TomlSyntaxException e) {
      throw IgnoreErrors.file(
          label,
          "it is no TOML (" + SafeText.of(String.valueOf(e.getMessage())) + ")",
          "mend the line");
    }
    List<ExceptionRule> rules = new ArrayList<>();
    List<Notice> notices = new ArrayList<>();
    for (Toml entry : root.items("IgnoredVulns")) {
      vulnerability(label, entry, rules, notices);
    }
    for (Toml entry : root.items("PackageOverrides")) {
      if (ignores(entry)) {
        override(label, entry, rules, notices);
      }
    }
    return new IgnoreFile(label, rules, notices);
  }

  private static boolean ignores(Toml entry) {
    Toml vulnerability = entry.get("vulnerability");
    return entry.bool("ignore", false)
        || (vulnerability != null && vulnerability.bool("ignore", false));
  }

  private static void vulnerability(
      String label, Toml entry, List<ExceptionRule> rules, List<Notice> notices) {
    String place = label + ":" + entry.line();
    String id = entry.text("id");
    if (id == null || id.isEmpty()) {
      notices.add(Refusals.refused("a vulnerability", "it has no id", place));
      return;
    }
    add(place, id, Conditions.named(List.of(id)), entry, "ignoreUntil", rules, notices);
  }

  private static void override(
      String label, Toml entry, List<ExceptionRule> rules, List<Notice> notices) {
    String place = label + ":" + entry.line();
    String name = text(entry, "name");
    String version = text(entry, "version");
    String ecosystem = text(entry, "ecosystem");
    String what = name.isEmpty() ? "a package" : name;
    if (entry.get("group") != null || entry.get("nameIsRegex") != null) {
      String member = entry.get("group") != null ? "group" : "nameIsRegex";
      notices.add(
          Refusals.refused(
              SafeText.of(what), "Plinth has no exact answer to `" + member + "`", place));
      return;
    }
    List<Condition> all = new ArrayList<>();
    if (!name.isEmpty()) {
      // Distribution packages go by their source's name there.
      all.add(finding ->
          name.equals(finding.subject().name()) || name.equals(Conditions.source(finding)));
    }
    if (!version.isEmpty()) {
      all.add(Conditions.version(version));
    }
    if (!ecosystem.isEmpty()) {
      all.add(finding -> ofEcosystem(finding, ecosystem));
    }
    if (all.isEmpty()) {
      notices.add(Refusals.refused(what, "it would ignore everything", place));
      return;
    }
    add(
        place,
        what,
        finding -> all.stream().allMatch(one -> one.matches(finding)),
        entry,
        "effectiveUntil",
        rules,
        notices);
  }

  private static void add(
      String place,
      String what,
      Condition condition,
      Toml entry,
      String end,
      List<ExceptionRule> rules,
      List<Notice> notices) {
    String shown = SafeText.of(what.length() <= 100 ? what : what.substring(0, 100) + "...");
    LocalDate until = null;
    if (entry.get(end) != null) {
      until = entry.get(end) instanceof Toml.Moment moment ? Ends.before(moment.text()) : null;
      if (until == null) {
        notices.add(Refusals.refused(shown, "its end is no date", place));
        return;
      }
    }
    rules.add(ExceptionRule.foreign(place, shown, condition, text(entry, "reason"), until));
  }

  private static String text(Toml entry, String name) {
    String text = entry.text(name);
    return text == null ? "" : text.strip();
  }

  /** With or without the release: {@code Debian} and {@code Debian:12}. */
  private static boolean ofEcosystem(Finding finding, String ecosystem) {
    PackageUrl purl = Conditions.purl(finding);
    if (purl == null) {
      return false;
    }
    int colon = ecosystem.indexOf(':');
    String family = colon < 0 ? ecosystem : ecosystem.substring(0, colon);
    String release = colon < 0 ? "" : ecosystem.substring(colon + 1);
    return family.equals(ecosystemOf(purl))
        && (release.isEmpty() || ofRelease(purl, release.toLowerCase(Locale.ROOT)));
  }

  private static boolean ofRelease(PackageUrl purl, String release) {
    String distro = purl.qualifiers().getOrDefault("distro", "");
    String number = release.startsWith("v") ? release.substring(1) : release;
    String version = distro.substring(distro.indexOf('-') + 1);
    return version.equals(number)
        || (purl.type().equals("apk") && version.startsWith(number + "."));
  }

  private static @Nullable String ecosystemOf(PackageUrl purl) {
    return switch (purl.type()) {
      case "deb" ->
          switch (purl.namespace()) {
            case "debian" -> "Debian";
            case "ubuntu" -> "Ubuntu";
            default -> null;
          };
      case "apk" ->
          switch (purl.namespace()) {
            case "alpine" -> "Alpine";
            case "wolfi" -> "Wolfi";
            case "chainguard" -> "Chainguard";
            default -> null;
          };
      case "npm" -> "npm";
      case "pypi" -> "PyPI";
      case "maven" -> "Maven";
      case "golang" -> "Go";
      case "cargo" -> "crates.io";
      case "gem" -> "RubyGems";
      case "composer" -> "Packagist";
      case "nuget" -> "NuGet";
      default -> null;
    };
  }
}
