package dev.plinth.advisories.feed;

/** Told how an import goes on, from the importing thread. */
public interface ImportListener {
  /** Hears nothing. */
  ImportListener NONE = new ImportListener() {};

  /** A file is being read. */
  default void started(String name) {}

  /** So many records of it were read; now and then. */
  default void progress(String name, long records) {}

  /** A file is done, or failed. */
  default void finished(ImportReport.FileReport report) {}
}
