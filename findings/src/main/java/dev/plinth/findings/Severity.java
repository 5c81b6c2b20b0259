package dev.plinth.findings;

/**
 * How bad a finding is, worst last, so that comparison follows the declared order. The scores are
 * those of CVSS 3.1 §5, the qualitative rating scale.
 */
public enum Severity {
  /** Nobody has said. Not harmless: the gate decides what it counts as. */
  UNKNOWN,
  /** Score 0.0, or a vendor's "negligible", "unimportant". */
  NEGLIGIBLE,
  /** 0.1–3.9. */
  LOW,
  /** 4.0–6.9. */
  MEDIUM,
  /** 7.0–8.9. */
  HIGH,
  /** 9.0–10.0. */
  CRITICAL;

  /** The rating of a CVSS base score between 0 and 10. */
  public static Severity ofScore(double score) {
    if (score >= 9.0) {
      return CRITICAL;
    }
    if (score >= 7.0) {
      return HIGH;
    }
    if (score >= 4.0) {
      return MEDIUM;
    }
    return score > 0 ? LOW : NEGLIGIBLE;
  }

  /** True where this is that severity or worse. */
  public boolean atLeast(Severity other) {
    return compareTo(other) >= 0;
  }

  /** The lower-case word of reports and flags. */
  public String word() {
    return switch (this) {
      case UNKNOWN -> "unknown";
      case NEGLIGIBLE -> "negligible";
      case LOW -> "low";
      case MEDIUM -> "medium";
      case HIGH -> "high";
      case CRITICAL -> "critical";
    };
  }
}
