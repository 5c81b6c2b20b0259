package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import dev.plinth.findings.Vulnerability;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.SarifText;
import dev.plinth.report.text.UriText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The results of a SARIF log (§3.27).
 *
 * <p>GitHub shows nothing without a file, and takes only paths relative to the repository. A place
 * in a text file is therefore the first location where there is one. A place in an image is shown
 * as a path that begins with the image's repository, such as {@code
 * registry.example/shop/api/app/shop.jar}: no file of that name is there, but the alert shows which
 * image and which file are meant, and stays the same when the image is built again.
 */
final class SarifResults {
  private final JsonMembers json;
  private final ScanReport report;
  private final SarifRules rules;
  private final boolean suppressions;

  /**
   * @param suppressions whether any result is suppressed, so that each must say whether it is
   */
  SarifResults(JsonMembers json, ScanReport report, SarifRules rules, boolean suppressions) {
    this.json = json;
    this.report = report;
    this.rules = rules;
    this.suppressions = suppressions;
  }

  /**
   * @param aside why it does not count, null where it counts
   */
  void write(Finding finding, ScanReport.@Nullable SetAside aside) throws IOException {
    json.open();
    json.text("ruleId", finding.id());
    json.number("ruleIndex", rules.index(finding.id()));
    json.text("level", SarifRules.level(finding));
    json.open("message");
    json.markup("text", SarifText.message(text(finding)));
    json.close();
    locations(finding);
    json.open("partialFingerprints");
    json.text("plinth/v1", finding.fingerprint());
    // The only one that GitHub goes by; its colon and number tell equal lines apart.
    json.text("primaryLocationLineHash", finding.fingerprint() + ":1");
    json.close();
    if (report.baseline() != null) {
      json.text("baselineState", ReportView.isNew(report, finding) ? "new" : "unchanged");
    }
    if (suppressions) {
      suppressions(aside);
    }
    properties(finding);
    json.close();
  }

  private String text(Finding finding) {
    StringBuilder text = new StringBuilder();
    text.append(
        finding.kind() == Finding.Kind.UNREADABLE
            ? finding.subject().name() + " could not be read"
            : FindingText.headline(finding) + " (" + finding.severity().word() + ")");
    if (!finding.title().isEmpty()) {
      text.append(": ").append(FindingText.sentence(finding.title()));
    } else {
      text.append('.');
    }
    String remedy = FindingText.remedy(finding);
    if (!remedy.isEmpty()) {
      text.append(' ').append(FindingText.sentence(remedy));
    }
    String layer = FindingText.layer(finding, report.inventory().layers().size());
    if (!layer.isEmpty()) {
      String instruction = FindingText.instruction(finding);
      text.append(" Brought by ").append(layer);
      text.append(instruction.isEmpty() ? "." : ": " + FindingText.sentence(instruction));
    }
    return text.toString();
  }

  private void locations(Finding finding) throws IOException {
    Location first = FindingText.inFile(finding);
    if (first == null) {
      first = FindingText.inImage(finding);
    }
    if (first == null) {
      first = new Location.InImage("", -1, null, null);
    }
    json.openList("locations");
    location(first, finding);
    json.closeList();
    if (finding.locations().size() < 2) {
      return;
    }
    json.openList("relatedLocations");
    for (Location other : finding.locations()) {
      if (!other.equals(first)) {
        location(other, finding);
      }
    }
    json.closeList();
  }

  private void location(Location location, Finding finding) throws IOException {
    json.open();
    json.open("physicalLocation");
    json.open("artifactLocation");
    // No switch over types: see docs/adr/0004.
    if (location instanceof Location.InFile file) {
      boolean absolute = file.file().startsWith("/");
      String path = ReportView.sourceFile(report, file.file());
      json.text("uri", (absolute ? "file:///" : "") + UriText.relative(path));
      if (!absolute) {
        json.text("uriBaseId", SarifReport.SOURCE_ROOT);
      }
      json.close();
      json.open("region");
      json.number("startLine", file.startLine());
      json.number("startColumn", file.startColumn());
      json.number("endLine", FindingText.lastLine(file));
      if (!FindingText.wholeLines(file)) {
        json.number("endColumn", file.endColumn());
      }
      json.close();
      json.close();
    } else if (location instanceof Location.InImage image) {
      boolean source = ReportView.isSource(report);
      String uri =
          source
              ? UriText.relative(ReportView.sourceFile(report, image.path()))
              : place(ReportView.repository(report)) + "/" + UriText.relative(image.path());
      uri = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
      json.text("uri", uri.isEmpty() ? "unknown" : uri);
      if (source) {
        json.text("uriBaseId", SarifReport.SOURCE_ROOT);
      }
      json.close();
      json.open("region");
      json.number("startLine", 1);
      json.close();
      json.close();
    }
    logical(location, finding);
    json.close();
  }

  private String place(String repository) {
    // Without a name of the image it is a reference already.
    return report.subject().name().isEmpty() ? repository : UriText.relative(repository);
  }

  private void logical(Location location, Finding finding) throws IOException {
    json.openList("logicalLocations");
    String purl = finding.subject().purl();
    json.open();
    json.text("name", finding.subject().name());
    json.text("fullyQualifiedName", purl == null ? FindingText.subject(finding) : purl);
    json.text("kind", purl == null ? "resource" : "package");
    json.close();
    if (location instanceof Location.InImage image && image.layer() >= 0) {
      json.open();
      json.text("name", "layer " + (image.layer() + 1));
      json.known("fullyQualifiedName", image.layerDigest());
      json.text("kind", "layer");
      json.open("properties");
      json.number("layer", image.layer());
      json.known("instruction", image.instruction());
      json.close();
      json.close();
    }
    json.closeList();
  }

  private void suppressions(ScanReport.@Nullable SetAside aside) throws IOException {
    json.openList("suppressions");
    if (aside != null) {
      json.open();
      json.text("kind", "external");
      json.text("status", "accepted");
      json.text(
          "justification",
          aside.reason()
              + (aside.explanation().isEmpty() ? "" : ": " + aside.explanation())
              + (aside.until().isEmpty() ? "" : " (until " + aside.until() + ")"));
      json.open("properties");
      json.text("reason", aside.reason());
      json.known("place", aside.place());
      json.known("owner", aside.owner());
      json.known("until", aside.until());
      json.close();
      json.close();
    }
    json.closeList();
  }

  private void properties(Finding finding) throws IOException {
    json.open("properties");
    json.text("severity", finding.severity().word());
    json.known("severitySource", finding.severitySource());
    json.text("kind", finding.kind().word());
    json.text("package", finding.subject().name());
    json.known("version", finding.subject().version());
    json.known("fixedVersion", FindingText.fixedVersion(finding));
    json.text("owner", finding.owner().word());
    Vulnerability known = finding.vulnerability();
    if (known != null) {
      json.known("cvss", known.score());
      json.known("epss", known.epss());
      json.bool("knownExploited", known.knownExploited() != null);
    }
    json.close();
  }
}
