package dev.plinth.advisories.feed;

import dev.plinth.foundation.PlinthException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import did.
 *
 * @param files one for each file, and one for the loose documents of each folder, in the order read
 */
public record ImportReport(List<FileReport> files) {
  /** Skipped records named for each file; the rest are only counted. */
  public static final int NAMED = 100;

  /** Keeps its own copy. */
  public ImportReport {
    files = List.copyOf(files);
  }

  /** Records taken from all files. */
  public long taken() {
    long sum = 0;
    for (FileReport file : files) {
      sum += file.taken();
    }
    return sum;
  }

  /** Records that could not be read, of all files. */
  public long skipped() {
    long sum = 0;
    for (FileReport file : files) {
      sum += file.skipped();
    }
    return sum;
  }

  /** True where a whole file could not be read and changed nothing. */
  public boolean anyFailed() {
    for (FileReport file : files) {
      if (file.failure() != null) {
        return true;
      }
    }
    return false;
  }

  /** True where at least one file was taken in, so that there is something to publish. */
  public boolean changed() {
    for (FileReport file : files) {
      if (file.failure() == null) {
        return true;
      }
    }
    return false;
  }

  /**
   * One file, or the loose documents of one folder.
   *
   * @param name as the user gave it
   * @param formats the feeds that were recognised, sorted: {@code osv}, {@code kev}, {@code
   *     debian-tracker}, …
   * @param taken records now in the store
   * @param superseded records older than what the store has
   * @param empty records that say nothing of any package or give no score, withdrawn ones included
   * @param skipped bad records
   * @param bad the first {@link #NAMED} of them
   * @param ignored files that by their name are no data: licences, readmes
   * @param failure why nothing of it was taken in; null where it was
   * @param millis how long it took
   */
  public record FileReport(
      String name,
      List<String> formats,
      long taken,
      long superseded,
      long empty,
      long skipped,
      List<BadRecord> bad,
      long ignored,
      @Nullable PlinthException failure,
      long millis) {
    /** Keeps its own copies. */
    public FileReport {
      formats = List.copyOf(formats);
      bad = List.copyOf(bad);
    }
  }

  /**
   * @param name its id, or the file or line it stands in
   * @param reason what is wrong with it, without a final stop
   */
  public record BadRecord(String name, String reason) {}
}
