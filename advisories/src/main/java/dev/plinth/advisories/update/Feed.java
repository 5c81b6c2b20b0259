package dev.plinth.advisories.update;

import java.util.List;

/**
 * One feed: what it is, and how it is fetched.
 *
 * @param id its name on the command line and in the store
 * @param group a name for several feeds of one origin, empty where it has none
 * @param covers what it speaks of, in a few words
 * @param url where it is published: a document, or a folder that ends in a slash
 * @param licence of the data
 * @param usual whether {@code db update} fetches it when none is named
 * @param big whether it is more than some 50 MB to fetch
 * @param formats what its documents may hold, as imports report it
 * @param method how it is fetched
 */
public record Feed(
    String id,
    String group,
    String covers,
    String url,
    String licence,
    boolean usual,
    boolean big,
    List<String> formats,
    FeedMethod method) {
  /** Keeps its own copy. */
  public Feed {
    formats = List.copyOf(formats);
  }

  Feed asBig() {
    return new Feed(id, group, covers, url, licence, usual, true, formats, method);
  }
}
