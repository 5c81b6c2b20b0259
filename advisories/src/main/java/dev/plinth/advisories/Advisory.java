package dev.plinth.advisories;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One vulnerability's statement about packages, in the thought of the OSV schema 1.7: every feed is
 * turned into it.
 *
 * @param id as its feed names it: {@code DSA-5343-1}, {@code GHSA-…}, {@code PYSEC-…}, {@code
 *     CVE-…}
 * @param aliases other names of the same vulnerability (OSV {@code aliases})
 * @param upstream the vulnerabilities a distribution's advisory speaks of (OSV {@code upstream});
 *     an advisory with several of them fixes several vulnerabilities and is never itself an alias
 *     that would make them one
 * @param source the feed it came from: {@code osv}, {@code starter}, …
 * @param published ISO 8601, empty when unknown
 * @param modified ISO 8601, empty when unknown
 * @param withdrawn ISO 8601, null when it stands
 * @param summary one line; empty when there is none
 * @param scores CVSS vectors with who gave them
 * @param severityWord the vendor's or database's own word ({@code HIGH}, {@code unimportant});
 *     empty when it gives none
 * @param references web addresses, most useful first
 */
public record Advisory(
    String id,
    List<String> aliases,
    List<String> upstream,
    String source,
    String published,
    String modified,
    @Nullable String withdrawn,
    String summary,
    List<Score> scores,
    String severityWord,
    List<String> references) {
  /** Keeps its own copies. */
  public Advisory {
    aliases = List.copyOf(aliases);
    upstream = List.copyOf(upstream);
    scores = List.copyOf(scores);
    references = List.copyOf(references);
  }

  /**
   * @param type OSV's: {@code CVSS_V2}, {@code CVSS_V3}, {@code CVSS_V4}
   * @param vector such as {@code CVSS:3.1/AV:N/…}
   */
  public record Score(String type, String vector) {}
}
