package dev.plinth.findings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Anything Plinth reports, from a lint rule to a CVE. One type, everywhere; immutable.
 *
 * @param id the vulnerability's preferred name ({@code CVE-2021-44228}) or the rule's ID ({@code
 *     floating-tag})
 * @param kind what sort of finding
 * @param severity how bad
 * @param severitySource who says so: {@code debian}, {@code ghsa}, {@code nvd}, {@code cve-record},
 *     {@code plinth}; empty when nobody does
 * @param title one line saying what is wrong, without the subject
 * @param subject what it is about
 * @param locations where it was found, most telling first
 * @param owner whose it is
 * @param ownerProved whether that is proved; false where it is claimed, guessed or not known
 * @param evidence why this holds, in order, as sentences without a final stop
 * @param fix what removes it, or null when nothing is known to
 * @param references web addresses, most useful first
 * @param vulnerability what is known of the vulnerability, null for other kinds
 */
public record Finding(
    String id,
    Kind kind,
    Severity severity,
    String severitySource,
    String title,
    Subject subject,
    List<Location> locations,
    Owner owner,
    boolean ownerProved,
    List<String> evidence,
    @Nullable Fix fix,
    List<String> references,
    @Nullable Vulnerability vulnerability) {

  /** Keeps its own copies of the lists. */
  public Finding {
    locations = List.copyOf(locations);
    evidence = List.copyOf(evidence);
    references = List.copyOf(references);
  }

  /** One whose owner is not proved. */
  public Finding(
      String id,
      Kind kind,
      Severity severity,
      String severitySource,
      String title,
      Subject subject,
      List<Location> locations,
      Owner owner,
      List<String> evidence,
      @Nullable Fix fix,
      List<String> references,
      @Nullable Vulnerability vulnerability) {
    this(
        id,
        kind,
        severity,
        severitySource,
        title,
        subject,
        locations,
        owner,
        false,
        evidence,
        fix,
        references,
        vulnerability);
  }

  /** The sorts of finding. */
  public enum Kind {
    VULNERABILITY,
    END_OF_LIFE,
    /** What an image says of its base and its layers deny. */
    BASE,
    /** A rule about how a file is written. */
    LINT,
    /** Something of the input that could not be read, so that the result is not whole. */
    UNREADABLE;

    /** The lower-case word of reports. */
    public String word() {
      return switch (this) {
        case VULNERABILITY -> "vulnerability";
        case END_OF_LIFE -> "end-of-life";
        case BASE -> "base";
        case LINT -> "lint";
        case UNREADABLE -> "unreadable";
      };
    }
  }

  /** Whose a finding is. */
  public enum Owner {
    /** The image that the {@code FROM} names brought it. */
    BASE,
    /** Instructions after the {@code FROM} brought it. */
    OURS,
    /** A builder stage. */
    BUILDER,
    /** Not known. */
    UNKNOWN;

    /** The lower-case word of reports. */
    public String word() {
      return switch (this) {
        case BASE -> "base";
        case OURS -> "ours";
        case BUILDER -> "builder";
        case UNKNOWN -> "unknown";
      };
    }
  }

  /** True when a version to move to is known; advice alone is no fix. */
  public boolean fixable() {
    return fix instanceof Fix.Upgrade;
  }

  /** Stable across runs and rebuilds of the same image: see {@link Fingerprint}. */
  public String fingerprint() {
    return Fingerprint.of(this, id);
  }

  /**
   * The fingerprints it would have by each of its names, its own first: what was once reported as a
   * GHSA is the same finding when its CVE has become known.
   */
  public List<String> fingerprints() {
    List<String> all = new ArrayList<>();
    all.add(fingerprint());
    if (vulnerability != null) {
      for (String alias : vulnerability.aliases()) {
        all.add(Fingerprint.of(this, alias));
      }
    }
    return all;
  }

  /** The same finding with more places and evidence. */
  public Finding with(List<Location> places, List<String> reasons) {
    return new Finding(
        id,
        kind,
        severity,
        severitySource,
        title,
        subject,
        places,
        owner,
        ownerProved,
        reasons,
        fix,
        references,
        vulnerability);
  }

  /** The same finding, as bad as somebody says, with one more sentence of evidence. */
  public Finding rated(Severity other, String source, String reason) {
    List<String> reasons = new ArrayList<>(evidence);
    reasons.add(reason);
    return new Finding(
        id,
        kind,
        other,
        source,
        title,
        subject,
        locations,
        owner,
        ownerProved,
        reasons,
        fix,
        references,
        vulnerability);
  }

  /** The same finding as somebody's, which may be proved. */
  public Finding ownedBy(Owner other, boolean proved) {
    return new Finding(
        id,
        kind,
        severity,
        severitySource,
        title,
        subject,
        locations,
        other,
        proved,
        evidence,
        fix,
        references,
        vulnerability);
  }
}
