package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Location;
import dev.plinth.findings.Subject;
import dev.plinth.findings.Vulnerability;
import dev.plinth.report.text.JsonMembers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A finding as JSON. */
final class JsonFindings {
  private final JsonMembers json;
  private final ScanReport report;

  JsonFindings(JsonMembers json, ScanReport report) {
    this.json = json;
    this.report = report;
  }

  void write(Finding finding, boolean shown) throws IOException {
    json.open();
    members(finding);
    if (report.baseline() != null) {
      json.bool("new", ReportView.isNew(report, finding));
    }
    json.bool("shown", shown);
    json.close();
  }

  /** One that was set aside, of which nobody asks whether it is shown. */
  void write(Finding finding) throws IOException {
    json.open();
    members(finding);
    json.close();
  }

  private void members(Finding finding) throws IOException {
    json.text("fingerprint", finding.fingerprint());
    json.text("id", finding.id());
    json.text("kind", finding.kind().word());
    json.text("severity", finding.severity().word());
    json.known("severitySource", finding.severitySource());
    json.text("title", finding.title());
    subject(finding.subject());
    json.text("owner", finding.owner().word());
    json.openList("locations");
    for (Location location : finding.locations()) {
      location(location);
    }
    json.closeList();
    json.texts("evidence", finding.evidence());
    fix(finding.fix());
    json.texts("references", finding.references());
    Vulnerability vulnerability = finding.vulnerability();
    if (vulnerability != null) {
      vulnerability(vulnerability);
    }
  }

  private void subject(Subject subject) throws IOException {
    json.open("subject");
    json.text("name", subject.name());
    json.known("version", subject.version());
    json.known("purl", subject.purl());
    json.known("path", subject.path());
    json.close();
  }

  private void location(Location location) throws IOException {
    json.open();
    // No switch over types here and below: see docs/adr/0004.
    if (location instanceof Location.InImage image) {
      json.text("kind", "image");
      json.known("path", image.path());
      json.known("layer", image.layer());
      json.known("layerDigest", image.layerDigest());
      json.known("instruction", image.instruction());
    } else if (location instanceof Location.InFile file) {
      json.text("kind", "file");
      json.text("path", file.file());
      json.number("startLine", file.startLine());
      json.number("startColumn", file.startColumn());
      json.number("endLine", file.endLine());
      json.number("endColumn", file.endColumn());
      json.known("startByte", file.startByte());
      json.known("endByte", file.endByte());
    }
    json.close();
  }

  private void fix(@Nullable Fix fix) throws IOException {
    if (fix == null) {
      return;
    }
    json.open("fix");
    if (fix instanceof Fix.Upgrade upgrade) {
      json.text("kind", "upgrade");
      json.text("package", upgrade.packageName());
      json.text("version", upgrade.version());
    } else if (fix instanceof Fix.Advice advice) {
      json.text("kind", "advice");
      json.text("text", advice.text());
    }
    json.close();
  }

  private void vulnerability(Vulnerability vulnerability) throws IOException {
    json.open("vulnerability");
    json.texts("aliases", vulnerability.aliases());
    json.known("score", vulnerability.score());
    json.known("vector", vulnerability.vector());
    Vulnerability.KnownExploited exploited = vulnerability.knownExploited();
    if (exploited != null) {
      json.open("knownExploited");
      json.text("added", exploited.added());
      json.bool("ransomware", exploited.ransomware());
      json.close();
    }
    json.known("epss", vulnerability.epss());
    json.text("advisory", vulnerability.advisory());
    json.text("advisorySource", vulnerability.advisorySource());
    json.known("status", vulnerability.status());
    json.close();
  }
}
