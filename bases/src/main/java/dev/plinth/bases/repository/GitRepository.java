package dev.plinth.bases.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A repository to which commits are added without a checkout: blobs, trees and commits are read and
 * written in a repository of Plinth's own that has this one's objects, so that nothing of its
 * configuration counts, and a reference is moved only from where it was. In the repository itself
 * git is run for its references and its index alone.
 */
public final class GitRepository implements AutoCloseable {
  /** The trailer by which a commit of Plinth's is known. */
  public static final String TRAILER = "Plinth-Group";

  private final Path root;
  private final String name;
  private final Git git;
  private final Scratch.Objects objects;
  private final String head;
  private final Map<String, String> user;
  private @Nullable Scratch scratch;

  private GitRepository(Path root, String name, Git git, Path objects, Map<String, String> user) {
    this.root = root;
    this.name = name;
    this.git = git;
    this.objects = new Scratch.Objects(objects, git.line("rev-parse", "--show-object-format"));
    this.user = user;
    String found = git.tryLine("rev-parse", "--verify", "--quiet", "HEAD");
    if (found == null) {
      throw Git.failed("rev-parse", name + " has no commit yet");
    }
    this.head = found;
  }

  /** Git where nothing of this repository but its objects counts. */
  private synchronized Git aside() {
    Scratch open = scratch;
    if (open == null) {
      open = Scratch.of(objects, user);
      scratch = open;
    }
    return open.git();
  }

  /** For what is written among this repository's objects. */
  private Map<String, String> kept() {
    return Map.of("GIT_OBJECT_DIRECTORY", objects.folder().toAbsolutePath().toString());
  }

  /** Deletes what was made to work aside; a later question makes it anew. */
  @Override
  public synchronized void close() {
    Scratch open = scratch;
    scratch = null;
    if (open != null) {
      open.close();
    }
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
    Home.prove(root, git);
    Path objects = root.resolve(git.line("rev-parse", "--git-path", "objects"));
    return new GitRepository(root, root.toString(), git, objects, user);
  }

  /**
   * One of Plinth's own, without a working tree.
   *
   * @param tree where its files were written to be read
   * @param name for people
   */
  static GitRepository bare(Path gitFolder, Path tree, String name, Map<String, String> user) {
    Git git = Git.in(gitFolder, user).on(gitFolder);
    return new GitRepository(tree, name, git, gitFolder.resolve("objects"), user);
  }

  /**
   * Checks who is to commit before anything is done.
   *
   * @param author {@code Name <mail>}; empty for nobody in particular
   * @throws dev.plinth.foundation.PlinthException {@code PLINTH-GIT-AUTHOR} where it is neither
   */
  public static void checkAuthor(String author) {
    Identity.check(author);
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

  /** Whether some of its objects are those of another repository, which it may only know of. */
  public boolean borrows() {
    return Files.exists(objects.folder().resolve("info/alternates"), LinkOption.NOFOLLOW_LINKS);
  }

  /** The place at that URL where branches of this one are pushed to. */
  public Remote remote(GitUrl url, String header) {
    return new Remote(url, header, objects, head, user);
  }

  /** A file as it is committed; null where it is not. */
  public byte @Nullable [] committed(String path) {
    return aside().tryRun(Map.of(), new byte[0], "cat-file", "blob", head + ":" + path);
  }

  /** A commit that a reference leads to; null where there is no such reference. */
  public @Nullable String commit(String reference) {
    String found = git.tryLine("rev-parse", "--verify", "--quiet", reference);
    return found == null
        ? null
        : aside().tryLine("rev-parse", "--verify", "--quiet", found + "^{commit}");
  }

  /** Whether that commit's history has the other in it, as far as both are here. */
  public boolean contains(String commit, String other) {
    String[] words = {"merge-base", "--is-ancestor", other, commit};
    return aside().tryRun(Map.of(), new byte[0], words) != null;
  }

  /**
   * The seal of a commit that is Plinth's and unchanged since; empty where it is not. Such a commit
   * stands upon what was the head of its base then, so that a branch that leads to it has nobody
   * else's work.
   */
  public Seal.Tip seal(String commit) {
    return Seal.intact(aside().tryRun(Map.of(), new byte[0], "cat-file", "commit", commit));
  }

  /**
   * Whether a commit stands upon what is checked out or upon what came before that, as far as that
   * is known here: of shallow clones nothing is.
   */
  public boolean follows(Seal.Tip tip) {
    return git.line("rev-parse", "--is-shallow-repository").equals("true")
        || (commit(tip.parent()) != null && contains(head, tip.parent()));
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
    Git aside = aside();
    Map<String, String> blobs = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] blob = aside.run(kept(), file.getValue(), "hash-object", "-w", "--stdin");
      blobs.put(file.getKey(), Git.text(blob));
    }
    String tree = new TreeEdit(aside, kept()).with(head, blobs);
    Identity identity = Identity.of(aside, signed.author);
    String said =
        sealed ? Seal.on(message, new Seal.Sealed(head, tree, identity, signed.time)) : message;
    Map<String, String> who = new TreeMap<>(identity.environment(signed.time));
    who.putAll(kept());
    byte[] text = said.getBytes(StandardCharsets.UTF_8);
    return Git.text(aside.run(who, text, "commit-tree", tree, "-p", head, "-F", "-"));
  }

  /**
   * That what is written for a reference stays within the repository: its folders may have links in
   * them that lead git elsewhere.
   *
   * @param index whether the index is written as well
   * @throws dev.plinth.foundation.PlinthException where it would not, or where git is at work there
   */
  public void prove(String reference, boolean index) {
    List<String> names = List.of("objects", "index", "HEAD", "logs/HEAD", reference);
    List<String> words = new ArrayList<>(List.of("rev-parse", "--git-dir", "--git-common-dir"));
    for (String name : names) {
      words.addAll(List.of("--git-path", name));
    }
    words.addAll(List.of("--git-path", "logs/" + reference));
    List<Path> paths = new ArrayList<>();
    for (String line : git.line(words.toArray(new String[0])).split("\n", -1)) {
      paths.add(root.resolve(line).normalize());
    }
    if (paths.size() != names.size() + 3) {
      throw Git.failed("rev-parse", "a path of the repository has line feeds in it");
    }
    for (Path path : paths.subList(2, paths.size())) {
      Path base = path.startsWith(paths.get(0)) ? paths.get(0) : paths.get(1);
      if (!path.startsWith(base)) {
        throw Git.failed("rev-parse", path + " is not in the repository");
      }
      Home.unlinked(base, List.of(base.relativize(path).toString()));
    }
    Home.unlinkedObjects(paths.get(2));
    Path lock = paths.get(3).resolveSibling("index.lock");
    if (index && Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
      throw Git.failed("update-index", "there is an index.lock: git is at work there, or was cut");
    }
  }

  /** Mode, type and object of a path in a commit; one empty word where it is not there. */
  private String[] entry(String commit, String path) {
    String listed = aside().line("ls-tree", "-z", commit, "--", path).replace("\0", "");
    return listed.split("[ \t]", 4);
  }

  /**
   * Moves a reference, from where it was alone.
   *
   * @param before the commit it led to; null where there was none
   */
  public void move(String reference, String commit, @Nullable String before) {
    String old = before == null ? "0".repeat(commit.length()) : before;
    prove(reference, false);
    // Whom the repository names would else stand in its log.
    Map<String, String> who = Identity.of(aside(), "").environment(0);
    String[] words = {"update-ref", "--no-deref", "-m", "plinth update", reference, commit, old};
    git.run(who, new byte[0], words);
  }

  /** A commit as a patch for {@code git am}, made by nobody's settings. */
  public byte[] patch(String commit) {
    return aside()
        .run(
            Map.of("GIT_CONFIG_GLOBAL", "/dev/null"),
            new byte[0],
            "format-patch",
            "--stdout",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            "--no-signature",
            "--no-ext-diff",
            "--no-textconv",
            "--no-renames",
            "--full-index",
            "-1",
            commit);
  }

  /**
   * Makes the index know what was committed of some files, where it had them as they were. Git
   * works in an empty folder for that: whenever it writes an index it reads files again that may
   * have changed within a second, and would filter them.
   *
   * @param paths whose index entries are set to those of a commit
   */
  public void index(String commit, Iterable<String> paths) {
    StringBuilder entries = new StringBuilder();
    for (String path : paths) {
      String[] entry = entry(commit, path);
      entries.append(entry[0]).append(' ').append(entry[2]).append('\t').append(path).append('\0');
    }
    byte[] input = entries.toString().getBytes(StandardCharsets.UTF_8);
    Path empty = null;
    try {
      empty = Files.createTempDirectory("plinth-empty");
      String directory = git.line("rev-parse", "--absolute-git-dir");
      Map<String, String> both = Map.of("GIT_DIR", directory, "GIT_WORK_TREE", empty.toString());
      git.at(empty).run(both, input, "update-index", "-z", "--index-info");
    } catch (IOException e) {
      throw Git.failed("update-index", "no temporary folder can be made");
    } finally {
      Scratch.delete(empty);
    }
  }

  /** Whether a working tree, of this folder or another, has that branch checked out. */
  public boolean checkedOut(String reference) {
    Path common = objects.folder().toAbsolutePath().normalize().getParent();
    return common != null && Home.checkedOut(git, common).contains(reference);
  }

  /**
   * Whether something of a file is staged that the checked-out commit does not have, or git was
   * told not to look at the file.
   */
  public boolean staged(String path) {
    if (!git.line("ls-files", "-v", "-z", "--", path).startsWith("H ")) {
      return true;
    }
    String listed = git.line("ls-files", "-s", "-z", "--", path).replace("\0", "");
    String[] index = listed.split("[ \t]", 4);
    String[] tree = entry(head, path);
    return index.length < 4
        || tree.length < 4
        || !index[0].equals(tree[0])
        || !index[1].equals(tree[2])
        || !index[2].equals("0");
  }

  /** Whether a file is committed as these bytes. */
  public boolean clean(String path, byte[] bytes) {
    byte[] committed = committed(path);
    return committed != null && Arrays.equals(committed, bytes);
  }
}
