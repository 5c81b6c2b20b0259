package dev.plinth.advisories.store;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Affected;
import java.util.List;

/**
 * One advisory that a search found.
 *
 * @param advisory the statement; it may be withdrawn
 * @param details its prose, empty when there is none
 * @param affected what it says of packages: of all of them, or of those with the name searched for
 */
public record SearchHit(Advisory advisory, String details, List<Affected> affected) {
  /** Keeps its own copy. */
  public SearchHit {
    affected = List.copyOf(affected);
  }
}
