package dev.plinth.advisories.update;

import dev.plinth.advisories.feed.ImportReport;
import dev.plinth.foundation.PlinthException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an update did.
 *
 * @param feeds in the order of {@link Feeds}
 */
public record UpdateReport(List<Result> feeds) {
  /** Keeps its own copy. */
  public UpdateReport {
    feeds = List.copyOf(feeds);
  }

  /** True where a feed could not be brought up to date. */
  public boolean anyFailed() {
    return feeds.stream().anyMatch(feed -> feed.failure() != null);
  }

  /**
   * One feed.
   *
   * @param id its name
   * @param updated documents whose content was taken in
   * @param unchanged documents that are as they were
   * @param records how many records its documents have now
   * @param taken records that are new or changed
   * @param removed advisories that it has no more
   * @param skipped bad records
   * @param bad some of them
   * @param bytes fetched
   * @param failure why it, or a document of it, could not be had; null where all went well
   */
  public record Result(
      String id,
      int updated,
      int unchanged,
      long records,
      long taken,
      long removed,
      long skipped,
      List<ImportReport.BadRecord> bad,
      long bytes,
      @Nullable PlinthException failure) {
    /** Keeps its own copy. */
    public Result {
      bad = List.copyOf(bad);
    }
  }
}
