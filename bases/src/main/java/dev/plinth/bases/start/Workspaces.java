package dev.plinth.bases.start;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Folders of a project that patterns such as {@code packages/*} name. */
final class Workspaces {
  /** A project with more is divided otherwise. */
  private static final int MOST = 200;

  private Workspaces() {}

  /**
   * The folders with that manifest, sorted.
   *
   * @param patterns paths in which a part {@code *} stands for any folder, and {@code **} for any
   *     number of them; those with an exclamation mark are passed over
   */
  static List<String> folders(ProjectFiles files, List<String> patterns, String manifest) {
    if (patterns.size() > MOST) {
      throw StartErrors.unsupported(
          "it names more than " + MOST + " patterns for its parts", "write the Dockerfile by hand");
    }
    List<List<String>> split = new ArrayList<>();
    for (String pattern : patterns) {
      split.add(parts(pattern.replaceFirst("^\\./", "")));
    }
    TreeSet<String> found = new TreeSet<>();
    for (String path : files.paths()) {
      if (!path.endsWith("/" + manifest) || path.contains("node_modules/")) {
        continue;
      }
      String folder = path.substring(0, path.length() - manifest.length() - 1);
      List<String> parts = parts(folder);
      for (List<String> pattern : split) {
        if (matches(pattern, 0, parts, 0)) {
          found.add(folder);
          break;
        }
      }
    }
    if (found.size() > MOST) {
      throw StartErrors.unsupported(
          "it has more than " + MOST + " parts", "write the Dockerfile by hand");
    }
    return List.copyOf(found);
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", 40)) {
      // Two of them one behind the other mean the same as one, and cost more to match.
      boolean twice = part.equals("**") && !parts.isEmpty() && parts.getLast().equals("**");
      if (!part.isEmpty() && !twice) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static boolean matches(List<String> pattern, int p, List<String> path, int at) {
    if (p == pattern.size()) {
      return at == path.size();
    }
    String part = pattern.get(p);
    if (part.equals("**")) {
      // The last one decides: no way back beyond it, as patterns have one in practice.
      for (int i = at; i <= path.size(); i++) {
        if (matches(pattern, p + 1, path, i)) {
          return true;
        }
      }
      return false;
    }
    return at < path.size() && fits(part, path.get(at)) && matches(pattern, p + 1, path, at + 1);
  }

  private static boolean fits(String part, String name) {
    int star = part.indexOf('*');
    if (star < 0) {
      return part.equals(name);
    }
    String before = part.substring(0, star);
    String after = part.substring(star + 1);
    return name.length() >= before.length() + after.length()
        && name.startsWith(before)
        && name.endsWith(after);
  }
}
