package dev.plinth.checks.catalog;

import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.findings.Level;
import dev.plinth.foundation.Resources;
import dev.plinth.foundation.Split;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a rule's {@link RuleInfo} says, from an index that is written from the annotations: reading
 * an annotation makes the JVM generate classes, which costs a short run half of its time.
 *
 * <p>The index is a resource of lines with tabs between: ID, level, {@code on} or {@code off},
 * category, title, aliases with spaces between. A test writes and holds it.
 *
 * @param id lower-case words with hyphens
 * @param level how much it matters
 * @param standard false where settings must ask for it
 * @param category what it is about, in words
 * @param title what it reports, one line
 * @param aliases its names in other tools, the tool before a colon
 */
public record RuleCard(
    String id, Level level, boolean standard, String category, String title, List<String> aliases) {
  static final String INDEX = "/dev/plinth/checks/rules.tsv";

  /** Keeps its own copy. */
  public RuleCard {
    aliases = List.copyOf(aliases);
  }

  /** What the annotation says. */
  static RuleCard annotated(Rule rule) {
    RuleInfo info = rule.getClass().getAnnotation(RuleInfo.class);
    if (info == null) {
      throw new IllegalStateException(rule.getClass() + " has no RuleInfo");
    }
    return new RuleCard(
        info.id(),
        info.level(),
        info.standard(),
        info.category().words(),
        info.title(),
        List.of(info.aliases()));
  }

  /** Its line of the index. */
  String line() {
    return String.join(
        "\t",
        id,
        level.word(),
        standard ? "on" : "off",
        category,
        title,
        String.join(" ", aliases));
  }

  private static RuleCard read(String line) {
    List<String> fields = Split.of(line, '\t');
    Level level = Level.STYLE;
    for (Level each : Level.values()) {
      level = each.word().equals(fields.get(1)) ? each : level;
    }
    return new RuleCard(
        fields.get(0),
        level,
        fields.get(2).equals("on"),
        fields.get(3),
        fields.get(4),
        fields.get(5).isEmpty() ? List.of() : Split.of(fields.get(5), ' '));
  }

  /** The index, read when it is first needed; its lines are understood as they are asked for. */
  static final class Index {
    private static final String TEXT = "\n" + Resources.text(RuleCard.class, INDEX);
    private static final Map<String, RuleCard> CARDS = new ConcurrentHashMap<>();

    private Index() {}

    /** Of that ID; null where the index does not have it. */
    static @Nullable RuleCard of(String id) {
      RuleCard card = CARDS.get(id);
      int at = card == null ? TEXT.indexOf("\n" + id + "\t") : -1;
      if (at >= 0) {
        int end = TEXT.indexOf('\n', at + 1);
        card = RuleCard.read(TEXT.substring(at + 1, end < 0 ? TEXT.length() : end));
        CARDS.put(id, card);
      }
      return card;
    }

    /** Of a rule; one that is not in the index yet is read from its annotation. */
    static RuleCard of(String id, Rule rule) {
      RuleCard card = of(id);
      return card != null ? card : annotated(rule);
    }
  }
}
