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
  private static final Shown ALL = new Shown(EnumSet.allOf(Severity.class));

  private final Set<Severity> severities;

  private Shown(Set<Severity> severities) {
    this.severities = severities;
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
    return new Shown(severities);
  }

  /** True when nothing is ever hidden. */
  public boolean everything() {
    return severities.size() == Severity.values().length;
  }

  /** Whether the finding is shown. */
  public boolean shows(Finding finding) {
    return finding.kind() == Finding.Kind.UNREADABLE || severities.contains(finding.severity());
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
    return flags.toString();
  }
}
