package dev.plinth.advisories;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where advisories are looked up: the store, or the embedded starter set. */
public interface AdvisorySource {
  /**
   * All that is known of these packages; keys without any advisory may be absent. Withdrawn
   * advisories are never among them.
   */
  Map<PackageKey, List<Affected>> affecting(Collection<PackageKey> keys);

  /**
   * False only when it surely has no row about any package of that name, in whatever ecosystem and
   * with whatever before it (a scope, a group, a module).
   *
   * @param name a package's own name or its source's, as its package manager has it
   */
  default boolean mayKnow(String name) {
    return true;
  }

  /** What is known of these vulnerabilities, by any of their names; absent where nothing is. */
  Map<String, Enrichment> enrichment(Collection<String> ids);

  /**
   * How long the releases of a product are looked after; empty where nothing is known.
   *
   * @param product as endoflife.date names it
   */
  default List<Lifecycle> lifecycles(String product) {
    return List.of();
  }

  /** Where the data came from, for the report. */
  List<Origin> origins();

  /**
   * Beside the advisories: exploitation and scores.
   *
   * @param knownExploitedAdded day of entry into CISA's catalogue, null when not in it
   * @param ransomware known ransomware use, by that catalogue
   * @param epss probability, -1 when unknown
   * @param vector CVSS vector of the CVE record or NVD, null when unknown
   * @param score its base score, -1 when unknown
   * @param scoreSource who gave it: {@code cve-record}, {@code nvd}, …; empty when unknown
   * @param severityWord where only a word was given; empty when not
   */
  record Enrichment(
      @Nullable String knownExploitedAdded,
      boolean ransomware,
      double epss,
      @Nullable String vector,
      double score,
      String scoreSource,
      String severityWord) {}

  /**
   * One feed's data.
   *
   * @param name {@code osv}, {@code kev}, {@code epss}, {@code starter}
   * @param records how many
   * @param asOf the newest date in the data, ISO 8601, empty when unknown
   * @param imported when it was taken in, ISO 8601, empty for the embedded set
   * @param ecosystems the ecosystems it has rows of, with releases, sorted
   */
  record Origin(String name, long records, String asOf, String imported, List<String> ecosystems) {}
}
