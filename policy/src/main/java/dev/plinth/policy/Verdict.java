package dev.plinth.policy;

import dev.plinth.findings.Finding;
import java.util.List;

/**
 * The gate's answer.
 *
 * @param outcome pass, warn or block
 * @param reasons one for each rule of the gate that had something to say, worst first
 */
public record Verdict(Outcome outcome, List<Reason> reasons) {
  /** Keeps its own copy. */
  public Verdict {
    reasons = List.copyOf(reasons);
  }

  /** From good to bad. */
  public enum Outcome {
    PASS,
    WARN,
    BLOCK;

    /** The lower-case word of reports. */
    public String word() {
      return switch (this) {
        case PASS -> "pass";
        case WARN -> "warn";
        case BLOCK -> "block";
      };
    }
  }

  /**
   * @param rule the gate's rule: {@code critical}, {@code high-fixable}, or the given expression
   * @param text a sentence without a final stop
   * @param findings that made it speak
   */
  public record Reason(Outcome outcome, String rule, String text, List<Finding> findings) {
    /** Keeps its own copy. */
    public Reason {
      findings = List.copyOf(findings);
    }
  }
}
