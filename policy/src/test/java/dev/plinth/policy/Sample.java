package dev.plinth.policy;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.findings.Vulnerability;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A finding to judge, built in words; immutable. */
record Sample(
    Finding.Kind kind,
    Severity severity,
    @Nullable Fix fix,
    boolean exploited,
    double epss,
    double score) {

  static Sample of(Severity severity) {
    return new Sample(Finding.Kind.VULNERABILITY, severity, null, false, -1, -1);
  }

  Sample kind(Finding.Kind other) {
    return new Sample(other, severity, fix, exploited, epss, score);
  }

  Sample fixable() {
    return new Sample(kind, severity, new Fix.Upgrade("x", "2"), exploited, epss, score);
  }

  Sample advised() {
    return new Sample(kind, severity, new Fix.Advice("do without"), exploited, epss, score);
  }

  Sample exploitedInTheWild() {
    return new Sample(kind, severity, fix, true, epss, score);
  }

  Sample epss(double probability) {
    return new Sample(kind, severity, fix, exploited, probability, score);
  }

  Sample score(double other) {
    return new Sample(kind, severity, fix, exploited, epss, other);
  }

  Finding finding() {
    return finding("CVE-2024-1");
  }

  Finding finding(String id) {
    Vulnerability.KnownExploited entry =
        exploited ? new Vulnerability.KnownExploited("2024-02-03", false) : null;
    return new Finding(
        id,
        kind,
        severity,
        "debian",
        "A title",
        new Subject("x", "1", "pkg:deb/debian/x@1", null),
        List.of(),
        Finding.Owner.UNKNOWN,
        List.of(),
        fix,
        List.of(),
        kind == Finding.Kind.VULNERABILITY
            ? new Vulnerability(List.of(), score, null, entry, epss, "DSA-1-1", "osv", "")
            : null);
  }
}
