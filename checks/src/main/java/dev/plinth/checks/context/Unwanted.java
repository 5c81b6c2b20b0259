package dev.plinth.checks.context;

import dev.plinth.checks.rule.ContextFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a build context hardly anybody means to send: histories, installed dependencies, caches.
 */
final class Unwanted {
  private final List<Folder> folders;

  private Unwanted(ContextFiles context) {
    this.folders = List.copyOf(read(context));
  }

  /**
   * A folder that should be kept out.
   *
   * @param path of the context
   * @param files how many are in it
   * @param bytes how large they are
   */
  record Folder(String path, int files, long bytes) {}

  /** The folders of that kind among what is sent, the largest first. */
  static List<Folder> in(ContextFiles context) {
    return context.shared(Unwanted.class, Unwanted::new).folders;
  }

  private static List<Folder> read(ContextFiles context) {
    Map<String, long[]> folders = new LinkedHashMap<>();
    for (ContextFiles.Entry entry : context.sent()) {
      String folder = folder(entry.path());
      if (folder != null) {
        long[] sums = folders.computeIfAbsent(folder, _ -> new long[2]);
        sums[0]++;
        sums[1] += entry.size();
      }
    }
    List<Folder> found = new ArrayList<>();
    folders.forEach((path, sums) -> found.add(new Folder(path, (int) sums[0], sums[1])));
    found.sort((a, b) -> Long.compare(b.bytes(), a.bytes()));
    return found;
  }

  /** The outermost folder of the path that should not be sent; null where there is none. */
  private static @Nullable String folder(String path) {
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
      if (named(path.substring(from, slash))) {
        return path.substring(0, slash);
      }
      from = slash + 1;
    }
    return null;
  }

  /** True for the name of such a folder. */
  static boolean named(String name) {
    return switch (name) {
      case ".git", ".hg", ".svn" -> true;
      case "node_modules", "bower_components", ".venv", "venv", ".tox", ".nox" -> true;
      case "__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".gradle" -> true;
      case ".terraform", ".next", ".nuxt", ".turbo", ".parcel-cache", ".idea", ".vscode" -> true;
      default -> false;
    };
  }

  /** As people say it: {@code node_modules (1203 files, 34.5 MB)}. */
  static String shown(Folder folder) {
    return folder.path()
        + " ("
        + folder.files()
        + (folder.files() == 1 ? " file, " : " files, ")
        + size(folder.bytes())
        + ")";
  }

  private static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    if (bytes < 1_000_000) {
      return bytes / 1_000 + " kB";
    }
    return bytes / 1_000_000 + "." + bytes % 1_000_000 / 100_000 + " MB";
  }
}
