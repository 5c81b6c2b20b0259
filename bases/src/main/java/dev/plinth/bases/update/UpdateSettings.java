package dev.plinth.bases.update;

import dev.plinth.bases.BasesErrors;
import dev.plinth.bases.PolicyYaml;
import dev.plinth.bases.known.Glob;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.tags.Level;
import dev.plinth.bases.tags.TagRules;
import dev.plinth.policy.yaml.YamlFields;
import dev.plinth.policy.yaml.YamlNode;
import dev.plinth.policy.yaml.YamlProblem;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How images are updated: the section {@code update} of {@code .plinth.yaml}.
 *
 * <pre>
 * update:
 *   level: minor              # refresh, patch, minor, major, suite: how far a tag may move
 *   cooldown: 3d              # how long a digest must have been about before it is taken
 *   allow: ["*"]              # images, by their names without tags; * is any run of characters
 *   deny: [vendor/*]
 *   schedule: [monday]        # days on which --scheduled does anything
 *   rules:                    # the first that fits an image counts
 *     - images: [python, "*&#47;python"]
 *       level: patch
 *       cooldown: 7d
 *   tags:                     # how an image's tags are read: docs/tags.md has the rules
 *     - images: vendor/app
 *       rule: zero
 *       value: minor
 *   groups:                   # one branch and one request for each; else one for each image
 *     - name: languages
 *       images: [python, node]
 * </pre>
 *
 * @param level how far, null where not said
 * @param cooldown in days, -1 where not said
 */
public record UpdateSettings(
    @Nullable Level level,
    int cooldown,
    List<String> allow,
    List<String> deny,
    Set<DayOfWeek> schedule,
    List<Rule> rules,
    List<TagRules.Rule> tags,
    List<Group> groups) {
  /** Nothing settled. */
  public static final UpdateSettings NONE =
      new UpdateSettings(null, -1, List.of(), List.of(), Set.of(), List.of(), List.of(), List.of());

  private static final int MOST = 200;

  /** Keeps its own copies. */
  public UpdateSettings {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    schedule = Set.copyOf(schedule);
    rules = List.copyOf(rules);
    tags = List.copyOf(tags);
    groups = List.copyOf(groups);
  }

  /** What holds for some images. */
  public record Rule(List<String> images, @Nullable Level level, int cooldown) {
    /** Keeps its own copy. */
    public Rule {
      images = List.copyOf(images);
    }
  }

  /** Images that move together. */
  public record Group(String name, List<String> images) {
    /** Keeps its own copy. */
    public Group {
      images = List.copyOf(images);
    }
  }

  /**
   * Of a policy file's bytes.
   *
   * @throws dev.plinth.foundation.PlinthException {@code PLINTH-POLICY-FILE} with the line
   */
  public static UpdateSettings read(String label, byte[] bytes) {
    YamlFields root = PolicyYaml.of(label, bytes);
    try {
      YamlFields fields = root.fields("update", "the updates");
      fields.only("level", "cooldown", "allow", "deny", "schedule", "rules", "tags", "groups");
      List<Rule> rules = new ArrayList<>();
      for (YamlNode item : few(fields, "rules")) {
        YamlFields rule = YamlFields.of(item, "a rule").only("images", "level", "cooldown");
        rules.add(new Rule(rule.texts("images"), level(rule), cooldown(rule)));
      }
      List<Group> groups = new ArrayList<>();
      for (YamlNode item : few(fields, "groups")) {
        YamlFields group = YamlFields.of(item, "a group").only("name", "images");
        String name = group.required("name", "languages");
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,50}")) {
          throw new YamlProblem(
              group.line("name"), "`name` could not be a branch's", "use letters, digits and -");
        }
        groups.add(new Group(name, group.texts("images")));
      }
      return new UpdateSettings(
          level(fields),
          cooldown(fields),
          fields.texts("allow"),
          fields.texts("deny"),
          schedule(fields),
          rules,
          tags(fields),
          groups);
    } catch (YamlProblem e) {
      throw BasesErrors.settings("update", label, e);
    }
  }

  private static List<TagRules.Rule> tags(YamlFields fields) {
    List<TagRules.Rule> rules = new ArrayList<>();
    for (YamlNode item : few(fields, "tags")) {
      YamlFields rule = YamlFields.of(item, "a rule of tags").only("images", "rule", "value");
      TagRules.Key key;
      try {
        key = TagRules.Key.of(rule.required("rule", "zero"));
      } catch (IllegalArgumentException e) {
        throw new YamlProblem(
            rule.line("rule"), "`rule` is none that is known", "docs/tags.md lists them");
      }
      rules.add(new TagRules.Rule(rule.required("images", "vendor/app"), key, rule.text("value")));
    }
    return rules;
  }

  /** How tags are read. */
  public TagRules tagRules() {
    return tags.isEmpty() ? TagRules.EMBEDDED : TagRules.EMBEDDED.with(tags);
  }

  private static List<YamlNode> few(YamlFields fields, String name) {
    List<YamlNode> items = fields.items(name);
    if (items.size() > MOST) {
      throw new YamlProblem(
          fields.line(name), "there are more than " + MOST + " " + name, "keep a few");
    }
    return items;
  }

  private static @Nullable Level level(YamlFields fields) {
    String word = fields.text("level");
    for (Level level : Level.values()) {
      if (level.name().toLowerCase(Locale.ROOT).equals(word)) {
        return level;
      }
    }
    if (!word.isEmpty()) {
      throw new YamlProblem(
          fields.line("level"), "`level` is none", "write refresh, patch, minor, major or suite");
    }
    return null;
  }

  private static int cooldown(YamlFields fields) {
    return fields.node("cooldown") == null ? -1 : fields.days("cooldown");
  }

  private static Set<DayOfWeek> schedule(YamlFields fields) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String each : fields.texts("schedule")) {
      try {
        days.add(DayOfWeek.valueOf(each.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new YamlProblem(
            fields.line("schedule"), "`schedule` has what is no day", "write monday");
      }
    }
    return days;
  }

  /** Whether an image may be updated at all. */
  public boolean allows(ImageName image) {
    return (allow.isEmpty() || any(allow, image)) && !any(deny, image);
  }

  /** How far that image may move. */
  public Level level(ImageName image, @Nullable Level asked) {
    for (Rule rule : rules) {
      Level own = rule.level;
      if (own != null && any(rule.images, image)) {
        return own;
      }
    }
    return asked != null ? asked : level != null ? level : Level.MINOR;
  }

  /** How many days a digest of that image must have been about. */
  public int cooldown(ImageName image, int asked) {
    for (Rule rule : rules) {
      if (rule.cooldown >= 0 && any(rule.images, image)) {
        return rule.cooldown;
      }
    }
    return asked >= 0 ? asked : Math.max(cooldown, 0);
  }

  /** What moves with it, else the image's own name as a branch could have it. */
  public String group(ImageName image) {
    for (Group group : groups) {
      if (any(group.images, image)) {
        return group.name;
      }
    }
    String name = image.repository().replaceAll("[^a-z0-9]+", "-");
    return name.length() > 60 ? name.substring(name.length() - 60) : name;
  }

  /** Whether anything is to be done on that day. */
  public boolean scheduled(LocalDate day) {
    return schedule.isEmpty() || schedule.contains(day.getDayOfWeek());
  }

  private static boolean any(List<String> patterns, ImageName image) {
    for (String pattern : patterns) {
      if (Glob.matches(ImageName.of(pattern).repository(), image.repository())) {
        return true;
      }
    }
    return false;
  }
}
