package dev.plinth.bases.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A repository to which commits are added without a checkout: blobs, trees and commits are written
 * by themselves, in an index of their own, and a reference is moved only from where it was.
 */
public final class GitRepository {
  /** The trailer by which a commit of Plinth's is known. */
  public static final String TRAILER = "Plinth-Group";

  private final Path root;
  private final Git git;
  private final String head;

  private GitRepository(Path root, Git git, String head) {
    this.root = root;
    this.git = git;
    this.head = head;
  }

  /**
   * The repository that a folder lies in.
   *
   * @throws dev.plinth.foundation.PlinthException where it is in none, or has no commit yet
   */
  public static GitRepository of(Path folder) {
    String top = new Git(folder).tryLine("rev-parse", "--show-toplevel");
    if (top == null || top.isEmpty()) {
      throw Git.failed("rev-parse", folder + " is in no git repository that git would work in");
    }
    Path root = Path.of(top);
    Git git = new Git(root);
    String head = git.tryLine("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    if (head == null) {
      throw Git.failed("rev-parse", root + " has no commit yet");
    }
    return new GitRepository(root, git, head);
  }

  /** Its top folder. */
  public Path root() {
    return root;
  }

  /** The commit that is checked out. */
  public String head() {
    return head;
  }

  /** The branch that is checked out, as {@code refs/heads/main}; null where none is. */
  public @Nullable String branch() {
    return git.tryLine("symbolic-ref", "-q", "HEAD");
  }

  /** A file as it is committed; null where it is not. */
  public byte @Nullable [] committed(String path) {
    return git.tryRun(Map.of(), new byte[0], "cat-file", "blob", head + ":" + path);
  }

  /** A commit that a reference leads to; null where there is no such reference. */
  public @Nullable String commit(String reference) {
    return git.tryLine("rev-parse", "--verify", "--quiet", reference + "^{commit}");
  }

  /** Whether every commit of a reference that is not of the checked-out one's history is ours. */
  public boolean ours(String reference) {
    String listed =
        git.line(
            "log",
            "--format=%H %(trailers:key=" + TRAILER + ",valueonly,separator=%x2C)",
            head + ".." + reference,
            "--");
    for (String line : listed.lines().toList()) {
      if (line.strip().indexOf(' ') < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * A commit upon the checked-out one with other files in it, kept with their modes.
   *
   * @param files by their paths from the top, with slashes
   * @param time seconds since 1970
   */
  public String commit(Map<String, byte[]> files, String message, long time) {
    try (Aside aside = Aside.of(git)) {
      aside.git().run(aside.index(), new byte[0], "read-tree", head);
      StringBuilder entries = new StringBuilder();
      for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
        String listed = git.line("ls-tree", "-z", head, "--", file.getKey());
        String mode = listed.startsWith("100755") ? "100755" : "100644";
        byte[] blob =
            git.run(Map.of(), file.getValue(), "hash-object", "-w", "--no-filters", "--stdin");
        entries.append(mode).append(' ').append(text(blob)).append('\t');
        entries.append(file.getKey()).append('\0');
      }
      byte[] input = entries.toString().getBytes(StandardCharsets.UTF_8);
      aside.git().run(aside.index(), input, "update-index", "-z", "--index-info");
      String tree = text(aside.git().run(aside.index(), new byte[0], "write-tree"));
      byte[] said = message.getBytes(StandardCharsets.UTF_8);
      return text(git.run(identity(time), said, "commit-tree", tree, "-p", head, "-F", "-"));
    }
  }

  /**
   * An index of its own, and an empty working tree: whenever git writes an index it reads files
   * again that may have changed within a second, and would filter them for that.
   */
  private record Aside(Path folder, String directory) implements AutoCloseable {
    static Aside of(Git git) {
      try {
        Path folder = Files.createTempDirectory("plinth-git");
        Files.createDirectory(folder.resolve("tree"));
        return new Aside(folder, git.line("rev-parse", "--absolute-git-dir"));
      } catch (IOException e) {
        throw Git.failed("read-tree", "no temporary folder can be made");
      }
    }

    /** Works in the empty tree: elsewhere it would take what lies there for its files. */
    Git git() {
      return new Git(folder.resolve("tree"));
    }

    /** For commands on the repository's own index. */
    Map<String, String> tree() {
      return Map.of("GIT_DIR", directory, "GIT_WORK_TREE", folder.resolve("tree").toString());
    }

    /** For commands on the index of its own. */
    Map<String, String> index() {
      Map<String, String> environment = new TreeMap<>(tree());
      environment.put("GIT_INDEX_FILE", folder.resolve("index").toString());
      return environment;
    }

    @Override
    public void close() {
      try {
        Files.deleteIfExists(folder.resolve("index"));
        Files.deleteIfExists(folder.resolve("tree"));
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        // A temporary folder more.
      }
    }
  }

  private Map<String, String> identity(long time) {
    Map<String, String> identity = new TreeMap<>();
    String name = git.tryLine("config", "--global", "--get", "user.name");
    String mail = git.tryLine("config", "--global", "--get", "user.email");
    boolean known = name != null && !name.isEmpty() && mail != null && !mail.isEmpty();
    for (String who : new String[] {"AUTHOR", "COMMITTER"}) {
      identity.put("GIT_" + who + "_NAME", known && name != null ? name : "Plinth");
      identity.put("GIT_" + who + "_EMAIL", known && mail != null ? mail : "plinth@localhost");
      identity.put("GIT_" + who + "_DATE", time + " +0000");
    }
    return identity;
  }

  /**
   * Moves a reference, from where it was alone.
   *
   * @param before the commit it led to; null where there was none
   */
  public void move(String reference, String commit, @Nullable String before) {
    String old = before == null ? "0".repeat(commit.length()) : before;
    git.line("update-ref", "--no-deref", "-m", "plinth update", reference, commit, old);
  }

  /** A commit as a patch for {@code git am}. */
  public byte[] patch(String commit) {
    return git.run(
        Map.of(),
        new byte[0],
        "format-patch",
        "--stdout",
        "--no-signature",
        "--no-ext-diff",
        "--no-textconv",
        "--no-renames",
        "--full-index",
        "-1",
        commit);
  }

  /**
   * Makes the index know what was committed of some files, where it had them as they were.
   *
   * @param paths whose index entries are set to those of a commit
   */
  public void index(String commit, Iterable<String> paths) {
    StringBuilder entries = new StringBuilder();
    for (String path : paths) {
      String listed = git.line("ls-tree", "-z", commit, "--", path).replace("\0", "");
      entries.append(listed.replaceFirst(" blob ", " ")).append('\0');
    }
    try (Aside aside = Aside.of(git)) {
      byte[] input = entries.toString().getBytes(StandardCharsets.UTF_8);
      aside.git().run(aside.tree(), input, "update-index", "-z", "--index-info");
    }
  }

  /** Whether the index has a file as the checked-out commit has it. */
  public boolean staged(String path) {
    String index = git.line("ls-files", "-s", "-z", "--", path).replace("\0", "");
    String tree = git.line("ls-tree", "-z", head, "--", path).replace("\0", "");
    String[] one = index.split("[ \t]", -1);
    String[] other = tree.split("[ \t]", -1);
    return one.length < 2
        || other.length < 3
        || !one[0].equals(other[0])
        || !one[1].equals(other[2]);
  }

  /** Whether a file is committed as these bytes. */
  public boolean clean(String path, byte[] bytes) {
    byte[] committed = committed(path);
    return committed != null && Arrays.equals(committed, bytes);
  }

  private static String text(byte[] out) {
    return new String(out, StandardCharsets.UTF_8).strip();
  }
}
