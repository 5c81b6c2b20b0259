package dev.plinth.checks.settings;

import dev.plinth.checks.catalog.PipelineRules;
import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.catalog.Rules;
import dev.plinth.checks.ci.CiRule;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.findings.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said of rules, by one source or by several together.
 *
 * @param levels by rule ID; {@link Choice#OFF} for rules that are not wanted, {@link Choice#ON} for
 *     those that are, at their own level
 * @param arguments of rules
 * @param ignored paths that are not linted, patterns as a {@code .gitignore} has them
 * @param paths what holds for some paths only, in order: later ones go first
 * @param strict whether silencing needs a reason; null where nothing is said
 * @param failAt the level from which on a file is not clean; null where nothing is said
 * @param silencing false where comments may not set findings aside; null where nothing is said
 * @param fixed IDs of rules that nobody else may loosen
 */
public record LintSettings(
    Map<String, Choice> levels,
    RuleSettings arguments,
    List<String> ignored,
    List<ForPaths> paths,
    @Nullable Boolean strict,
    @Nullable Level failAt,
    @Nullable Boolean silencing,
    Set<String> fixed) {
  /** Nothing is said. */
  public static final LintSettings NONE =
      new LintSettings(
          Map.of(), RuleSettings.NONE, List.of(), List.of(), null, null, null, Set.of());

  /** Levels by which these rules are at work and no others. */
  public static Map<String, Choice> only(Set<String> ids) {
    Map<String, Choice> levels = new HashMap<>();
    for (Rule rule : Rules.all()) {
      String id = RuleNames.id(rule);
      levels.put(id, ids.contains(id) ? Choice.ON : Choice.OFF);
    }
    return levels;
  }

  /** Keeps its own copies. */
  public LintSettings {
    levels = Map.copyOf(levels);
    ignored = List.copyOf(ignored);
    paths = List.copyOf(paths);
    fixed = Set.copyOf(fixed);
  }

  /** Whether and how much a rule matters. */
  public enum Choice {
    OFF(null),
    ON(null),
    STYLE(Level.STYLE),
    INFO(Level.INFO),
    WARNING(Level.WARNING),
    ERROR(Level.ERROR);

    private final @Nullable Level level;

    Choice(@Nullable Level level) {
      this.level = level;
    }

    /** The level it sets; null where the rule's own counts. */
    public @Nullable Level level() {
      return level;
    }

    /** The choice of that word; null where it is none. */
    public static @Nullable Choice of(String word) {
      return switch (word) {
        case "off", "false", "none" -> OFF;
        case "on", "true" -> ON;
        case "style" -> STYLE;
        case "info" -> INFO;
        case "warning" -> WARNING;
        case "error" -> ERROR;
        default -> null;
      };
    }
  }

  /**
   * Levels for the files that a pattern matches.
   *
   * @param pattern as a {@code .gitignore} has it
   */
  public record ForPaths(String pattern, Map<String, Choice> levels) {
    /** Keeps its own copy. */
    public ForPaths {
      levels = Map.copyOf(levels);
    }
  }

  /** These with the other's words going first, but for what these have fixed. */
  public LintSettings over(LintSettings other) {
    Map<String, Choice> all = new HashMap<>(levels);
    other.levels.forEach((id, choice) -> {
      if (!fixed.contains(id)) {
        all.put(id, choice);
      }
    });
    Map<String, Map<String, List<String>>> values = new HashMap<>(arguments.values());
    other
        .arguments
        .values()
        .forEach((id, given) -> {
          if (!fixed.contains(id)) {
            Map<String, List<String>> both = new HashMap<>(values.getOrDefault(id, Map.of()));
            both.putAll(given);
            values.put(id, Map.copyOf(both));
          }
        });
    List<String> left = new ArrayList<>(ignored);
    left.addAll(other.ignored);
    List<ForPaths> some = new ArrayList<>(paths);
    for (ForPaths each : other.paths) {
      Map<String, Choice> permitted = new HashMap<>(each.levels);
      permitted.keySet().removeAll(fixed);
      some.add(new ForPaths(each.pattern, permitted));
    }
    Set<String> bound = new HashSet<>(fixed);
    bound.addAll(other.fixed);
    return new LintSettings(
        all,
        new RuleSettings(values),
        left,
        some,
        or(strict, other.strict),
        other.failAt == null ? failAt : other.failAt,
        and(silencing, other.silencing),
        bound);
  }

  private static @Nullable Boolean or(@Nullable Boolean one, @Nullable Boolean other) {
    return one == null ? other : other == null ? one : Boolean.valueOf(one || other);
  }

  private static @Nullable Boolean and(@Nullable Boolean one, @Nullable Boolean other) {
    return one == null ? other : other == null ? one : Boolean.valueOf(one && other);
  }

  /** The level at which a rule reports; null where it does not. */
  public @Nullable Level level(Rule rule, @Nullable Level own, Map<String, Choice> here) {
    String id = RuleNames.id(rule);
    Choice choice = here.getOrDefault(id, levels.get(id));
    if (choice == Choice.OFF) {
      return null;
    }
    Level set = choice == null ? null : choice.level();
    return set != null ? set : own != null ? own : RuleNames.info(rule).level();
  }

  /**
   * The rules about Dockerfiles that are to be run at all: those that nothing switched off, and
   * those asked for.
   */
  public List<Rule> wanted() {
    if (levels.isEmpty() && paths.isEmpty()) {
      return Rules.standard();
    }
    List<Rule> wanted = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    paths.forEach(some -> some.levels.forEach((id, choice) -> asked(asked, id, choice)));
    levels.forEach((id, choice) -> asked(asked, id, choice));
    for (Rule rule : Rules.standard()) {
      String id = RuleNames.id(rule);
      if (levels.get(id) != Choice.OFF || asked.contains(id)) {
        wanted.add(rule);
      }
    }
    if (!asked.isEmpty()) {
      for (Rule rule : Rules.onRequest()) {
        if (asked.contains(RuleNames.id(rule))) {
          wanted.add(rule);
        }
      }
    }
    return wanted;
  }

  /** Those about pipelines. */
  public List<CiRule> wantedOfPipelines() {
    Set<String> asked = new HashSet<>();
    paths.forEach(some -> some.levels.forEach((id, choice) -> asked(asked, id, choice)));
    List<CiRule> wanted = new ArrayList<>();
    for (CiRule rule : PipelineRules.all()) {
      String id = RuleNames.id(rule);
      if (levels.get(id) != Choice.OFF || asked.contains(id)) {
        wanted.add(rule);
      }
    }
    return wanted;
  }

  private static void asked(Set<String> asked, String id, Choice choice) {
    if (choice != Choice.OFF) {
      asked.add(id);
    }
  }
}
