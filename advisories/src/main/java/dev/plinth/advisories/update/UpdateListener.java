package dev.plinth.advisories.update;

/** Told how an update goes on, from several threads. */
public interface UpdateListener {
  /** Hears nothing. */
  UpdateListener NONE = new UpdateListener() {};

  /** So many more bytes of a feed came. */
  default void fetched(String feed, long bytes) {}

  /** So many records of a feed were read. */
  default void read(String feed, long records) {}

  /** A feed is done, or failed. */
  default void finished(UpdateReport.Result result) {}
}
