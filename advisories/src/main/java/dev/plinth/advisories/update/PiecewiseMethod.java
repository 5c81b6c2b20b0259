package dev.plinth.advisories.update;

import dev.plinth.advisories.feed.ImportListener;
import dev.plinth.advisories.feed.ImportReport;
import dev.plinth.advisories.store.StoreUpdate;
import dev.plinth.http.HttpClient;
import java.net.URI;
import java.util.List;

/**
 * A feed that is read piece by piece, straight into the store, because which pieces are wanted
 * depends on what the store has of it. It ends its transactions itself; what it read until a
 * failure stays.
 */
interface PiecewiseMethod extends FeedMethod {
  /** With what the names of its feeds in the store begin. */
  String stored();

  /**
   * Brings the store up to date.
   *
   * @param url where the feed is published
   * @throws dev.plinth.foundation.PlinthException where the time is up
   */
  ImportReport.FileReport read(
      Feed feed,
      URI url,
      HttpClient client,
      Deadline deadline,
      StoreUpdate store,
      ImportListener listener);

  /** Nothing is fetched beforehand. */
  @Override
  default List<Staged> fetch(FeedAccess access) {
    return List.of();
  }
}
