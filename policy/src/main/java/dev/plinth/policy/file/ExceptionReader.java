package dev.plinth.policy.file;

import dev.plinth.foundation.SafeText;
import dev.plinth.policy.exceptions.Condition;
import dev.plinth.policy.exceptions.Conditions;
import dev.plinth.policy.exceptions.ExceptionRule;
import dev.plinth.policy.exceptions.ExceptionRule.Origin;
import dev.plinth.policy.exceptions.Glob;
import dev.plinth.policy.exceptions.PackagePattern;
import dev.plinth.policy.yaml.YamlFields;
import dev.plinth.policy.yaml.YamlNode;
import dev.plinth.policy.yaml.YamlProblem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one exception. It says which finding is meant, by {@code id} (any alias serves), {@code
 * package} (a package URL, or a pattern for the package's or its source package's name) or both,
 * narrowed down by {@code version}, {@code path}, {@code layer}; for which {@code image} or {@code
 * digest}; and, all three required, the {@code reason}, the {@code owner} who answers for it and
 * {@code until}, the last day it holds. {@code when-no-fix} lets it lapse the day a fix exists.
 */
final class ExceptionReader {
  private ExceptionReader() {}

  static ExceptionRule read(YamlNode node, String label, Origin origin) {
    YamlFields fields =
        YamlFields.of(node, "an exception")
            .only(
                "id",
                "package",
                "version",
                "path",
                "layer",
                "image",
                "digest",
                "reason",
                "owner",
                "until",
                "when-no-fix");
    List<String> ids = fields.texts("id");
    String name = fields.text("package");
    if (ids.isEmpty() && name.isEmpty()) {
      throw new YamlProblem(
          fields.line(),
          "an exception says neither `id` nor `package`",
          "name what it is for, such as `id: CVE-2023-1234`");
    }
    String reason = fields.required("reason", "the code that is affected never runs");
    String owner = fields.required("owner", "team@example.org");
    fields.required("until", "2027-01-31");
    LocalDate until = fields.date("until");
    List<Glob> images = new ArrayList<>();
    for (String image : fields.texts("image")) {
      images.add(glob(image, fields.line("image")));
    }
    return new ExceptionRule(
        origin,
        label + ":" + fields.line(),
        what(ids, name),
        condition(ids, name, fields),
        images,
        fields.texts("digest"),
        reason,
        owner,
        until,
        Boolean.TRUE.equals(fields.flag("when-no-fix")));
  }

  private static String what(List<String> ids, String name) {
    String first = ids.isEmpty() ? "" : ids.size() == 1 ? ids.getFirst() : String.join(", ", ids);
    String text = name.isEmpty() ? first : first.isEmpty() ? name : first + " in " + name;
    String safe = SafeText.of(text);
    return safe.length() <= 100 ? safe : safe.substring(0, 100) + "...";
  }

  private static Condition condition(List<String> ids, String name, YamlFields fields) {
    Condition condition = ids.isEmpty() ? Conditions.ANY : Conditions.named(ids);
    if (!name.isEmpty()) {
      condition = condition.and(inPackage(name, fields.line("package")));
    }
    String version = fields.text("version");
    if (!version.isEmpty()) {
      condition = condition.and(Conditions.version(version));
    }
    String path = fields.text("path");
    if (!path.isEmpty()) {
      condition =
          condition.and(
              Conditions.path(
                  glob(path.startsWith("/") ? path.substring(1) : path, fields.line("path"))));
    }
    String layer = fields.text("layer");
    return layer.isEmpty() ? condition : condition.and(Conditions.layer(layer));
  }

  private static Condition inPackage(String name, int line) {
    if (!name.startsWith("pkg:")) {
      return Conditions.packageNamed(glob(name, line));
    }
    PackagePattern pattern = PackagePattern.of(name);
    if (pattern == null) {
      throw new YamlProblem(
          line,
          "`package` is no package URL",
          "write it like pkg:deb/debian/openssl, or give just the name");
    }
    return pattern::matches;
  }

  private static Glob glob(String text, int line) {
    try {
      return Glob.of(text);
    } catch (IllegalArgumentException e) {
      throw new YamlProblem(line, e.getMessage() == null ? "" : e.getMessage(), "shorten it");
    }
  }
}
