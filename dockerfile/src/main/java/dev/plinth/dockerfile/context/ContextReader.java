package dev.plinth.dockerfile.context;

import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.context.BuildContext.Entry;
import dev.plinth.dockerfile.context.BuildContext.Kind;
import dev.plinth.dockerfile.context.IgnoreFile.Verdict;
import dev.plinth.dockerfile.context.IgnoreFile.Work;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the folder that a build sends, within limits, following no symbolic link. Where a limit is
 * reached or a folder cannot be read, the result says that it is incomplete.
 */
public final class ContextReader {
  /** The largest {@code .dockerignore} that is read. */
  private static final int LARGEST_IGNORE_FILE = 1 << 20;

  /** Files up to this size are looked into for private keys and tokens. */
  private static final int LARGEST_PEEK = 64 << 10;

  /** Steps of comparing patterns with paths, all in all; most comparisons end after a few. */
  private static final long MOST_STEPS = 400_000_000_000L;

  /** Children of one folder, so that all of the path but the name is the same. */
  private static final Comparator<Path> BY_NAME = new ByName();

  /** A class of its own: made-up comparators are slow to make. */
  private static final class ByName implements Comparator<Path> {
    @Override
    public int compare(Path one, Path other) {
      return one.toString().compareTo(other.toString());
    }
  }

  private final Path folder;
  private final IgnoreFile ignore;
  private final Limits limits;
  private final Work work = new Work(MOST_STEPS);
  private final boolean negates;
  private final List<Entry> sent = new ArrayList<>();
  private final List<Entry> ignored = new ArrayList<>();
  private String incomplete = "";
  private int entries;

  /**
   * How far a walk goes.
   *
   * @param entries files and folders that are looked at
   * @param depth of folders
   * @param peek true where small files are looked into for secrets
   */
  public record Limits(int entries, int depth, boolean peek) {
    /** A quarter of a million entries, a hundred folders deep. */
    public static final Limits DEFAULT = new Limits(250_000, 100, true);
  }

  private ContextReader(Path folder, IgnoreFile ignore, Limits limits) {
    this.folder = folder;
    this.ignore = ignore;
    this.limits = limits;
    this.negates = ignore.negates();
  }

  /**
   * The ignore file that counts: the Dockerfile's own {@code <name>.dockerignore} beside it, else
   * {@code .dockerignore} in the context; null where there is neither.
   */
  public static @Nullable Path ignoreFile(Path folder, @Nullable Path dockerfile) {
    if (dockerfile != null) {
      Path own = dockerfile.resolveSibling(dockerfile.getFileName() + ".dockerignore");
      if (Files.isRegularFile(own)) {
        return own;
      }
    }
    Path common = folder.resolve(".dockerignore");
    return Files.isRegularFile(common) ? common : null;
  }

  /**
   * Reads a context.
   *
   * @param dockerfile whose own ignore file goes first; null where none is known
   * @throws IOException where the folder or its ignore file cannot be read at all
   */
  public static BuildContext read(Path folder, @Nullable Path dockerfile, Limits limits)
      throws IOException {
    Path file = ignoreFile(folder, dockerfile);
    IgnoreFile ignore = IgnoreFile.NONE;
    if (file != null) {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(LARGEST_IGNORE_FILE + 1);
        if (bytes.length > LARGEST_IGNORE_FILE) {
          throw new IOException(
              SafeText.of(file.toString()) + " is larger than " + LARGEST_IGNORE_FILE + " bytes");
        }
        ignore = IgnoreFile.of(SourceText.of(bytes));
      }
    }
    ContextReader reader = new ContextReader(folder, ignore, limits);
    // A folder that cannot be opened at all is an error, not an incomplete context.
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder.toString());
    }
    if (!Files.isReadable(folder)) {
      throw new AccessDeniedException(folder.toString());
    }
    reader.walk(folder, "", 1);
    return new BuildContext(folder, file, ignore, reader.sent, reader.ignored, reader.incomplete);
  }

  private void walk(Path at, String prefix, int depth) {
    if (depth > limits.depth()) {
      stop("folders nest deeper than " + limits.depth());
      return;
    }
    for (Path child : children(at)) {
      if (!goesOn()) {
        return;
      }
      String path = prefix + child.getFileName();
      Verdict verdict = ignore.of(path, work);
      BasicFileAttributes attributes = attributes(child);
      if (attributes == null) {
        continue;
      }
      if (!attributes.isDirectory()) {
        Entry entry = entry(child, path, attributes, verdict);
        (verdict.ignored() ? ignored : sent).add(entry);
      } else if (verdict.ignored() && !negates) {
        long[] sum = new long[2];
        sum(child, depth + 1, sum);
        ignored.add(new Entry(path, Kind.FOLDER, sum[0], (int) sum[1], verdict.by(), null));
      } else {
        walk(child, path + "/", depth + 1);
      }
    }
  }

  private void sum(Path at, int depth, long[] sum) {
    if (depth > limits.depth()) {
      stop("folders nest deeper than " + limits.depth());
      return;
    }
    for (Path child : children(at)) {
      if (!goesOn()) {
        return;
      }
      BasicFileAttributes attributes = attributes(child);
      if (attributes != null && attributes.isDirectory()) {
        sum(child, depth + 1, sum);
      } else if (attributes != null) {
        sum[0] += attributes.isRegularFile() ? attributes.size() : 0;
        sum[1]++;
      }
    }
  }

  private boolean goesOn() {
    if (++entries > limits.entries()) {
      stop("there are more than " + limits.entries() + " files and folders");
      return false;
    }
    if (work.spent()) {
      stop("the ignore file has too many patterns for so many files");
      return false;
    }
    return true;
  }

  private void stop(String why) {
    if (incomplete.isEmpty()) {
      incomplete = why;
    }
  }

  private List<Path> children(Path at) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(at)) {
      for (Path child : stream) {
        found.add(child);
        if (found.size() > limits.entries()) {
          break;
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      stop("the folder " + SafeText.of(folder.relativize(at).toString()) + " cannot be read");
    }
    found.sort(BY_NAME);
    return found;
  }

  private @Nullable BasicFileAttributes attributes(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      stop(SafeText.of(folder.relativize(path).toString()) + " cannot be read");
      return null;
    }
  }

  private Entry entry(Path file, String path, BasicFileAttributes attributes, Verdict verdict) {
    Kind kind =
        attributes.isSymbolicLink()
            ? Kind.LINK
            : attributes.isRegularFile() ? Kind.FILE : Kind.OTHER;
    long size = kind == Kind.FILE ? attributes.size() : 0;
    String secret = null;
    if (kind == Kind.FILE && size > 0 && !verdict.ignored()) {
      String shown = limits.peek() && size <= LARGEST_PEEK ? peek(file) : null;
      secret = shown != null ? shown : SecretFiles.named(path);
    }
    return new Entry(path, kind, size, 1, verdict.by(), secret);
  }

  private static @Nullable String peek(Path file) {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return SecretFiles.shown(in.readNBytes(LARGEST_PEEK));
    } catch (IOException e) {
      // Its name still tells; that it would be sent is known without reading it.
      return null;
    }
  }
}
