package dev.plinth.oci.image;

import org.jspecify.annotations.Nullable;

/**
 * The name of content: OCI image-spec descriptor.md § Digests. SHA-256, SHA-384 and SHA-512 are
 * known.
 *
 * @param algorithm {@code sha256}, {@code sha384} or {@code sha512}
 * @param hex lower-case hexadecimal, of the algorithm's length
 */
public record Digest(String algorithm, String hex) implements Comparable<Digest> {

  /** Refuses what is no digest, with {@link IllegalArgumentException}. */
  public Digest {
    int length =
        switch (algorithm) {
          case "sha256" -> 64;
          case "sha384" -> 96;
          case "sha512" -> 128;
          default -> throw new IllegalArgumentException("unknown digest algorithm " + algorithm);
        };
    if (hex.length() != length || !isHex(hex)) {
      throw new IllegalArgumentException(
          "a " + algorithm + " digest has " + length + " hexadecimal digits");
    }
  }

  /** From {@code algorithm:hex}; {@link IllegalArgumentException} when it is none. */
  public static Digest parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("a digest reads algorithm:hexadecimal");
    }
    return new Digest(text.substring(0, colon), text.substring(colon + 1));
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /** The JDK's name of the algorithm, such as {@code SHA-256}. */
  public String jdkAlgorithm() {
    return "SHA-" + algorithm.substring(3);
  }

  // Written out, since a record's own are linked by generated classes at start-up (docs/adr/0004).
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digest digest
        && hex.equals(digest.hex)
        && algorithm.equals(digest.algorithm);
  }

  @Override
  public int hashCode() {
    return hex.hashCode();
  }

  @Override
  public int compareTo(Digest other) {
    int order = algorithm.compareTo(other.algorithm);
    return order != 0 ? order : hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return algorithm + ":" + hex;
  }
}
