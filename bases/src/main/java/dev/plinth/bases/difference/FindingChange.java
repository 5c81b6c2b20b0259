package dev.plinth.bases.difference;

import dev.plinth.findings.Finding;
import org.jspecify.annotations.Nullable;

/**
 * A finding on either side, and why it came or went.
 *
 * @param status whether it came, went or stayed
 * @param cause what brought it about; null for what stayed
 * @param certain false where something else changed too that may be the cause
 * @param explanation a sentence without a final stop; empty for what stayed as it was
 * @param finding as the newer side has it, the older where it is gone
 * @param before as the older side has it, null for what is new
 */
public record FindingChange(
    Status status,
    @Nullable Cause cause,
    boolean certain,
    String explanation,
    Finding finding,
    @Nullable Finding before) {
  /** What became of a finding, in the order of reports. */
  public enum Status {
    NEW,
    FIXED,
    REMAINING;

    /** The lower-case word of reports. */
    public String word() {
      return switch (this) {
        case NEW -> "new";
        case FIXED -> "fixed";
        case REMAINING -> "remaining";
      };
    }
  }

  /** What brings a finding or takes it away, in the order of reports. */
  public enum Cause {
    /** A package came, went, or has another version. */
    PACKAGE,
    /** The advisories say something else of the same package. */
    DATA,
    /** Somebody set it aside, or no longer does. */
    EXCEPTION,
    /** None of these is to be seen. */
    UNKNOWN;

    /** The lower-case word of reports. */
    public String word() {
      return switch (this) {
        case PACKAGE -> "package";
        case DATA -> "data";
        case EXCEPTION -> "exception";
        case UNKNOWN -> "unknown";
      };
    }
  }
}
