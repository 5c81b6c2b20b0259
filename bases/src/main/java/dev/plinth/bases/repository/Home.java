package dev.plinth.bases.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Proves that a working tree and a repository are each other's (gitrepository-layout(5)). A foreign
 * folder can bring a file, a link or a {@code commondir} that has git work in any other repository
 * of the user's: what Plinth commits would then stand there.
 */
final class Home {
  private static final int LONGEST = 1 << 16;
  private static final int MOST_TREES = 1_000;
  private static final LinkOption[] NO_LINK = {LinkOption.NOFOLLOW_LINKS};

  private Home() {}

  /** Refuses a working tree whose repository does not know of it. */
  static void prove(Path root, Git git) {
    try {
      Path dot = root.resolve(".git");
      Path folder = root.resolve(git.line("rev-parse", "--git-dir")).toRealPath();
      Path common = root.resolve(git.line("rev-parse", "--git-common-dir")).toRealPath();
      boolean plain =
          Files.isDirectory(dot, LinkOption.NOFOLLOW_LINKS)
              && folder.equals(dot.toRealPath())
              && common.equals(folder);
      boolean own = common.equals(folder) && submodule(root, dot, folder, git);
      for (Path each : List.of(root, folder, common)) {
        // What git prints of several paths could not be told apart.
        if (each.toString().chars().anyMatch(c -> c < ' ')) {
          throw Git.failed("rev-parse", "a path of the repository has control characters in it");
        }
      }
      if (plain || own || linked(dot, folder, common)) {
        return;
      }
    } catch (IOException | InvalidPathException e) {
      throw Git.failed("rev-parse", root + " has a .git that cannot be read");
    }
    throw Git.failed(
        "rev-parse",
        root
            + " has a .git that leads to a repository which knows nothing of it; where you made it"
            + " so (--separate-git-dir), git config core.worktree FOLDER tells it");
  }

  /**
   * The git folder of a repository on this machine that somebody names by its path: the folder
   * itself, or {@code .git} in it, neither of which may lead elsewhere.
   */
  static Path named(String path) {
    for (String ending : List.of("", ".git")) {
      Path folder = Path.of(path + ending);
      Path inner = folder.resolve(".git");
      boolean has = Files.exists(inner, LinkOption.NOFOLLOW_LINKS);
      Path git = has ? inner : folder;
      if (has || Files.exists(folder.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)) {
        if (!Files.isDirectory(git, has ? NO_LINK : new LinkOption[0])
            || Files.exists(git.resolve("commondir"), LinkOption.NOFOLLOW_LINKS)) {
          throw Git.failed("rev-parse", path + " leads to another repository");
        }
        return git;
      }
    }
    throw Git.failed("rev-parse", path + " is no git repository");
  }

  /**
   * That nothing is written through links below a git folder.
   *
   * @param paths what is written, by paths below it
   */
  static void unlinked(Path git, List<String> paths) {
    for (String path : paths) {
      Path part = git;
      for (Path name : Path.of(path)) {
        part = part.resolve(name);
        if (Files.isSymbolicLink(part)) {
          throw Git.failed("update-ref", part + " is a link, and nothing is written through links");
        }
      }
    }
  }

  /** The same of a folder of objects, and of those in it. */
  static void unlinkedObjects(Path objects) {
    try (Stream<Path> folders = Files.list(objects)) {
      if (Files.isSymbolicLink(objects) || folders.anyMatch(Files::isSymbolicLink)) {
        throw Git.failed("update-ref", "there are links in " + objects);
      }
    } catch (IOException e) {
      throw Git.failed("update-ref", objects + " cannot be read");
    }
  }

  /** A linked working tree: its folder says whose it is (git-worktree(1)). */
  private static boolean linked(Path dot, Path folder, Path common) throws IOException {
    Path says = folder.resolve("gitdir");
    if (!common.resolve("worktrees").equals(folder.getParent())
        || !Files.isRegularFile(dot, LinkOption.NOFOLLOW_LINKS)
        || !Files.isRegularFile(says)
        || Files.size(says) > LONGEST) {
      return false;
    }
    Path named = folder.resolve(Files.readString(says).strip());
    return Files.exists(named) && named.toRealPath().equals(dot.toRealPath());
  }

  /** A submodule's: its configuration names the working tree (gitsubmodules(7)). */
  private static boolean submodule(Path root, Path dot, Path folder, Git git) throws IOException {
    String tree = git.tryLine("config", "--local", "--get", "core.worktree");
    if (tree == null || !Files.isRegularFile(dot, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Path named = folder.resolve(tree);
    return Files.isDirectory(named) && named.toRealPath().equals(root.toRealPath());
  }

  /**
   * The branches that are checked out, or rebased, in this or another working tree of the
   * repository.
   *
   * @param common the git folder that all of them share
   */
  static List<String> checkedOut(Git git, Path common) {
    List<String> branches = new ArrayList<>();
    for (String line : git.line("worktree", "list", "--porcelain").lines().toList()) {
      if (line.startsWith("branch ")) {
        branches.add(line.substring("branch ".length()));
      }
    }
    rebased(common, branches);
    try (Stream<Path> trees = Files.list(common.resolve("worktrees"))) {
      trees.limit(MOST_TREES).forEach(tree -> rebased(tree, branches));
    } catch (IOException e) {
      // There are none.
    }
    return branches;
  }

  private static void rebased(Path tree, List<String> to) {
    for (String name : List.of("rebase-merge/head-name", "rebase-apply/head-name")) {
      Path file = tree.resolve(name);
      try {
        if (Files.isRegularFile(file) && Files.size(file) <= LONGEST) {
          to.add(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
        }
      } catch (IOException e) {
        // What cannot be read names no branch.
      }
    }
  }
}
