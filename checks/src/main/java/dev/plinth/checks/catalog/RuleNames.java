package dev.plinth.checks.catalog;

import dev.plinth.checks.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rules by their names, ours and other tools'. Reading an annotation costs time at start-up, so
 * that an ID is told from the class's name, and annotations are read where something is asked of
 * them.
 */
public final class RuleNames {
  private static final ClassValue<String> IDS =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          return kebab(type.getSimpleName());
        }
      };

  private RuleNames() {}

  /** The rule's ID. */
  public static String id(Rule rule) {
    return IDS.get(rule.getClass());
  }

  /** What is known of a rule. */
  public static RuleCard info(Rule rule) {
    return RuleCard.Index.of(id(rule), rule);
  }

  /** What is known of the rule of that ID; null where there is none. */
  public static @Nullable RuleCard info(String id) {
    RuleCard card = RuleCard.Index.of(id);
    Rule rule = card == null ? byId(id) : null;
    return rule == null ? card : info(rule);
  }

  /** The rule of that ID; null where there is none. */
  public static @Nullable Rule byId(String id) {
    for (Rule rule : Rules.all()) {
      if (id(rule).equals(id)) {
        return rule;
      }
    }
    return null;
  }

  /**
   * The rules that a name stands for: one of ours by its ID, all those that have it as another
   * tool's name, with or without the tool, in any case. None where nobody knows it.
   */
  public static List<Rule> named(String name) {
    Rule own = byId(name.toLowerCase(Locale.ROOT));
    return own != null ? List.of(own) : ForeignNames.of(name);
  }

  /** {@code FloatingTag} as {@code floating-tag}. */
  static String kebab(String simpleName) {
    StringBuilder out = new StringBuilder(simpleName.length() + 4);
    for (int i = 0; i < simpleName.length(); i++) {
      char c = simpleName.charAt(i);
      if (i > 0 && Character.isUpperCase(c)) {
        out.append('-');
      }
      out.append(Character.toLowerCase(c));
    }
    return out.toString();
  }

  /** Made when a name of another tool is first met. */
  private static final class ForeignNames {
    private static final Map<String, List<Rule>> BY_NAME = read();

    private static Map<String, List<Rule>> read() {
      Map<String, List<Rule>> names = new HashMap<>();
      for (Rule rule : Rules.all()) {
        for (String alias : info(rule).aliases()) {
          String lower = alias.toLowerCase(Locale.ROOT);
          names.computeIfAbsent(lower, _ -> new ArrayList<>()).add(rule);
          String bare = lower.substring(lower.indexOf(':') + 1);
          List<Rule> others = names.computeIfAbsent(bare, _ -> new ArrayList<>());
          if (!others.contains(rule)) {
            others.add(rule);
          }
        }
      }
      return names;
    }

    static List<Rule> of(String name) {
      return List.copyOf(BY_NAME.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }
  }
}
