package dev.plinth.policy.vex;

import java.time.Instant;
import java.util.List;

/**
 * What somebody says of a vulnerability in a product.
 *
 * @param place the document
 * @param author who says so; empty where the document does not tell
 * @param names of the vulnerability
 * @param products it is about; none means that no product could be understood
 * @param status what is said
 * @param explanation why, a sentence without a final stop; empty where nothing is said
 * @param at when it was said; of contradicting statements the latest counts
 */
public record VexStatement(
    String place,
    String author,
    List<String> names,
    List<VexProduct> products,
    Status status,
    String explanation,
    Instant at) {
  /** Keeps its own copies. */
  public VexStatement {
    names = List.copyOf(names);
    products = List.copyOf(products);
  }

  /** What can be said (OpenVEX 0.2.0 § status labels), the most cautious last. */
  public enum Status {
    NOT_AFFECTED,
    FIXED,
    UNDER_INVESTIGATION,
    AFFECTED;

    /** The word of OpenVEX. */
    public String word() {
      return switch (this) {
        case NOT_AFFECTED -> "not_affected";
        case FIXED -> "fixed";
        case UNDER_INVESTIGATION -> "under_investigation";
        case AFFECTED -> "affected";
      };
    }

    /** Whether a finding stands aside by it. */
    boolean sets() {
      return this == NOT_AFFECTED || this == FIXED;
    }
  }
}
