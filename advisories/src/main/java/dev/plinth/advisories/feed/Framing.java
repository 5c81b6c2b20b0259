package dev.plinth.advisories.feed;

import dev.plinth.advisories.store.StoreUpdate;
import java.io.IOException;

/** What stands before and after the records of a file within its transaction. */
public interface Framing {
  /** A file that a person gave. */
  Framing FILE =
      new Framing() {
        @Override
        public void begin(String name, StoreUpdate store) {
          store.begin(name);
        }

        @Override
        public void end(ImportReport.FileReport report, StoreUpdate store) {}
      };

  /** Starts the transaction. */
  void begin(String name, StoreUpdate store);

  /**
   * All records were read.
   *
   * @throws dev.plinth.foundation.PlinthException where they are refused: nothing of them stays
   * @throws IOException likewise
   */
  void end(ImportReport.FileReport report, StoreUpdate store) throws IOException;

  /**
   * Whether a member of an archive is read; others are no data.
   *
   * @param name its path there
   */
  default boolean reads(String name) {
    return true;
  }

  /** Whether it may be without any record. */
  default boolean mayBeEmpty() {
    return false;
  }
}
