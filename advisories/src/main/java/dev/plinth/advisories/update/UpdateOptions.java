package dev.plinth.advisories.update;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * How to update.
 *
 * @param cache a folder for what is being fetched; may be absent
 * @param addresses other addresses than the feeds' own, by feed or group
 * @param anew fetch everything, whatever is had already
 * @param force take feeds that seem to have lost most of their records
 * @param atOnce feeds fetched at a time
 * @param timeout for all of it
 * @param clock for the times written down
 */
public record UpdateOptions(
    Path cache,
    Map<String, URI> addresses,
    boolean anew,
    boolean force,
    int atOnce,
    Duration timeout,
    InstantSource clock) {
  /** Keeps its own copy. */
  public UpdateOptions {
    addresses = Map.copyOf(addresses);
  }

  /** Where a feed is fetched from: its own address, unless it or its group has another. */
  public URI address(Feed feed) {
    URI own = addresses.get(feed.id());
    if (own != null) {
      return own;
    }
    URI group = addresses.get(feed.group());
    if (group == null || feed.group().isEmpty()) {
      return URI.create(feed.url());
    }
    String base = group.toString();
    String path = feed.url().substring(0, feed.url().length() - 1);
    return URI.create(
        base + (base.endsWith("/") ? "" : "/") + path.substring(path.lastIndexOf('/') + 1) + "/");
  }
}
