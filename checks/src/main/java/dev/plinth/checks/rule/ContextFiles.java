package dev.plinth.checks.rule;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What rules may know of the folder that the build sends. */
public interface ContextFiles {
  /**
   * A file of the context.
   *
   * @param path relative, with slashes
   * @param size in bytes
   */
  record Entry(String path, long size) {}

  /** The name of the ignore file that counts, such as {@code .dockerignore}; null without one. */
  @Nullable String ignoreFile();

  /** What the ignore file says; empty without one. */
  String ignoreText();

  /** What would be sent, ignored files left out, in the order of paths. */
  List<Entry> sent();

  /** What the ignore file keeps out. */
  List<Entry> ignored();

  /** True where the folder is larger than what was looked at. */
  boolean incomplete();

  /**
   * Something that rules work out from the same folder, kept under its class where the folder lasts
   * for several Dockerfiles.
   */
  default <T> T shared(Class<T> type, Function<ContextFiles, T> maker) {
    return maker.apply(this);
  }
}
