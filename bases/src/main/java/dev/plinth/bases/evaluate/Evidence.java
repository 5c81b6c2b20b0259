package dev.plinth.bases.evaluate;

/**
 * One reason for points.
 *
 * @param standing which way it points
 * @param text a clause without a final stop
 * @param earned points that it brings, -1 where it is not known or bears none itself
 * @param of points that it could bring; 0 for what is only told
 */
public record Evidence(Standing standing, String text, int earned, int of) {
  /** Which way evidence points. */
  public enum Standing {
    FOR("for"),
    AGAINST("against"),
    UNKNOWN("unknown"),
    /** Neither: what else to know. */
    NOTE("note");

    private final String word;

    Standing(String word) {
      this.word = word;
    }

    /** The lower-case word of reports. */
    public String word() {
      return word;
    }
  }
}
