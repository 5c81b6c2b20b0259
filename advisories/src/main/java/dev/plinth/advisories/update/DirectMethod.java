package dev.plinth.advisories.update;

import dev.plinth.advisories.feed.ImportListener;
import dev.plinth.advisories.store.StoreUpdate;
import java.io.IOException;
import java.util.List;

/** A feed that is read and taken in at once, since what it reads next depends on what it has. */
interface DirectMethod extends FeedMethod {
  /**
   * Reads the feed into the store; called after all other feeds. What was committed stays, whatever
   * becomes of the rest.
   *
   * @throws dev.plinth.foundation.PlinthException where the feed cannot be had
   * @throws IOException likewise
   */
  UpdateReport.Result take(FeedAccess access, StoreUpdate store, ImportListener listener)
      throws IOException;

  @Override
  default List<Staged> fetch(FeedAccess access) {
    return List.of();
  }
}
