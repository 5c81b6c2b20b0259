package dev.plinth.bases.start;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a project. Whoever gives them keeps the limits and follows no link out of it. */
public interface ProjectFiles {
  /** All paths, relative to the project's folder, with slashes, sorted. */
  List<String> paths();

  /**
   * The bytes of a file; null where there is none.
   *
   * @throws dev.plinth.foundation.PlinthException where it cannot be read, or is too large
   */
  byte @Nullable [] bytes(String path);

  /** True where there is such a file. */
  default boolean has(String path) {
    return paths().contains(path);
  }

  /** The text of a file; empty where there is none. */
  default String text(String path) {
    byte[] bytes = bytes(path);
    return bytes == null ? "" : new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Those of the paths that there are, in the order asked for. */
  default List<String> present(String... wanted) {
    return java.util.Arrays.stream(wanted).filter(this::has).toList();
  }
}
