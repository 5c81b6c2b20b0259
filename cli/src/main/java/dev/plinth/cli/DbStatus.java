package dev.plinth.cli;

import dev.plinth.advisories.store.DocumentState;
import dev.plinth.foundation.SafeText;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code plinth db status} says of the feeds that {@code db update} brought. */
final class DbStatus {
  private DbStatus() {}

  static void documents(List<DocumentState> documents, Console console, PrintStream out) {
    Map<String, DocumentState> feeds = new LinkedHashMap<>();
    for (DocumentState document : documents) {
      if (document.known()) {
        feeds.merge(document.feed(), document, DbStatus::together);
      }
    }
    if (feeds.isEmpty()) {
      return;
    }
    Instant now = StoreAge.now(console.environment());
    out.println("Brought by plinth db update:");
    for (DocumentState feed : feeds.values()) {
      out.println(
          "  "
              + DbUpdate.padded(feed.feed(), 15)
              + DbText.count(feed.records())
              + " records"
              + (feed.asOf().isEmpty() ? "" : ", newest " + SafeText.of(feed.asOf()))
              + ", current "
              + ago(Duration.between(Instant.ofEpochSecond(feed.checked()), now)));
      out.println("  " + " ".repeat(15) + SafeText.of(feed.url()));
    }
  }

  /** The documents of one feed: as old as the oldest of them. */
  private static DocumentState together(DocumentState a, DocumentState b) {
    return new DocumentState(
        a.feed(),
        "",
        a.url(),
        "",
        "",
        "",
        a.records() + b.records(),
        a.asOf().compareTo(b.asOf()) >= 0 ? a.asOf() : b.asOf(),
        Math.max(a.updated(), b.updated()),
        Math.min(a.checked(), b.checked()));
  }

  /** How long ago, in the largest unit that gives at least two of it. */
  static String ago(Duration age) {
    if (age.isNegative() || age.toMinutes() < 2) {
      return "just now";
    }
    return (age.toHours() < 2
            ? age.toMinutes() + " minutes"
            : age.toDays() < 2 ? age.toHours() + " hours" : age.toDays() + " days")
        + " ago";
  }
}
