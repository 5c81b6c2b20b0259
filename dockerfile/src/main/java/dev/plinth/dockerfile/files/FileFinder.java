package dev.plinth.dockerfile.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds files in a folder by their names. What git ignores is left out, as are git's own folders;
 * links are not followed.
 */
public final class FileFinder {
  private static final int MOST_ENTRIES = 2_000_000;
  private static final int DEEPEST = 200;

  private final Path root;
  private final Wanted wanted;
  private final List<Path> found = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private int entries;

  private FileFinder(Path root, Wanted wanted) {
    this.root = root;
    this.wanted = wanted;
  }

  /** Which files are wanted. */
  public interface Wanted {
    /**
     * @param name of the file alone
     * @param path from the folder that is looked through, with slashes
     */
    boolean test(String name, String path);
  }

  /**
   * What was found.
   *
   * @param files in the order of their names, folder by folder
   * @param unread folders that could not be read, with the reason
   */
  public record Found(List<Path> files, List<String> unread) {
    /** Keeps its own copies. */
    public Found {
      files = List.copyOf(files);
      unread = List.copyOf(unread);
    }
  }

  /**
   * A folder's ignore file.
   *
   * @param base the folder, absolute
   */
  private record Scope(GitIgnore ignore, String base) {}

  /** Looks through a folder. */
  public static Found find(Path folder, Wanted wanted) {
    FileFinder finder = new FileFinder(folder, wanted);
    Path absolute = folder.toAbsolutePath().normalize();
    finder.walk(folder, absolute, above(absolute), 0);
    return new Found(finder.found, finder.unread);
  }

  /** Ignore files of the folders above, up to the checkout's root, count as well. */
  private static List<Scope> above(Path folder) {
    List<Path> line = new ArrayList<>();
    Path at = folder;
    while (at != null && !Files.exists(at.resolve(".git"))) {
      at = at.getParent();
      if (at != null) {
        line.add(at);
      }
    }
    List<Scope> scopes = new ArrayList<>();
    if (at != null) {
      ignoreFile(at.resolve(".git/info/exclude"), at, scopes);
      for (Path each : line.reversed()) {
        ignoreFile(each.resolve(".gitignore"), each, scopes);
      }
    }
    return scopes;
  }

  private static void ignoreFile(Path file, Path base, List<Scope> scopes) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= 1 << 20) {
        List<String> lines =
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        scopes.add(new Scope(GitIgnore.of(lines), base.toString()));
      }
    } catch (IOException _) {
      // Git passes over what it cannot read, too.
    }
  }

  private void walk(Path folder, Path absolute, List<Scope> outer, int depth) {
    List<Scope> scopes = new ArrayList<>(outer);
    ignoreFile(folder.resolve(".gitignore"), absolute, scopes);
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path child : stream) {
        children.add(child);
        if (++entries > MOST_ENTRIES) {
          unread.add(folder + ": there are more than " + MOST_ENTRIES + " files");
          return;
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      unread.add(folder + ": " + e.getClass().getSimpleName());
      return;
    }
    children.sort(null);
    List<Path> folders = new ArrayList<>();
    for (Path child : children) {
      String name = child.getFileName().toString();
      BasicFileAttributes attributes = attributes(child);
      boolean directory = attributes != null && attributes.isDirectory();
      boolean candidate = directory ? !name.equals(".git") : wanted.test(name, below(child));
      if (!candidate || ignored(absolute.resolve(name).toString(), directory, scopes)) {
        continue;
      }
      if (directory) {
        folders.add(child);
      } else if (attributes != null && attributes.isRegularFile()) {
        found.add(child);
      }
    }
    for (Path child : folders) {
      if (depth >= DEEPEST) {
        unread.add(child + ": folders nest deeper than " + DEEPEST);
      } else {
        walk(child, absolute.resolve(child.getFileName().toString()), scopes, depth + 1);
      }
    }
  }

  /** Asked once for each child; null where it is gone or cannot be asked. */
  private static @Nullable BasicFileAttributes attributes(Path child) {
    try {
      return Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException _) {
      return null;
    }
  }

  private String below(Path child) {
    return root.relativize(child).toString().replace('\\', '/');
  }

  private static boolean ignored(String path, boolean folder, List<Scope> scopes) {
    for (Scope scope : scopes.reversed()) {
      int from = scope.base.endsWith("/") ? scope.base.length() : scope.base.length() + 1;
      GitIgnore.Answer answer = scope.ignore.of(path.substring(from), folder);
      if (answer != GitIgnore.Answer.NOTHING) {
        return answer == GitIgnore.Answer.IGNORED;
      }
    }
    return false;
  }
}
