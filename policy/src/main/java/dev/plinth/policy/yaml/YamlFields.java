package dev.plinth.policy.yaml;

import dev.plinth.foundation.SafeText;
import dev.plinth.foundation.TimeSpan;
import dev.plinth.policy.Spelling;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The members of a mapping as a schema takes them, every error with its line. Absent members are
 * null or empty.
 */
public final class YamlFields {
  private static final int LONGEST_DAYS = 36_500;

  private final String what;
  private final YamlNode.Mapping mapping;

  private YamlFields(String what, YamlNode.Mapping mapping) {
    this.what = what;
    this.mapping = mapping;
  }

  /**
   * The mapping's members.
   *
   * @param what the mapping is, with its article: {@code an exception}
   * @throws YamlProblem where it is no mapping
   */
  public static YamlFields of(YamlNode node, String what) {
    if (node instanceof YamlNode.Scalar scalar && scalar.absent()) {
      return new YamlFields(what, new YamlNode.Mapping(Map.of(), node.line()));
    }
    if (!(node instanceof YamlNode.Mapping mapping)) {
      throw new YamlProblem(
          node.line(), what + " was expected, with `name: value` pairs", "write them below it");
    }
    return new YamlFields(what, mapping);
  }

  /**
   * Refuses all other names.
   *
   * @throws YamlProblem with what was probably meant
   */
  public YamlFields only(String... names) {
    List<String> known = List.of(names);
    mapping
        .members()
        .forEach((name, member) -> {
          if (!known.contains(name)) {
            String near = Spelling.closest(name.toLowerCase(Locale.ROOT), known);
            throw new YamlProblem(
                member.line(),
                "`" + shown(name) + "` is not known in " + what,
                near.isEmpty() ? "use " + Spelling.list(known) : "did you mean `" + near + "`?");
          }
        });
    return this;
  }

  /** Where the mapping begins. */
  public int line() {
    return mapping.line();
  }

  /** All names, in the order of the text. */
  public List<String> names() {
    return List.copyOf(mapping.members().keySet());
  }

  /** The value, null where it is absent. */
  public @Nullable YamlNode node(String name) {
    YamlNode.Member member = mapping.members().get(name);
    return member == null || (member.value() instanceof YamlNode.Scalar s && s.absent())
        ? null
        : member.value();
  }

  /** The value's line, the mapping's own where it is absent. */
  public int line(String name) {
    YamlNode.Member member = mapping.members().get(name);
    return member == null ? mapping.line() : member.line();
  }

  /** A text, empty where absent. */
  public String text(String name) {
    YamlNode node = node(name);
    return node == null ? "" : scalar(node, name).strip();
  }

  private static String scalar(YamlNode node, String name) {
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar.text();
    }
    throw new YamlProblem(node.line(), "`" + name + "` is no text", "give one value");
  }

  /** A text that must be there. */
  public String required(String name, String example) {
    String text = text(name);
    if (text.isEmpty()) {
      throw new YamlProblem(
          line(name),
          what + " has no `" + name + "`",
          "add one, such as `" + name + ": " + example + "`");
    }
    return text;
  }

  /** A text or a list of texts, none of them empty; empty where absent. */
  public List<String> texts(String name) {
    YamlNode node = node(name);
    if (node == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (YamlNode item : node instanceof YamlNode.Sequence list ? list.items() : List.of(node)) {
      String text = scalar(item, name).strip();
      if (text.isEmpty()) {
        throw new YamlProblem(item.line(), "`" + name + "` has an empty value", "take it out");
      }
      texts.add(text);
    }
    return texts;
  }

  /** The items of a list; empty where absent. */
  public List<YamlNode> items(String name) {
    YamlNode node = node(name);
    if (node == null) {
      return List.of();
    }
    if (node instanceof YamlNode.Sequence list) {
      return list.items();
    }
    throw new YamlProblem(
        node.line(), "`" + name + "` is no list", "begin each of its items with `- `");
  }

  /** {@code true} or {@code false}, null where absent. */
  public @Nullable Boolean flag(String name) {
    YamlNode node = node(name);
    if (node == null) {
      return null;
    }
    // Texts in quotes count too: who writes "true" means it.
    return switch (scalar(node, name).strip()) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new YamlProblem(
              node.line(), "`" + name + "` is neither true nor false", "write one of the two");
    };
  }

  /** A day as ISO 8601 writes it, null where absent. */
  public @Nullable LocalDate date(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new YamlProblem(
          line(name),
          "`" + name + "` is no date (" + shown(text) + ")",
          "write it as year, month, day: 2027-01-31");
    }
  }

  /** A number of days such as {@code 14d} or {@code 2w}, -1 where absent. */
  public int days(String name) {
    String text = text(name).toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      return -1;
    }
    int unit = text.endsWith("d") ? 1 : text.endsWith("w") ? 7 : 0;
    String digits = text.substring(0, Math.max(0, text.length() - 1));
    boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    long days = unit > 0 && number && digits.length() <= 6 ? Long.parseLong(digits) * unit : -1;
    if (days < 0 || days > LONGEST_DAYS) {
      throw new YamlProblem(
          line(name),
          "`" + name + "` is no number of days (" + shown(text) + ")",
          "write it like 14d or 2w");
    }
    return (int) days;
  }

  /** A length of time such as {@code 48h} or {@code 7d}, null where absent. */
  public @Nullable Duration duration(String name) {
    String text = text(name);
    Duration duration = TimeSpan.parse(text);
    if (duration == null && !text.isEmpty()) {
      throw new YamlProblem(
          line(name),
          "`" + name + "` is no length of time (" + shown(text) + ")",
          "write it like 48h or 7d");
    }
    return duration;
  }

  /** The mapping of that name. */
  public YamlFields fields(String name, String itsWhat) {
    return of(
        Objects.requireNonNullElse(node(name), new YamlNode.Mapping(Map.of(), line(name))),
        itsWhat);
  }

  private static String shown(String text) {
    String safe = SafeText.of(text);
    return safe.length() <= 40 ? safe : safe.substring(0, 40) + "...";
  }
}
