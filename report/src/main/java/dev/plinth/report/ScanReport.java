package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.inventory.Inventory;
import dev.plinth.policy.Verdict;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
 * @param base what the image stands on, null where nothing tells
 * @param baseline what the findings were held against, null where nothing was asked for
 * @param notices what else to know of the answer: exceptions about to expire, old data
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
    @Nullable Base base,
    @Nullable Baseline baseline,
    List<Notice> notices,
    Verdict verdict) {
  /** Keeps its own copies. */
  public ScanReport {
    findings = List.copyOf(findings);
    setAside = List.copyOf(setAside);
    uncovered = List.copyOf(uncovered);
    sources = List.copyOf(sources);
    notices = List.copyOf(notices);
  }

  /** A report without base, baseline and notices. */
  public ScanReport(
      String tool,
      Subject subject,
      Inventory inventory,
      List<Finding> findings,
      List<SetAside> setAside,
      List<Uncovered> uncovered,
      List<Source> sources,
      boolean starterOnly,
      Verdict verdict) {
    this(
        tool,
        subject,
        inventory,
        findings,
        setAside,
        uncovered,
        sources,
        starterOnly,
        null,
        null,
        List.of(),
        verdict);
  }

  /**
   * What was scanned; texts are empty where the form has no such thing.
   *
   * @param target as asked for
   * @param name the image's own name
   * @param form {@code docker-archive}, {@code oci-dir}, {@code oci-archive}, {@code dir}, {@code
   *     src}, {@code sbom}
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

  /**
   * A finding that does not count, and why: nothing is hidden.
   *
   * @param reason a word: {@code not-affected}, {@code exception}, {@code vex}, {@code only-fixed},
   *     {@code baseline}, …
   * @param explanation a sentence without a final stop
   * @param place the file that says so, with its line: {@code .plinth.yaml:12}; empty for what
   *     Plinth knows by itself
   * @param owner who answers for it; empty where nobody is named
   * @param until the last day it holds, ISO 8601; empty where it does not end
   */
  public record SetAside(
      Finding finding,
      String reason,
      String explanation,
      String place,
      String owner,
      String until) {
    /** What Plinth knows by itself. */
    public SetAside(Finding finding, String reason, String explanation) {
      this(finding, reason, explanation, "", "", "");
    }
  }

  /**
   * What the image stands on.
   *
   * @param name a reference, or what tells the base; empty where only a digest is known
   * @param digest empty where unknown
   * @param layers how many of the image's lowest layers are the base's, -1 where unknown
   * @param certainty {@code proof}, {@code claim} or {@code hint}
   * @param explanation how it is known, a sentence without a final stop
   * @param others what else lies beneath, the highest first
   */
  public record Base(
      String name,
      String digest,
      int layers,
      String certainty,
      String explanation,
      List<Base> others) {
    /** Keeps its own copy. */
    public Base {
      others = List.copyOf(others);
    }

    /** One alone. */
    public Base(String name, String digest, int layers, String certainty, String explanation) {
      this(name, digest, layers, certainty, explanation, List.of());
    }
  }

  /**
   * What the findings were held against.
   *
   * @param name the report or image
   * @param known the fingerprints of findings that were there already
   * @param fixed how many of the baseline's findings are gone
   */
  public record Baseline(String name, Set<String> known, int fixed) {
    /** Keeps its own copy. */
    public Baseline {
      known = Set.copyOf(known);
    }
  }

  /**
   * What else to know of the answer.
   *
   * @param warning true where somebody should act
   * @param id a stable word, such as {@code exception-unused}
   * @param text a sentence without a final stop
   * @param place the file it speaks of, with its line; empty where there is none
   */
  public record Notice(boolean warning, String id, String text, String place) {}

  /** As {@code MatchResult.Uncovered}. */
  public record Uncovered(String ecosystem, int packages) {}

  /** As {@code AdvisorySource.Origin}. */
  public record Source(String name, long records, String asOf, String imported) {}
}
