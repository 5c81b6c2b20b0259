package dev.plinth.advisories.update;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A feed of documents, each whole whenever it changes. */
final class Documents implements FeedMethod {
  private final List<String> paths;
  private final boolean someMayLack;

  private Documents(List<String> paths, boolean someMayLack) {
    this.paths = List.copyOf(paths);
    this.someMayLack = someMayLack;
  }

  /** The one document that the feed's address names. */
  static Documents one() {
    return new Documents(List.of(""), false);
  }

  /** Documents below the feed's address, of which it may not have all. */
  static Documents anyOf(List<String> paths) {
    return new Documents(paths, true);
  }

  @Override
  public List<Staged> fetch(FeedAccess access) {
    List<Staged> staged = new ArrayList<>();
    for (String path : paths) {
      URI address = path.isEmpty() ? access.url() : access.below(path);
      String file = path.isEmpty() ? "document" : path.replace('/', '_');
      Fetched fetched = access.fetch(address, path, file, FeedAccess.MOST_BYTES);
      if (fetched.file() != null) {
        staged.add(Staged.whole(path, fetched.source(), fetched.file()));
      } else if (fetched.unchanged()) {
        staged.add(Staged.unchanged(path, fetched.source()));
      } else if (!someMayLack || access.state(path).known()) {
        throw UpdateErrors.absent("the feed " + access.feed().id(), address.toString());
      }
    }
    if (staged.isEmpty()) {
      throw UpdateErrors.absent("the feed " + access.feed().id(), access.url().toString());
    }
    return staged;
  }
}
