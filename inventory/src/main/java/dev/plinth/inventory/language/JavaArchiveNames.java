package dev.plinth.inventory.language;

import java.nio.charset.StandardCharsets;

/** Which files and members of archives are of interest, by their names. */
final class JavaArchiveNames {
  private static final String[] ARCHIVES = {
    ".jar", ".war", ".ear", ".par", ".sar", ".kar", ".jpi", ".hpi", ".nar", ".lpkg"
  };
  private static final byte[] MANIFEST =
      "META-INF/MANIFEST.MF".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] POM = "/pom.properties".getBytes(StandardCharsets.ISO_8859_1);

  /** What a member of an archive is. */
  enum Kind {
    OTHER,
    MANIFEST,
    POM_PROPERTIES,
    ARCHIVE
  }

  private JavaArchiveNames() {}

  /** Whether a file of that path is a Java archive by its extension. */
  static boolean archive(String path) {
    int length = path.length();
    if (length < 5 || (path.charAt(length - 4) != '.' && path.charAt(length - 5) != '.')) {
      return false;
    }
    for (String extension : ARCHIVES) {
      if (path.regionMatches(true, length - extension.length(), extension, 0, extension.length())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether such a file must be a zip archive; of the other extensions some have other meanings
   * elsewhere.
   */
  static boolean certain(String path) {
    int length = path.length();
    return path.regionMatches(true, length - 4, ".jar", 0, 4)
        || path.regionMatches(true, length - 4, ".war", 0, 4)
        || path.regionMatches(true, length - 4, ".ear", 0, 4);
  }

  /** What the member of that name is; allocates nothing for most. */
  static Kind kind(byte[] bytes, int from, int length) {
    if (length < 5) {
      return Kind.OTHER;
    }
    int end = from + length;
    if (length == MANIFEST.length && sameIgnoringCase(bytes, from, MANIFEST)) {
      return Kind.MANIFEST;
    }
    if (bytes[end - 1] == 's' && ByteSearch.matches(bytes, end - POM.length, end, POM)) {
      String name = text(bytes, from, length);
      return name.startsWith("META-INF/maven/") || name.contains("/META-INF/maven/")
          ? Kind.POM_PROPERTIES
          : Kind.OTHER;
    }
    if (bytes[end - 4] == '.' || bytes[end - 5] == '.') {
      return archive(text(bytes, from, length)) ? Kind.ARCHIVE : Kind.OTHER;
    }
    return Kind.OTHER;
  }

  private static boolean sameIgnoringCase(byte[] bytes, int from, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (Character.toUpperCase((char) (bytes[from + i] & 0xFF)) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** A member's name; zip's old code pages are taken as UTF-8, wrong bytes replaced. */
  static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  /** The part of a path behind the last slash. */
  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
