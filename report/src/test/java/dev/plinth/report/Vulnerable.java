package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.findings.Vulnerability;
import dev.plinth.inventory.Package;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a finding of a vulnerability in words; mutable, for one use. */
final class Vulnerable {
  private final Package subject;
  private final String id;
  private final Severity severity;
  private final String source;
  private final List<String> evidence = new ArrayList<>();
  private final List<String> references = new ArrayList<>();
  private final List<String> aliases = new ArrayList<>();
  private String title = "";
  private @Nullable Fix fix;
  private String instruction = "";
  private Finding.Owner owner = Finding.Owner.UNKNOWN;
  private double score = -1;
  private @Nullable String vector;
  private Vulnerability.@Nullable KnownExploited exploited;
  private double epss = -1;
  private String advisory = "";
  private String status = "";

  Vulnerable(Package subject, String id, Severity severity, String source) {
    this.subject = subject;
    this.id = id;
    this.severity = severity;
    this.source = source;
    this.advisory = id;
  }

  Vulnerable title(String text) {
    title = text;
    return this;
  }

  Vulnerable fixedIn(String version) {
    fix =
        new Fix.Upgrade(
            subject.sourceName().isEmpty() ? subject.name() : subject.sourceName(), version);
    return this;
  }

  Vulnerable advice(String text) {
    fix = new Fix.Advice(text);
    return this;
  }

  Vulnerable by(String command, Finding.Owner whose) {
    instruction = command;
    owner = whose;
    return this;
  }

  Vulnerable cvss(double base, @Nullable String text) {
    score = base;
    vector = text;
    return this;
  }

  Vulnerable exploited(String since, boolean ransomware) {
    exploited = new Vulnerability.KnownExploited(since, ransomware);
    return this;
  }

  Vulnerable epss(double probability) {
    epss = probability;
    return this;
  }

  Vulnerable record(String name, String... others) {
    advisory = name;
    aliases.addAll(List.of(others));
    return this;
  }

  Vulnerable status(String word) {
    status = word;
    return this;
  }

  Vulnerable because(String sentence) {
    evidence.add(sentence);
    return this;
  }

  Vulnerable see(String address) {
    references.add(address);
    return this;
  }

  Finding finding() {
    int layer = subject.layer();
    String path = subject.evidence().isEmpty() ? "" : subject.evidence().getFirst();
    return new Finding(
        id,
        Finding.Kind.VULNERABILITY,
        severity,
        source,
        title,
        new Subject(
            subject.name(), subject.version(), subject.purl(), path.isEmpty() ? null : path),
        List.of(
            new Location.InImage(
                path,
                layer,
                layer < 0 ? null : ShopImage.digest(layer),
                instruction.isEmpty() ? null : instruction)),
        owner,
        evidence,
        fix,
        references,
        new Vulnerability(aliases, score, vector, exploited, epss, advisory, "osv", status));
  }
}
