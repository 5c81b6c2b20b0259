package dev.plinth.bases.difference;

import dev.plinth.bases.difference.FileSizes.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which files differ, and by how many bytes each folder grew. A file differs where its size or its
 * mode does; one of the same size and mode in another layer was written anew, and whether its bytes
 * are the same nobody looked.
 *
 * @param folders those with changes, by path; of at most {@value #DEPTH} names
 * @param changes the files that came, went or differ, by path
 * @param rewritten how many files were written anew with the same size and mode
 */
public record FolderChanges(List<Folder> folders, List<FileChange> changes, int rewritten) {
  /** A folder's name counts to this depth; what lies deeper is counted with it. */
  static final int DEPTH = 3;

  /**
   * The files in a folder and beneath it, but for those in a folder that is listed itself.
   *
   * @param path without slashes at its ends; empty for the root
   * @param bytes by how many it grew, negative where it shrank
   */
  public record Folder(String path, int added, int removed, int changed, long bytes) {}

  /**
   * A file that is not the same.
   *
   * @param before its size in bytes, -1 where it was not there
   * @param after its size in bytes, -1 where it is gone
   */
  public record FileChange(String path, long before, long after) {
    /** By how many bytes it grew. */
    public long bytes() {
      return Math.max(0, after) - Math.max(0, before);
    }
  }

  /** Keeps its own copies. */
  public FolderChanges {
    folders = List.copyOf(folders);
    changes = List.copyOf(changes);
  }

  /** Compares them. */
  static FolderChanges of(FileSizes before, FileSizes after) {
    List<FileChange> changes = new ArrayList<>();
    int rewritten = 0;
    int i = 0;
    int j = 0;
    List<Entry> old = before.files();
    List<Entry> now = after.files();
    while (i < old.size() || j < now.size()) {
      Entry one = i < old.size() ? old.get(i) : null;
      Entry other = j < now.size() ? now.get(j) : null;
      int order = order(one, other);
      if (order < 0 && one != null) {
        changes.add(new FileChange(one.path(), one.size(), -1));
        i++;
      } else if (order > 0 && other != null) {
        changes.add(new FileChange(other.path(), -1, other.size()));
        j++;
      } else if (one != null && other != null) {
        if (one.size() != other.size() || one.mode() != other.mode()) {
          changes.add(new FileChange(one.path(), one.size(), other.size()));
        } else if (one.layer().isEmpty() || !one.layer().equals(other.layer())) {
          rewritten++;
        }
        i++;
        j++;
      }
    }
    return new FolderChanges(folders(changes), changes, rewritten);
  }

  private static int order(@Nullable Entry one, @Nullable Entry other) {
    if (one == null) {
      return 1;
    }
    return other == null ? -1 : one.path().compareTo(other.path());
  }

  private static List<Folder> folders(List<FileChange> changes) {
    Map<String, Folder> folders = new HashMap<>();
    for (FileChange change : changes) {
      boolean added = change.before() < 0;
      boolean removed = change.after() < 0;
      folders.merge(
          folder(change.path()),
          new Folder(
              folder(change.path()),
              added ? 1 : 0,
              removed ? 1 : 0,
              added || removed ? 0 : 1,
              change.bytes()),
          FolderChanges::sum);
    }
    List<Folder> sorted = new ArrayList<>(folders.values());
    sorted.sort(Comparator.comparing(Folder::path));
    return sorted;
  }

  private static Folder sum(Folder a, Folder b) {
    return new Folder(
        a.path, a.added + b.added, a.removed + b.removed, a.changed + b.changed, a.bytes + b.bytes);
  }

  /** The first names of the path, the file's own left out. */
  static String folder(String path) {
    int end = 0;
    for (int depth = 0; depth < DEPTH; depth++) {
      int slash = path.indexOf('/', depth == 0 ? 0 : end + 1);
      if (slash < 0) {
        break;
      }
      end = slash;
    }
    return path.substring(0, end);
  }
}
