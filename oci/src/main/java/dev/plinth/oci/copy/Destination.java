package dev.plinth.oci.copy;

import dev.plinth.oci.image.Reference;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where to copy to.
 *
 * @param kind what it is
 * @param path of the folder or file; null for a registry
 * @param name the tag, or a whole reference; empty for none. Of a registry, the whole reference
 */
public record Destination(Kind kind, @Nullable Path path, String name) {

  /** What a destination is. */
  public enum Kind {
    /** An OCI layout in a folder, which may have others already. */
    OCI_LAYOUT,
    /** An OCI layout in a file of its own. */
    OCI_ARCHIVE,
    /** A repository in a registry. */
    REGISTRY
  }

  /**
   * The destination in this text:
   *
   * <pre>
   * destination = ( "oci-dir" | "oci" | "ocidir" | "oci-layout" ) ":" path [ ":" name ]
   *             | "oci-archive" ":" path [ ":" name ]
   *             | "registry" ":" reference  |  "docker" "://" reference
   * </pre>
   *
   * The path is the longest part up to a colon that exists, else what stands before the first
   * colon.
   *
   * @throws dev.plinth.foundation.PlinthException when it is none
   */
  public static Destination parse(String text) {
    int colon = text.indexOf(':');
    String prefix = colon < 0 ? "" : text.substring(0, colon);
    Kind kind =
        switch (prefix) {
          case "oci-dir", "oci", "ocidir", "oci-layout" -> Kind.OCI_LAYOUT;
          case "oci-archive" -> Kind.OCI_ARCHIVE;
          case "registry" -> Kind.REGISTRY;
          case "docker" -> {
            if (!text.startsWith("docker://")) {
              throw CopyErrors.destination(text, "engines are not copied to");
            }
            yield Kind.REGISTRY;
          }
          default -> throw CopyErrors.destination(text, "its prefix names nothing to copy to");
        };
    String rest = text.substring(colon + 1);
    if (rest.startsWith("//")) {
      rest = rest.substring(2);
    }
    if (kind == Kind.REGISTRY) {
      Reference.parse(rest);
      return new Destination(kind, null, rest);
    }
    int end = end(rest);
    String name = end < rest.length() ? rest.substring(end + 1) : "";
    if (end == 0 || (end < rest.length() && name.isEmpty())) {
      throw CopyErrors.destination(text, end == 0 ? "it has no path" : "no tag follows the colon");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      // image-spec annotations.md § org.opencontainers.image.ref.name
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._:@/+".indexOf(c) >= 0;
      if (!allowed) {
        throw CopyErrors.destination(text, "no tag reads like that");
      }
    }
    try {
      return new Destination(kind, Path.of(rest.substring(0, end)), name);
    } catch (InvalidPathException e) {
      throw CopyErrors.destination(text, "no path reads like that");
    }
  }

  private static int end(String rest) {
    for (int i = rest.length(); i > 0; i = rest.lastIndexOf(':', i - 1)) {
      try {
        if (Files.exists(Path.of(rest.substring(0, i)))) {
          return i;
        }
      } catch (InvalidPathException e) {
        return rest.length(); // said by the caller
      }
    }
    int colon = rest.indexOf(':');
    return colon < 0 ? rest.length() : colon;
  }
}
