package dev.plinth.policy;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of expressions and severity lists, and what people type instead. */
final class PolicyWords {
  static final List<String> SEVERITIES =
      List.of("critical", "high", "medium", "low", "negligible", "unknown");

  static final List<String> CONDITIONS =
      List.of(
          "critical",
          "high",
          "medium",
          "low",
          "negligible",
          "unknown",
          "fixable",
          "kev",
          "eol",
          "unreadable",
          "ours",
          "base",
          "proved",
          "owner",
          "severity",
          "epss",
          "score");

  static final List<String> OWNERS = List.of("ours", "base", "builder", "unknown");

  private PolicyWords() {}

  /** The severity of that lower-case word, null when it is none. */
  static @Nullable Severity severity(String word) {
    for (Severity severity : Severity.values()) {
      if (severity.word().equals(word)) {
        return severity;
      }
    }
    return null;
  }

  /** The owner of that lower-case word, null when it is none. */
  static Finding.@Nullable Owner owner(String word) {
    for (Finding.Owner owner : Finding.Owner.values()) {
      if (owner.word().equals(word)) {
        return owner;
      }
    }
    return null;
  }

  /** What to do about a word that is no condition. */
  static String insteadOf(String word) {
    String meant =
        switch (word) {
          case "moderate" -> "medium";
          case "important" -> "high";
          case "unimportant", "minimal" -> "negligible";
          case "fixed", "has-fix", "fix" -> "fixable";
          case "unfixed", "not-fixed", "unfixable", "wont-fix" -> "not fixable";
          case "exploited", "known-exploited", "cisa" -> "kev";
          case "cvss" -> "score";
          case "end-of-life" -> "eol";
          case "mine", "own", "app", "application" -> "ours";
          case "proven", "certain" -> "proved";
          case "any", "all" -> "negligible or unknown";
          default -> Spelling.closest(word, CONDITIONS);
        };
    if (word.equals("none")) {
      return "`none` stands alone, to never block";
    }
    return meant.isEmpty()
        ? "give one of " + Spelling.list(CONDITIONS)
        : "did you mean `" + meant + "`?";
  }
}
