package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lock files of Python that are TOML: {@code poetry.lock}, {@code uv.lock}, {@code pdm.lock}
 * and {@code pylock.toml} (PEP 751): tables {@code package} ({@code packages} in the last) with
 * {@code name}, {@code version} and where it comes from.
 *
 * <pre>
 * poetry  category (until 1.4), groups (from 2.1); source.type directory | git | url | legacy
 * uv      source.registry | git | url | path | directory | editable | virtual (the last three ours);
 *         dependencies, optional-dependencies, dev-dependencies of ours
 * pdm     groups: default, and names that pyproject.toml has as groups of development
 * pylock  directory | vcs | archive in the place of an index
 * </pre>
 *
 * Where a package's group is not told, it follows from what the project needs where it ships.
 */
final class PythonLock implements LockFileReader {
  @Override
  public boolean reads(TreePath path) {
    String name = path.name();
    return switch (name) {
      case "poetry.lock", "uv.lock", "pdm.lock", "pylock.toml" -> true;
      default -> name.startsWith("pylock.") && name.endsWith(".toml");
    };
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    Node root = Documents.toml(file.bytes());
    boolean pylock = file.path().name().startsWith("pylock.");
    List<Node> packages = root.items(pylock ? "packages" : "package");
    if (packages.isEmpty() && root.members().isEmpty()) {
      throw new LockFormatException("it is empty");
    }
    Set<String> shipped = shipped(file, packages);
    Set<String> developmentGroups = new HashSet<>();
    if (file.path().name().equals("pdm.lock")) {
      PyProject project = PyProject.beside(file);
      developmentGroups.addAll(project == null ? List.of() : project.developmentGroups());
    }
    for (Node each : packages) {
      String name = each.text("name");
      if (own(each)) {
        continue;
      }
      if (each.text("version").isEmpty()) {
        sink.problem(LockSink.shorten(name) + " has no version: it comes from an address");
        continue;
      }
      boolean development =
          each.text("category").equals("dev")
              || (each.get("groups") != null
                  && !ships(each.texts("groups"), developmentGroups, file))
              || (shipped != null && !shipped.contains(PyProject.normal(name)));
      LockedPackage made =
          LockedPackage.of("pypi", name, each.text("version"), each.line("name"))
              .development(development)
              .detail("source", source(each));
      sink.add(hashed(made, each));
    }
  }

  private static boolean ships(List<String> groups, Set<String> development, LockFile file) {
    if (file.path().name().equals("poetry.lock")) {
      return groups.contains("main");
    }
    return groups.isEmpty() || groups.contains("default") || !development.containsAll(groups);
  }

  /**
   * The normalised names of what ships; null where the packages say it themselves, or nothing does.
   */
  private static @Nullable Set<String> shipped(LockFile file, List<Node> packages)
      throws IOException {
    List<String> starts = new ArrayList<>();
    switch (file.path().name()) {
      case "uv.lock" -> {
        boolean found = false;
        for (Node each : packages) {
          if (own(each)) {
            found = true;
            starts.add(PyProject.normal(each.text("name")));
          }
        }
        if (!found) {
          return null;
        }
      }
      case "poetry.lock" -> {
        for (Node each : packages) {
          if (each.get("category") != null || each.get("groups") != null) {
            return null;
          }
        }
        PyProject project = PyProject.beside(file);
        if (project == null) {
          return null;
        }
        starts.addAll(project.shipped());
      }
      default -> {
        return null;
      }
    }
    Map<String, List<String>> needs = new HashMap<>();
    for (Node each : packages) {
      List<String> names =
          needs.computeIfAbsent(PyProject.normal(each.text("name")), _ -> new ArrayList<>());
      needs(each.get("dependencies"), names);
      each.members("optional-dependencies").values().forEach(extra -> needs(extra, names));
    }
    return Reach.from(starts, name -> needs.getOrDefault(name, List.of()));
  }

  /** Names, of uv's array of tables or of poetry's table by name. */
  private static void needs(@Nullable Node dependencies, List<String> names) {
    if (dependencies != null) {
      dependencies.members().keySet().forEach(name -> names.add(PyProject.normal(name)));
      for (Node item : dependencies.items()) {
        names.add(PyProject.normal(item.text("name")));
      }
    }
  }

  /** True for the project itself and its other folders. */
  private static boolean own(Node each) {
    Node source = each.get("source");
    if (each.get("directory") != null || each.truth("editable") || !each.text("path").isEmpty()) {
      return true;
    }
    return source != null
        && (source.get("editable") != null
            || source.get("virtual") != null
            || source.get("directory") != null
            || source.text("type").equals("directory"));
  }

  private static String source(Node each) {
    Node source = each.get("source");
    if (each.get("vcs") != null || !each.text("git").isEmpty()) {
      return "git";
    }
    if (each.get("archive") != null || !each.text("url").isEmpty()) {
      return "url";
    }
    if (source == null) {
      return "";
    }
    if (source.get("git") != null || source.text("type").equals("git")) {
      return "git";
    }
    return source.get("url") != null || source.get("path") != null ? "url" : "";
  }

  /** With its hash, where only one file can be what is installed. */
  private static LockedPackage hashed(LockedPackage made, Node each) {
    List<Node> files = new ArrayList<>(each.items("files"));
    for (String kind : List.of("wheels", "sdist")) {
      Node some = each.get(kind);
      if (some != null) {
        files.addAll(some.isObject() ? List.of(some) : some.items());
      }
    }
    if (files.size() != 1) {
      return made;
    }
    Node file = files.getFirst();
    Node hashes = file.get("hashes");
    if (hashes != null) {
      return made.hash("sha256", hashes.text("sha256"));
    }
    String[] parts = file.text("hash").split(":", 2);
    return parts.length < 2 ? made : made.hash(parts[0], parts[1]);
  }
}
