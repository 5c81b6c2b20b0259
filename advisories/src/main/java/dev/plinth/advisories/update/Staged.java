package dev.plinth.advisories.update;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One document of a feed, fetched and ready to be taken in.
 *
 * @param part which of the feed's documents, empty where it has only one
 * @param kind what the files are
 * @param source where the validators came from
 * @param cursor up to where it is read then; null where the newest date in it tells
 * @param files archives, documents, or folders of documents
 * @param removed names of advisories that the feed says are no more
 * @param listing what the feed has in all, null where it does not say
 */
record Staged(
    String part,
    Kind kind,
    Source source,
    @Nullable String cursor,
    List<Path> files,
    List<String> removed,
    @Nullable Listing listing) {
  Staged {
    files = List.copyOf(files);
    removed = List.copyOf(removed);
  }

  /** What was fetched. */
  enum Kind {
    /** Nothing: it is as it was. */
    UNCHANGED,
    /** All of it. */
    WHOLE,
    /** What changed. */
    INCREMENT
  }

  /**
   * Where a document came from, and by what its server tells whether it changed.
   *
   * @param etag as sent, empty where none
   * @param lastModified as sent, empty where none
   */
  record Source(String url, String etag, String lastModified) {}

  /**
   * All names a feed has.
   *
   * @param file OSV's {@code modified_id.csv}
   * @param names how many
   * @param changed those of the increment
   */
  record Listing(Path file, long names, List<String> changed) {
    Listing {
      changed = List.copyOf(changed);
    }
  }

  static Staged unchanged(String part, Source source) {
    return new Staged(part, Kind.UNCHANGED, source, null, List.of(), List.of(), null);
  }

  static Staged whole(String part, Source source, Path file) {
    return new Staged(part, Kind.WHOLE, source, null, List.of(file), List.of(), null);
  }
}
