package dev.plinth.advisories.update;

import dev.plinth.advisories.feed.Framing;
import dev.plinth.advisories.feed.ImportReport.FileReport;
import dev.plinth.advisories.store.DocumentState;
import dev.plinth.advisories.store.StoreUpdate;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;

/**
 * One document within its transaction: before it ends, what came is held against what was there,
 * and what vanished is removed. A document that is not what it should be is refused, and changes
 * nothing.
 */
final class Taking implements Framing {
  /** Fewer than this part of the records from before is suspicious. */
  private static final int SHRUNK_TO = 2;

  /** Feeds smaller than this may shrink as they like. */
  private static final int SMALL = 20;

  /** More than one record in so many bad ones spoils a document. */
  private static final int SPOILT_BY = 20;

  private final Feed feed;
  private final Staged staged;
  private final DocumentState before;
  private final boolean force;
  private final long now;
  private long fresh;
  private long records;
  private int removed;

  Taking(Feed feed, Staged staged, DocumentState before, boolean force, long now) {
    this.feed = feed;
    this.staged = staged;
    this.before = before;
    this.force = force;
    this.now = now;
  }

  /** How many records the document has now. */
  long records() {
    return records;
  }

  /** How many advisories it had before and has no more. */
  int removed() {
    return removed;
  }

  @Override
  public boolean reads(String name) {
    return feed.method().reads(name);
  }

  @Override
  public boolean mayBeEmpty() {
    return staged.kind() == Staged.Kind.INCREMENT;
  }

  @Override
  public void begin(String name, StoreUpdate store) {
    store.beginDocument(name, feed.id(), staged.part());
    Staged.Listing listing = staged.listing();
    if (listing != null) {
      for (String id : listing.changed()) {
        fresh += store.knows(id) ? 0 : 1;
      }
    }
  }

  @Override
  public void end(FileReport report, StoreUpdate store) throws IOException {
    if (!feed.formats().containsAll(report.formats())) {
      throw UpdateErrors.other(feed.id(), String.join(", ", report.formats()));
    }
    long understood = report.taken() + report.superseded() + report.empty();
    long seen = understood + report.skipped();
    boolean many = report.skipped() > 1 && report.skipped() * SPOILT_BY > seen;
    if (!force && report.skipped() > 0 && (many || understood == 0)) {
      throw UpdateErrors.spoilt(feed.id(), report.skipped(), seen);
    }
    records = before.records();
    boolean whole = staged.kind() == Staged.Kind.WHOLE;
    if (whole) {
      shrink(seen);
      records = seen;
      removed = store.sweep();
    }
    boolean increment = staged.kind() == Staged.Kind.INCREMENT;
    if (increment && staged.listing() == null) {
      records += store.fresh();
    }
    int gone = 0;
    for (String id : staged.removed()) {
      gone += store.remove(id) ? 1 : 0;
    }
    removed += gone;
    records -= gone;
    if (increment) {
      vanished(store);
    }
    String newest = store.newest();
    String cursor = staged.cursor();
    boolean taken = staged.kind() != Staged.Kind.UNCHANGED;
    store.endDocument(
        new DocumentState(
            feed.id(),
            staged.part(),
            staged.source().url(),
            staged.source().etag(),
            staged.source().lastModified(),
            !taken ? before.cursor() : cursor == null ? newest : cursor,
            records,
            newest.compareTo(before.asOf()) > 0 || whole ? newest : before.asOf(),
            taken ? now : before.updated(),
            now));
  }

  private void shrink(long seen) {
    if (!force && before.records() >= SMALL && seen < before.records() / SHRUNK_TO) {
      throw UpdateErrors.shrunk(feed.id(), before.records(), seen);
    }
  }

  /** The list of all names tells whether any is gone; only then each is looked up. */
  private void vanished(StoreUpdate store) throws IOException {
    Staged.Listing listing = staged.listing();
    if (listing == null) {
      return;
    }
    if (listing.names() < before.records() + fresh) {
      shrink(listing.names());
      try (BufferedReader in = Files.newBufferedReader(listing.file())) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          String id = OsvArchive.id(line);
          if (id != null) {
            store.stillHas(id);
          }
        }
      }
      removed += store.sweep();
    }
    records = listing.names();
  }
}
