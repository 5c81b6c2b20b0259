package dev.plinth.advisories.store;

import dev.plinth.advisories.AdvisorySource.Origin;
import java.nio.file.Path;
import java.util.List;

/**
 * What a store holds.
 *
 * @param file where it lies
 * @param bytes its size
 * @param schema the schema's version
 * @param advisories statements, withdrawn ones included
 * @param packages distinct packages of all ecosystems
 * @param affected statements about packages
 * @param origins the feeds
 * @param files the files taken in last, newest first, at most 100
 */
public record StoreStatus(
    Path file,
    long bytes,
    int schema,
    long advisories,
    long packages,
    long affected,
    List<Origin> origins,
    List<ImportedFile> files) {
  /** Keeps its own copies. */
  public StoreStatus {
    origins = List.copyOf(origins);
    files = List.copyOf(files);
  }

  /**
   * @param feed whose data they are
   * @param file the name as it was given
   * @param asOf the date of the data, ISO 8601, empty when unknown
   * @param imported when it was taken in, ISO 8601
   */
  public record ImportedFile(String feed, String file, String asOf, String imported) {}
}
