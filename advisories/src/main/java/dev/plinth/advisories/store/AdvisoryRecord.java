package dev.plinth.advisories.store;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Affected;
import java.util.List;

/**
 * One advisory as a feed gives it to the store.
 *
 * @param advisory the statement; its {@code source} is the feed's name
 * @param details the prose, empty when there is none
 * @param statements what it says of each package; none where it was withdrawn
 */
public record AdvisoryRecord(Advisory advisory, String details, List<Statement> statements) {
  /** Keeps its own copy. */
  public AdvisoryRecord {
    statements = List.copyOf(statements);
  }

  /**
   * What it says of one package.
   *
   * @param ecosystem OSV's name with its release
   * @param name as the feed writes it: the store normalises it
   * @param ranges intervals of affected versions
   * @param versions single affected versions
   * @param status what the vendor says
   * @param informational no vulnerability but a notice (RustSec's {@code unmaintained} and {@code
   *     notice}): kept for searches, never matched
   * @param severityWord the vendor's word for this very package, empty when it gives none
   * @param scores vectors for this very package, none where the advisory's hold
   */
  public record Statement(
      String ecosystem,
      String name,
      List<Affected.Interval> ranges,
      List<String> versions,
      Affected.Status status,
      boolean informational,
      String severityWord,
      List<Advisory.Score> scores) {
    /** Keeps its own copies. */
    public Statement {
      ranges = List.copyOf(ranges);
      versions = List.copyOf(versions);
      scores = List.copyOf(scores);
    }
  }
}
