package dev.plinth.report;

import org.jspecify.annotations.Nullable;

/** What reports need of a package URL. */
final class Purl {
  private Purl() {}

  /** The type, such as {@code deb}; empty for what is no package URL. */
  static String type(@Nullable String purl) {
    if (purl == null || !purl.startsWith("pkg:")) {
      return "";
    }
    int slash = purl.indexOf('/');
    return slash < 0 ? "" : purl.substring("pkg:".length(), slash);
  }
}
