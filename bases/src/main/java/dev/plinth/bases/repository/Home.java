package dev.plinth.bases.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Proves that a working tree and a repository are each other's (gitrepository-layout(5)). A foreign
 * folder can bring a file, a link or a {@code commondir} that has git work in any other repository
 * of the user's: what Plinth commits would then stand there.
 */
final class Home {
  private static final int LONGEST = 1 << 16;

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
      if (plain || linked(dot, folder, common) || submodule(root, dot, folder, git)) {
        return;
      }
    } catch (IOException | InvalidPathException e) {
      throw Git.failed("rev-parse", root + " has a .git that cannot be read");
    }
    throw Git.failed(
        "rev-parse", root + " has a .git that leads to a repository which knows nothing of it");
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

  /** The branches that are checked out in this or another working tree of the repository. */
  static List<String> checkedOut(Git git) {
    List<String> branches = new ArrayList<>();
    for (String line : git.line("worktree", "list", "--porcelain").lines().toList()) {
      if (line.startsWith("branch ")) {
        branches.add(line.substring("branch ".length()));
      }
    }
    return branches;
  }
}
