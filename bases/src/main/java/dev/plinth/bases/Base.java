package dev.plinth.bases;

/**
 * What an image stands on.
 *
 * @param name a reference, or what the builder called it; empty where only a digest or a number of
 *     layers is known
 * @param digest empty where unknown
 * @param layers how many of the image's lowest layers are the base's, -1 where unknown
 * @param certainty how far it can be relied on
 * @param explanation how it is known, a sentence without a final stop
 * @param nearest whether it is known to be the image of the {@code FROM} itself, so that all above
 *     is ours; false where another base, which nobody knows, may lie between
 */
public record Base(
    String name,
    String digest,
    int layers,
    Certainty certainty,
    String explanation,
    boolean nearest) {

  /** One that is what the {@code FROM} names, as far as it can be relied on at all. */
  public Base(String name, String digest, int layers, Certainty certainty, String explanation) {
    this(name, digest, layers, certainty, explanation, true);
  }

  /** How far a base can be relied on, the best first. */
  public enum Certainty {
    /** The layers themselves were compared. */
    PROOF,
    /** The image says so; whoever builds an image may let it say anything. */
    CLAIM,
    /** Only the shape of the history suggests it. */
    HINT;

    /** The lower-case word of reports. */
    public String word() {
      return switch (this) {
        case PROOF -> "proof";
        case CLAIM -> "claim";
        case HINT -> "hint";
      };
    }
  }
}
