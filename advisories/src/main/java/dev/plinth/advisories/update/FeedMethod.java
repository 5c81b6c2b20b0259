package dev.plinth.advisories.update;

import java.io.IOException;
import java.util.List;

/** How a feed is fetched. It touches no store: what it fetched is taken in later. */
public interface FeedMethod {
  /**
   * Fetches what changed since the states that the access knows. Called on a thread of its own.
   *
   * @return the feed's documents, those unchanged included
   * @throws dev.plinth.foundation.PlinthException where the feed cannot be had
   * @throws IOException where a fetched file cannot be read again
   */
  List<Staged> fetch(FeedAccess access) throws IOException;

  /**
   * Whether a member of an archive that was fetched is of the feed's data.
   *
   * @param name its path there
   */
  default boolean reads(String name) {
    return true;
  }
}
