package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.inventory.Inventory;
import dev.plinth.policy.Verdict;
import java.util.List;

/**
 * All that a scan says, ready to be written in any format; nothing in it depends on the clock or
 * the machine.
 *
 * @param tool Plinth's version
 * @param subject what was scanned
 * @param inventory what it carries
 * @param findings what is wrong, sorted
 * @param setAside what would be wrong but for a reason
 * @param uncovered ecosystems without advisories
 * @param sources where the advisories came from
 * @param starterOnly true when nothing but the embedded starter set was at hand
 * @param verdict the gate's answer
 */
public record ScanReport(
    String tool,
    Subject subject,
    Inventory inventory,
    List<Finding> findings,
    List<SetAside> setAside,
    List<Uncovered> uncovered,
    List<Source> sources,
    boolean starterOnly,
    Verdict verdict) {
  /** Keeps its own copies. */
  public ScanReport {
    findings = List.copyOf(findings);
    setAside = List.copyOf(setAside);
    uncovered = List.copyOf(uncovered);
    sources = List.copyOf(sources);
  }

  /**
   * What was scanned; texts are empty where the form has no such thing.
   *
   * @param target as asked for
   * @param name the image's own name
   * @param form {@code docker-archive}, {@code oci-dir}, {@code oci-archive}, {@code dir}, {@code
   *     sbom}
   * @param manifestDigest as text
   * @param configDigest as text: the image's ID
   * @param platform {@code linux/amd64}
   * @param platformNote why another platform was taken than the one asked for
   * @param created the configuration's, as written
   */
  public record Subject(
      String target,
      String name,
      String form,
      String manifestDigest,
      String configDigest,
      String platform,
      String platformNote,
      String created) {}

  /** As {@code MatchResult.SetAside}. */
  public record SetAside(Finding finding, String reason, String explanation) {}

  /** As {@code MatchResult.Uncovered}. */
  public record Uncovered(String ecosystem, int packages) {}

  /** As {@code AdvisorySource.Origin}. */
  public record Source(String name, long records, String asOf, String imported) {}
}
