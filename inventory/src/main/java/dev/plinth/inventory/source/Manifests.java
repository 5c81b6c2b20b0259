package dev.plinth.inventory.source;

import dev.plinth.inventory.Inventory.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tree declares without a lock file: manifests that no lock file beside or above them
 * belongs to, and folders of others' code that none beside them lists.
 */
final class Manifests {
  /**
   * One kind of manifest.
   *
   * @param name of the file, or its end where it starts with a star
   * @param locks names of the files that say what it leads to
   * @param how what writes such a file
   */
  private record Kind(String name, List<String> locks, String how) {
    boolean is(TreePath path) {
      return name.startsWith("*")
          ? path.name().endsWith(name.substring(1))
          : path.name().equals(name);
    }
  }

  private static final List<String> PYTHON =
      List.of(
          "poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "Pipfile.lock", "requirements.txt");
  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "package.json",
              List.of(
                  "package-lock.json",
                  "npm-shrinkwrap.json",
                  "yarn.lock",
                  "pnpm-lock.yaml",
                  "bun.lock"),
              "'npm install --package-lock-only' writes one without installing anything"),
          new Kind("Pipfile", PYTHON, "'pipenv lock' writes one"),
          new Kind("pyproject.toml", PYTHON, "'uv lock' or 'poetry lock' writes one"),
          new Kind("Cargo.toml", List.of("Cargo.lock"), "'cargo generate-lockfile' writes one"),
          new Kind("Gemfile", List.of("Gemfile.lock"), "'bundle lock' writes one"),
          new Kind("gems.rb", List.of("gems.locked"), "'bundle lock' writes one"),
          new Kind(
              "composer.json",
              List.of("composer.lock"),
              "'composer update --no-install' writes one"),
          new Kind("build.gradle", List.of("gradle.lockfile"), Kinds.GRADLE),
          new Kind("build.gradle.kts", List.of("gradle.lockfile"), Kinds.GRADLE),
          new Kind("*.csproj", List.of("packages.lock.json", "packages.config"), Kinds.NUGET),
          new Kind("*.fsproj", List.of("packages.lock.json", "packages.config"), Kinds.NUGET));

  /** Texts that several kinds share. */
  private static final class Kinds {
    static final String GRADLE =
        "'gradle dependencies --write-locks' writes one where dependency locking is on";
    static final String NUGET = "'dotnet restore --use-lock-file' writes one";
  }

  private Manifests() {}

  /** A manifest without a lock file, and what writes one. */
  record Open(TreePath path, String how) {}

  /** Those that declare dependencies and have no lock file, in order. */
  static List<Open> open(TreeFiles tree) throws IOException {
    List<Open> open = new ArrayList<>();
    for (TreePath path : tree.all()) {
      for (Kind kind : KINDS) {
        if (kind.is(path) && !locked(tree, path, kind.locks) && declares(tree, path)) {
          open.add(new Open(path, kind.how));
        }
      }
    }
    return open;
  }

  /** What is not known for want of lock files: a problem for each kind of manifest. */
  static List<Problem> problems(List<Open> open) {
    List<Problem> problems = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (Open each : open) {
      if (!told.contains(each.how)) {
        told.add(each.how);
        int alike = 0;
        for (Open other : open) {
          alike += other.how.equals(each.how) ? 1 : 0;
        }
        problems.add(
            new Problem(
                each.path.text(),
                -1,
                "it has no lock file beside or above it, so what it leads to is not known"
                    + (alike > 1 ? ", and so are " + (alike - 1) + " more of its kind" : "")
                    + "; "
                    + each.how));
      }
    }
    return problems;
  }

  private static boolean locked(TreeFiles tree, TreePath manifest, List<String> locks) {
    TreePath at = manifest;
    while (true) {
      for (String lock : locks) {
        if (tree.has(at.sibling(lock))) {
          return true;
        }
      }
      if (at.folder().isEmpty()) {
        return false;
      }
      at = new TreePath(at.folder());
    }
  }

  /** Whether it may need anything: those of JavaScript, Python and Rust are looked into. */
  private static boolean declares(TreeFiles tree, TreePath path) throws IOException {
    try {
      LockFile file = tree.file(path);
      if (file == null) {
        return false;
      }
      return switch (path.name()) {
        case "package.json" ->
            some(Documents.json(file.bytes()), "dependencies", "optionalDependencies");
        case "composer.json" -> {
          // PHP itself and its extensions stand among the packages.
          boolean any = false;
          for (String name : Documents.json(file.bytes()).members("require").keySet()) {
            any |= name.contains("/");
          }
          yield any;
        }
        case "Cargo.toml" -> some(Documents.toml(file.bytes()), "dependencies");
        case "pyproject.toml" -> {
          Node root = Documents.toml(file.bytes());
          Node project = root.get("project");
          yield (project != null && !project.items("dependencies").isEmpty())
              || poetry(root.get("tool"));
        }
        default -> true;
      };
    } catch (LockFormatException e) {
      return false; // a template, or a test's
    }
  }

  private static boolean poetry(@Nullable Node tool) {
    Node poetry = tool == null ? null : tool.get("poetry");
    return poetry != null && poetry.members("dependencies").size() > 1; // the first is Python
  }

  private static boolean some(Node root, String... members) {
    for (String member : members) {
      if (!root.members(member).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Folders of others' code that nothing beside or above them lists. */
  static List<Problem> unlisted(TreeFiles tree, List<TreePath> passedOver) {
    List<Problem> problems = new ArrayList<>();
    for (TreePath folder : passedOver) {
      boolean modules = folder.name().equals("node_modules");
      boolean listed =
          locked(
              tree,
              folder,
              modules
                  ? KINDS.getFirst().locks
                  : List.of("go.mod", "composer.lock", "Gemfile.lock", "Cargo.lock"));
      // A manifest beside it is told of already.
      boolean told = modules && tree.has(folder.sibling("package.json"));
      if (!listed && !told && problems.size() < 20) {
        problems.add(
            new Problem(
                folder.text(),
                -1,
                "its files are others' code and are not read, and no lock file beside it lists them"));
      }
    }
    return problems;
  }
}
