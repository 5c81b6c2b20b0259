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
  private final String name;
  private final Git git;
  private final Path objects;
  private final String head;
  private final Map<String, String> user;

  private GitRepository(
      Path root, String name, Git git, Path objects, String head, Map<String, String> user) {
    this.root = root;
    this.name = name;
    this.git = git;
    this.objects = objects;
    this.head = head;
    this.user = user;
  }

  /**
   * The repository that a folder lies in.
   *
   * @param user the caller's environment
   * @throws dev.plinth.foundation.PlinthException where it is in none, or has no commit yet
   */
  public static GitRepository of(Path folder, Map<String, String> user) {
    String top = Git.in(folder, user).tryLine("rev-parse", "--show-toplevel");
    if (top == null || top.isEmpty()) {
      throw Git.failed("rev-parse", folder + " is in no git repository that git would work in");
    }
    Path root = Path.of(top);
    Git git = Git.in(root, user);
    Path objects = root.resolve(git.line("rev-parse", "--git-path", "objects"));
    return new GitRepository(root, root.toString(), git, objects, head(git, top), user);
  }

  /**
   * One of Plinth's own, without a working tree.
   *
   * @param tree where its files were written to be read
   * @param name for people
   */
  static GitRepository bare(Path gitFolder, Path tree, String name, Map<String, String> user) {
    Git git = Git.in(gitFolder, user).on(gitFolder);
    return new GitRepository(tree, name, git, gitFolder.resolve("objects"), head(git, name), user);
  }

  private static String head(Git git, String name) {
    String head = git.tryLine("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    if (head == null) {
      throw Git.failed("rev-parse", name + " has no commit yet");
    }
    return head;
  }

  /** Its top folder. */
  public Path root() {
    return root;
  }

  /** Its name for people: its top folder, or where it was fetched from. */
  public String name() {
    return name;
  }

  /** The commit that is checked out. */
  public String head() {
    return head;
  }

  /** The branch that is checked out, as {@code refs/heads/main}; null where none is. */
  public @Nullable String branch() {
    return git.tryLine("symbolic-ref", "-q", "HEAD");
  }

  /**
   * Where it was cloned from, by its own configuration: a word that nobody vouches for; empty where
   * it does not say.
   */
  public String origin() {
    String origin = git.tryLine("config", "--local", "--get", "remote.origin.url");
    return origin == null ? "" : origin;
  }

  /** The place at that URL where branches of this one are pushed to. */
  public Remote remote(GitUrl url, String header) {
    return new Remote(url, header, objects, head, user);
  }

  /** A file as it is committed; null where it is not. */
  public byte @Nullable [] committed(String path) {
    return git.tryRun(Map.of(), new byte[0], "cat-file", "blob", head + ":" + path);
  }

  /** A commit that a reference leads to; null where there is no such reference. */
  public @Nullable String commit(String reference) {
    return git.tryLine("rev-parse", "--verify", "--quiet", reference + "^{commit}");
  }

  /** Whether that commit's history has the other in it, as far as both are here. */
  public boolean contains(String commit, String other) {
    return git.tryRun(Map.of(), new byte[0], "merge-base", "--is-ancestor", other, commit) != null;
  }

  /**
   * The seal of a commit that is Plinth's and unchanged since; empty where it is not. Such a commit
   * stands upon what was the head of its base then, so that a branch that leads to it has nobody
   * else's work.
   */
  public String seal(String commit) {
    return Seal.intact(git.tryRun(Map.of(), new byte[0], "cat-file", "commit", commit));
  }

  /**
   * Who commits.
   *
   * @param author {@code Name <mail>}; empty for what git's own configuration of the user says
   */
  public record Signed(String author, long time) {}

  /**
   * A commit upon the checked-out one with other files in it, kept with their modes.
   *
   * @param files by their paths from the top, with slashes
   * @param sealed whether the message says that the commit is Plinth's and whole
   */
  public String commit(Map<String, byte[]> files, String message, Signed signed, boolean sealed) {
    try (Aside aside = Aside.of(git)) {
      aside.git().run(aside.index(), new byte[0], "read-tree", head);
      StringBuilder entries = new StringBuilder();
      for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
        String listed = git.line("ls-tree", "-z", head, "--", file.getKey());
        String mode = listed.startsWith("100755") ? "100755" : "100644";
        byte[] blob =
            git.run(Map.of(), file.getValue(), "hash-object", "-w", "--no-filters", "--stdin");
        entries.append(mode).append(' ').append(Git.text(blob)).append('\t');
        entries.append(file.getKey()).append('\0');
      }
      byte[] input = entries.toString().getBytes(StandardCharsets.UTF_8);
      aside.git().run(aside.index(), input, "update-index", "-z", "--index-info");
      String tree = Git.text(aside.git().run(aside.index(), new byte[0], "write-tree"));
      Identity identity = Identity.of(git, signed.author);
      String said = sealed ? Seal.on(message, head, tree, identity.author()) : message;
      byte[] text = said.getBytes(StandardCharsets.UTF_8);
      Map<String, String> who = identity.environment(signed.time);
      return Git.text(git.run(who, text, "commit-tree", tree, "-p", head, "-F", "-"));
    }
  }

  /**
   * An index of its own, and an empty working tree: whenever git writes an index it reads files
   * again that may have changed within a second, and would filter them for that.
   *
   * @param git works in the empty tree: elsewhere it would take what lies there for its files
   */
  private record Aside(Path folder, String directory, Git git) implements AutoCloseable {
    static Aside of(Git git) {
      try {
        Path folder = Files.createTempDirectory("plinth-git");
        Files.createDirectory(folder.resolve("tree"));
        String directory = git.line("rev-parse", "--absolute-git-dir");
        return new Aside(folder, directory, git.at(folder.resolve("tree")));
      } catch (IOException e) {
        throw Git.failed("read-tree", "no temporary folder can be made");
      }
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

  /**
   * Moves a reference, from where it was alone.
   *
   * @param before the commit it led to; null where there was none
   */
  public void move(String reference, String commit, @Nullable String before) {
    String old = before == null ? "0".repeat(commit.length()) : before;
    git.line("update-ref", "--no-deref", "-m", "plinth update", reference, commit, old);
  }

  /** A commit as a patch for {@code git am}, made by nobody's settings. */
  public byte[] patch(String commit) {
    try (Scratch scratch = Scratch.of(objects, user)) {
      return scratch
          .git()
          .run(
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
}
