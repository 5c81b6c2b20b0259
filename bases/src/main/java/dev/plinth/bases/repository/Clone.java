package dev.plinth.bases.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A repository fetched into a folder of Plinth's: the newest commit of its default branch alone,
 * never checked out. The files that are wanted are written from their blobs as they are, without
 * filters, links and submodules left out.
 */
public final class Clone {
  private static final long SECONDS = 600;
  private static final String[] FORMAT = {"rev-parse", "--show-object-format"};
  private static final long LARGEST = 1L << 30;
  private static final int MOST_ENTRIES = 1_000_000;
  private static final int MOST_FILES = 20_000;
  private static final int LONGEST_FILE = 4 << 20;
  private static final long LONGEST_ALL = 48L << 20;

  private final GitUrl url;
  private final Path folder;
  private final Map<String, String> user;
  private final List<String> skipped = new ArrayList<>();

  /**
   * @param folder for this repository alone
   * @param user the caller's environment
   */
  public Clone(GitUrl url, Path folder, Map<String, String> user) {
    this.url = url;
    this.folder = folder;
    this.user = user;
  }

  /** Where it is fetched from. */
  public GitUrl url() {
    return url;
  }

  /** Wanted files that are too long, or of names that no folder should have. */
  public List<String> skipped() {
    return List.copyOf(skipped);
  }

  private Path gitFolder() {
    return folder.resolve("git");
  }

  private Path tree() {
    return folder.resolve("tree");
  }

  /** Fetches what the default branch leads to today. */
  public void fetch(String header) {
    try {
      if (tooLarge()) {
        // What was fetched on other days is not collected: begin anew.
        Scratch.delete(gitFolder());
      }
      Files.createDirectories(gitFolder());
      unlock();
    } catch (IOException e) {
      throw Git.failed("fetch", "no folder can be made below " + folder);
    }
    if (url.scheme().equals("file")) {
      Home.named(url.folder());
    }
    Git git = Git.reaching(url, gitFolder(), user, header, SECONDS, this::tooLarge);
    if (!Files.exists(gitFolder().resolve("HEAD"))) {
      Scratch.init(gitFolder(), "sha1", user);
    }
    String branch = "";
    boolean sha256 = false;
    for (String line :
        git.line("ls-remote", "--symref", "--", url.text(), "HEAD").lines().toList()) {
      if (line.startsWith("ref: ") && line.endsWith("\tHEAD")) {
        branch = line.substring(5, line.indexOf('\t'));
      }
      sha256 |= line.matches("[0-9a-f]{64}\tHEAD");
    }
    String format = sha256 ? "sha256" : "sha1";
    if (!Git.in(gitFolder(), user).on(gitFolder()).line(FORMAT).equals(format)) {
      Scratch.delete(gitFolder());
      Scratch.init(gitFolder(), format, user);
    }
    if (!branch.matches("refs/heads/[A-Za-z0-9_][A-Za-z0-9._/@+=#-]{0,200}")) {
      throw Git.failed(
          "ls-remote", url.shown() + " says no default branch, or one of a strange name");
    }
    git.line(
        "fetch",
        "--quiet",
        "--depth=1",
        "--force",
        "--no-tags",
        "--no-write-fetch-head",
        "--no-recurse-submodules",
        "--update-head-ok",
        "--",
        url.text(),
        "+" + branch + ":" + branch);
    Git.in(gitFolder(), user).on(gitFolder()).line("symbolic-ref", "HEAD", branch);
  }

  /** Locks that a run left when it was killed: the folder is this run's alone. */
  private void unlock() throws IOException {
    try (Stream<Path> all = Files.walk(gitFolder(), 6)) {
      for (Path each : all.filter(path -> path.toString().endsWith(".lock")).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private boolean tooLarge() {
    return Scratch.size(gitFolder()) > LARGEST;
  }

  /** It, with the files that are wanted written below its root. */
  public GitRepository repository(Predicate<String> wanted) {
    Scratch.delete(tree());
    try {
      Files.createDirectories(tree());
    } catch (IOException e) {
      throw Git.failed("ls-tree", "no folder can be made below " + folder);
    }
    GitRepository repository = GitRepository.bare(gitFolder(), tree(), url.shown(), user);
    write(Git.in(gitFolder(), user).on(gitFolder()), repository.head(), wanted);
    return repository;
  }

  private record Entry(String blob, String path) {}

  private void write(Git git, String head, Predicate<String> wanted) {
    byte[] listed =
        git.run(Map.of(), new byte[0], "ls-tree", "-r", "-z", "-l", "--full-tree", head);
    List<Entry> entries = new ArrayList<>();
    StringBuilder asked = new StringBuilder();
    long all = 0;
    int seen = 0;
    for (String line : new String(listed, StandardCharsets.UTF_8).split("\0", -1)) {
      int tab = line.indexOf('\t');
      String[] words = line.substring(0, Math.max(tab, 0)).split(" +", -1);
      if (++seen > MOST_ENTRIES) {
        throw Git.failed("ls-tree", url.shown() + " has more than " + MOST_ENTRIES + " files");
      }
      boolean file = words.length == 4 && words[0].startsWith("100") && words[1].equals("blob");
      String path = line.substring(tab + 1);
      if (!file || !wanted.test(path)) {
        continue;
      }
      long size = Long.parseLong(words[3]);
      if (size > LONGEST_FILE || !plain(path)) {
        skipped.add(path);
        continue;
      }
      all += size;
      entries.add(new Entry(words[2], path));
      asked.append(words[2]).append('\n');
      if (all > LONGEST_ALL || entries.size() > MOST_FILES) {
        throw Git.failed("ls-tree", url.shown() + " has more files that may name images than fit");
      }
    }
    byte[] input = asked.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] blobs = git.run(Map.of(), input, "cat-file", "--batch");
    int at = 0;
    for (Entry entry : entries) {
      int end = at;
      while (end < blobs.length && blobs[end] != '\n') {
        end++;
      }
      String[] head3 = new String(blobs, at, end - at, StandardCharsets.US_ASCII).split(" ", -1);
      int size = head3.length == 3 ? Integer.parseInt(head3[2]) : -1;
      if (size < 0 || !head3[0].equals(entry.blob) || end + 1 + size > blobs.length) {
        throw Git.failed("cat-file", "a file of " + url.shown() + " is not there");
      }
      put(entry.path, blobs, end + 1, size);
      at = end + 1 + size + 1;
    }
  }

  private void put(String path, byte[] bytes, int from, int length) {
    try {
      Path file = tree().resolve(path);
      Path parent = file.getParent();
      Files.createDirectories(parent == null ? tree() : parent);
      Files.write(file, Arrays.copyOfRange(bytes, from, from + length));
    } catch (InvalidPathException e) {
      skipped.add(path);
    } catch (IOException e) {
      throw Git.failed("cat-file", "a file of " + url.shown() + " cannot be written for reading");
    }
  }

  /** Whether a path stays below the folder, whatever the file system takes names for. */
  private static boolean plain(String path) {
    if (path.length() > 1_000 || path.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 0xfffd)) {
      return false;
    }
    for (String part : path.split("/", -1)) {
      String lower = part.toLowerCase(Locale.ROOT);
      if (part.isEmpty()
          || part.equals(".")
          || part.equals("..")
          || lower.startsWith(".git~")
          || lower.equals(".git")
          || lower.length() > 250) {
        return false;
      }
    }
    return true;
  }
}
