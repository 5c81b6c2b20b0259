package dev.plinth.advisories.update;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A feed of documents, each whole whenever it changes. */
final class Documents implements FeedMethod {
  private final List<String> paths;
  private final boolean someMayLack;
  private final long limit;
  private final String within;

  private Documents(List<String> paths, boolean someMayLack, long limit, String within) {
    this.paths = List.copyOf(paths);
    this.someMayLack = someMayLack;
    this.limit = limit;
    this.within = within;
  }

  /** The one document that the feed's address names. */
  static Documents one() {
    return new Documents(List.of(""), false, FeedAccess.MOST_BYTES, "");
  }

  /**
   * The archive of a git repository, which lies below one folder in it.
   *
   * @param folder of the repository that has the feed's data, ending in a slash
   * @param limit of its bytes
   */
  static Documents repository(String folder, long limit) {
    return new Documents(List.of(""), false, limit, folder);
  }

  /** Documents below the feed's address, of which it may not have all. */
  static Documents anyOf(List<String> paths) {
    return new Documents(paths, true, FeedAccess.MOST_BYTES, "");
  }

  @Override
  public boolean reads(String name) {
    return within.isEmpty()
        || name.startsWith(within)
        || name.startsWith(within, name.indexOf('/') + 1);
  }

  @Override
  public List<Staged> fetch(FeedAccess access) {
    List<Staged> staged = new ArrayList<>();
    for (String path : paths) {
      URI address = path.isEmpty() ? access.url() : access.below(path);
      String file = path.isEmpty() ? "document" : path.replace('/', '_');
      Fetched fetched = access.fetch(address, path, file, limit);
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
