package dev.plinth.policy;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.foundation.PlinthException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Which findings a person wants to see. It never touches the verdict, and reports say how many
 * findings it hides. What could not be read is always shown.
 */
public final class Shown {
  private static final Shown ALL = new Shown(EnumSet.allOf(Severity.class), Part.ALL);

  private final Set<Severity> severities;
  private final Part part;

  private Shown(Set<Severity> severities, Part part) {
    this.severities = severities;
    this.part = part;
  }

  /** Whose findings are shown. */
  public enum Part {
    /** Everybody's. */
    ALL,
    /** {@code --only-base}: what is the base's. */
    BASE,
    /** {@code --ignore-base}: what is not the base's, whoever's it is. */
    NOT_BASE;

    private boolean has(Finding finding) {
      return this == ALL || (finding.owner() == Finding.Owner.BASE) == (this == BASE);
    }
  }

  /** The same, of that part alone. */
  public Shown of(Part other) {
    return new Shown(severities, other);
  }

  /** Everything. */
  public static Shown all() {
    return ALL;
  }

  /**
   * Exactly the severities of a list as {@code --severity} takes it: {@code HIGH,CRITICAL}.
   *
   * @throws PlinthException {@code PLINTH-POLICY-SEVERITY} for a word that is no severity
   */
  public static Shown severities(String list) throws PlinthException {
    Set<Severity> severities = EnumSet.noneOf(Severity.class);
    int from = 0;
    while (from <= list.length()) {
      int comma = list.indexOf(',', from);
      int end = comma < 0 ? list.length() : comma;
      String word = list.substring(from, end).strip().toLowerCase(Locale.ROOT);
      Severity severity = PolicyWords.severity(word);
      if (severity == null) {
        throw PolicyErrors.severity(word);
      }
      severities.add(severity);
      from = end + 1;
    }
    return new Shown(severities, Part.ALL);
  }

  /** True when nothing is ever hidden. */
  public boolean everything() {
    return severities.size() == Severity.values().length && part == Part.ALL;
  }

  /** Whether the finding is shown. */
  public boolean shows(Finding finding) {
    return finding.kind() == Finding.Kind.UNREADABLE
        || (severities.contains(finding.severity()) && part.has(finding));
  }

  /** The flags that ask for it, such as {@code --severity critical,high}. */
  @Override
  public String toString() {
    StringJoiner flags = new StringJoiner(" ");
    if (severities.size() < Severity.values().length) {
      StringJoiner words = new StringJoiner(",");
      for (String word : PolicyWords.SEVERITIES) {
        if (severities.contains(PolicyWords.severity(word))) {
          words.add(word);
        }
      }
      flags.add("--severity " + words);
    }
    if (part != Part.ALL) {
      flags.add(part == Part.BASE ? "--only-base" : "--ignore-base");
    }
    return flags.toString();
  }
}
