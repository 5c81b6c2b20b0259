package dev.plinth.findings;

import org.jspecify.annotations.Nullable;

/** Where a finding was found. */
public sealed interface Location {
  /**
   * A place in an image.
   *
   * @param path the file, without a leading slash; for what lies in an archive followed by {@code
   *     !/} and the place within; empty for the image as a whole
   * @param layer 0-based index from the base upwards, -1 where there are no layers
   * @param layerDigest the digest that names the layer's stored bytes, null where there is none
   * @param instruction the history's {@code created_by} of that layer, tidied; null where unknown
   */
  record InImage(String path, int layer, @Nullable String layerDigest, @Nullable String instruction)
      implements Location {}

  /**
   * A place in a text file, lines and columns counted from 1, the end exclusive; bytes from 0.
   *
   * @param file path as given
   * @param startByte -1, as {@code endByte}, where only the line is known
   */
  record InFile(
      String file,
      int startLine,
      int startColumn,
      int endLine,
      int endColumn,
      long startByte,
      long endByte)
      implements Location {
    /** That line as a whole, its end included. */
    public static InFile line(String file, int line) {
      return new InFile(file, line, 1, line + 1, 1, -1, -1);
    }
  }
}
