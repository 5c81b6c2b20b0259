package dev.plinth.inventory.os;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the paths that one database file says packages own, within limits for the whole file: a
 * few bytes of a database can repeat a long folder name many times.
 */
final class OwnedPaths {
  private static final int MAX_PATHS = 500_000;
  private static final long MAX_CHARS = 32L << 20;

  private final ProblemLog problems;
  private List<String> paths = new ArrayList<>();
  private int count;
  private long chars;
  private boolean full;
  private boolean odd;

  OwnedPaths(ProblemLog problems) {
    this.problems = problems;
  }

  /** False when the limits are reached: nothing more is taken. */
  boolean open() {
    return !full;
  }

  /** One more path of the current package, as {@link PathText} gives it. */
  void add(@Nullable String path) {
    if (full) {
      return;
    }
    if (path == null) {
      if (!odd) {
        odd = true;
        problems.add("a package lists a file whose path is too long or has a .. part");
      }
      return;
    }
    if (path.isEmpty()) {
      return;
    }
    count++;
    chars += path.length();
    if (count > MAX_PATHS || chars > MAX_CHARS) {
      full = true;
      problems.add(
          "the packages list more than "
              + MAX_PATHS
              + " files or more than "
              + MAX_CHARS
              + " characters of paths; which further files they own is not known");
      return;
    }
    paths.add(path);
  }

  /** The paths gathered since the last call. */
  List<String> take() {
    List<String> taken = paths;
    paths = new ArrayList<>();
    return taken;
  }
}
