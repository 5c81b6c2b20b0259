package dev.plinth.advisories.update;

import dev.plinth.advisories.store.DocumentState;
import dev.plinth.http.Validators;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongConsumer;

/** What a method may use to fetch its feed. */
public final class FeedAccess {
  /** No document of any feed is larger; the largest are below a fifth of it. */
  static final long MOST_BYTES = 4L << 30;

  private final Feed feed;
  private final URI url;
  private final Fetcher fetcher;
  private final Map<String, DocumentState> states;
  private final Path folder;
  private final boolean anew;
  private final LongConsumer progress;

  FeedAccess(
      Feed feed,
      URI url,
      Fetcher fetcher,
      Map<String, DocumentState> states,
      Path folder,
      boolean anew,
      LongConsumer progress) {
    this.feed = feed;
    this.url = url;
    this.fetcher = fetcher;
    this.states = Map.copyOf(states);
    this.folder = folder;
    this.anew = anew;
    this.progress = progress;
  }

  Feed feed() {
    return feed;
  }

  URI url() {
    return url;
  }

  /** The feed's own folder in the cache. */
  Path folder() {
    return folder;
  }

  /** What the store knows of a document; nothing where all is to be fetched anew. */
  DocumentState state(String part) {
    DocumentState state = states.get(part);
    return anew || state == null ? DocumentState.none(feed.id(), part) : state;
  }

  /** The address of a path below a feed's folder. */
  URI below(String path) {
    StringBuilder out = new StringBuilder(url.toString());
    if (out.charAt(out.length() - 1) != '/') {
      out.append('/');
    }
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || "-._~/:".indexOf(c) >= 0
          || (c >= '0' && c <= '9')) {
        out.append(c);
      } else {
        out.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return URI.create(out.toString());
  }

  /**
   * Fetches a document.
   *
   * @param part whose state tells what is had already
   * @param file its name in the feed's folder of the cache
   */
  Fetched fetch(URI address, String part, String file, long limit) {
    DocumentState state = state(part);
    Validators known =
        state.url().equals(address.toString())
            ? new Validators(state.etag(), state.lastModified())
            : Validators.NONE;
    return fetcher.fetch(address, what(address), known, folder.resolve(file), limit, progress);
  }

  /** Fetches a document whatever is had already. */
  Fetched fetchAnew(URI address, String file, long limit) {
    return fetcher.fetch(
        address, what(address), Validators.NONE, folder.resolve(file), limit, progress);
  }

  private String what(URI address) {
    String path = String.valueOf(address.getPath());
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.isEmpty() || path.length() < 2
        ? "the feed " + feed.id()
        : name + " of the feed " + feed.id();
  }
}
