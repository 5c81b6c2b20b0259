package dev.plinth.dockerfile.context;

import dev.plinth.dockerfile.context.IgnoreFile.Line;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a build sends.
 *
 * @param folder where it is
 * @param ignoreFile the file that keeps things out; null where there is none
 * @param ignore what it says
 * @param sent what would be sent, folders left out, in the order of paths
 * @param ignored what is kept out: files, and folders with all that is in them
 * @param incomplete why not all of it was looked at; empty where it was
 */
public record BuildContext(
    Path folder,
    @Nullable Path ignoreFile,
    IgnoreFile ignore,
    List<Entry> sent,
    List<Entry> ignored,
    String incomplete) {
  /** Keeps its own copies. */
  public BuildContext {
    sent = List.copyOf(sent);
    ignored = List.copyOf(ignored);
  }

  /** What an entry is. */
  public enum Kind {
    FILE,
    /** A folder with all that is in it. */
    FOLDER,
    /** A symbolic link: sent as such, never followed. */
    LINK,
    /** A pipe, socket or device. */
    OTHER
  }

  /**
   * A file, or a folder that is kept out as a whole.
   *
   * @param path relative to the context, with slashes
   * @param kind what it is
   * @param size in bytes, of a folder that of all its files; 0 for links
   * @param files how many files it is: 1 unless it is a folder
   * @param by the line that keeps it out, or took it back; null where none matched
   * @param secret what secret it is likely to hold; null where nothing says so
   */
  public record Entry(
      String path, Kind kind, long size, int files, @Nullable Line by, @Nullable String secret) {}

  /** Bytes that would be sent. */
  public long size() {
    long sum = 0;
    for (Entry entry : sent) {
      sum += entry.size();
    }
    return sum;
  }

  /** True where everything was looked at. */
  public boolean complete() {
    return incomplete.isEmpty();
  }
}
