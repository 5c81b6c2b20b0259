package dev.plinth.advisories.debian;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.Affected.Status;
import dev.plinth.advisories.debian.ArchiveIndexes.Candidate;
import dev.plinth.advisories.store.AdvisoryRecord;
import dev.plinth.advisories.store.AdvisoryRecord.Statement;
import dev.plinth.advisories.version.VersionOrder;
import dev.plinth.advisories.version.VersionOrders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A changelog's entries as advisories, one for each vulnerability of each version: {@code
 * openssl_3.0.15-1~deb12u1:CVE-2024-5535} says that the vulnerability is fixed in that version.
 *
 * <p>Only entries of that source above the older suite's version count: below it lie fixes that
 * everybody has. A fix that a later entry takes back ("removed, due to a regression") is none.
 */
final class ChangelogAdvisories {
  private static final VersionOrder ORDER = VersionOrders.of("Debian");
  private static final String TRACKER = "https://security-tracker.debian.org/tracker/";

  private ChangelogAdvisories() {}

  /** The advisories of a source, oldest version first. */
  static List<AdvisoryRecord> of(
      Candidate candidate, List<Changelog.Entry> newestFirst, String feed, String ecosystem) {
    Map<String, List<AdvisoryRecord>> byVulnerability = new LinkedHashMap<>();
    for (Changelog.Entry entry : newestFirst.reversed()) {
      if (!entry.source().equals(candidate.source()) || !between(entry.version(), candidate)) {
        continue;
      }
      ChangelogFixes fixes = ChangelogFixes.of(entry.lines());
      for (String undone : fixes.undone()) {
        byVulnerability.remove(undone);
      }
      fixes
          .fixed()
          .forEach((cve, said) ->
              byVulnerability
                  .computeIfAbsent(cve, _ -> new ArrayList<>())
                  .add(record(entry, cve, said, feed, ecosystem)));
    }
    List<AdvisoryRecord> records = new ArrayList<>();
    byVulnerability.values().forEach(records::addAll);
    return records;
  }

  private static boolean between(String version, Candidate candidate) {
    return (candidate.floor().isEmpty() || ORDER.compare(version, candidate.floor()) > 0)
        && ORDER.compare(version, candidate.version()) <= 0;
  }

  private static AdvisoryRecord record(
      Changelog.Entry entry, String cve, String said, String feed, String ecosystem) {
    return new AdvisoryRecord(
        new Advisory(
            entry.source() + "_" + entry.version() + ":" + cve,
            List.of(),
            List.of(cve),
            feed,
            entry.date(),
            entry.date(),
            null,
            said,
            List.of(),
            "",
            List.of(TRACKER + cve)),
        "",
        List.of(
            new Statement(
                ecosystem,
                entry.source(),
                List.of(new Interval(Interval.Kind.ECOSYSTEM, "0", entry.version(), "")),
                List.of(),
                Status.AFFECTED,
                false,
                "",
                List.of())));
  }
}
