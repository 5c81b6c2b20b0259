package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Vulnerability;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import dev.plinth.report.text.Lines;
import dev.plinth.report.text.MarkdownText;
import dev.plinth.report.text.UriText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * GitLab's security report, version {@value #VERSION}: container scanning of images, dependency
 * scanning of source trees. GitLab requires times; they are {@link ReportContext#time}, so that the
 * same input gives the same bytes. What was set aside has no place in the format and is counted in
 * a message; what could not be read is a message and a vulnerability of severity Unknown.
 */
final class GitlabReport implements ReportWriter {
  /** Taken by every GitLab from 16.0 on; later versions add nothing that is used here. */
  static final String VERSION = "15.0.7";

  // Limits of the format, in characters.
  private static final int NAME = 255;
  private static final int SOLUTION = 7_000;
  private static final int DESCRIPTION = 100_000;

  @Override
  public String name() {
    return "gitlab";
  }

  @Override
  public String purpose() {
    return "GitLab container or dependency scanning";
  }

  @Override
  public boolean tellsTime() {
    return true;
  }

  @Override
  public void write(ScanReport report, ReportContext context, OutputStream out) throws IOException {
    JsonOutput.write(
        out, json -> new Document(new JsonMembers(json, true), report, context).write());
  }

  /** One report being written. */
  private static final class Document {
    private final JsonMembers json;
    private final ScanReport report;
    private final ReportContext context;
    private final ReportView view;
    private final boolean sources;
    private final Set<String> ids = new HashSet<>();

    Document(JsonMembers json, ScanReport report, ReportContext context) {
      this.json = json;
      this.report = report;
      this.context = context;
      this.view = new ReportView(report, context);
      this.sources = ReportView.isSource(report);
    }

    void write() throws IOException {
      json.open();
      json.text("version", VERSION);
      scan();
      json.openList("vulnerabilities");
      for (Finding finding : view.shown()) {
        vulnerability(finding);
      }
      json.closeList();
      json.openList("remediations");
      json.closeList();
      json.close();
    }

    private void scan() throws IOException {
      String time = context.time().isEmpty() ? "1970-01-01T00:00:00Z" : context.time();
      String plain = time.substring(0, time.length() - 1);
      json.open("scan");
      json.text("type", sources ? "dependency_scanning" : "container_scanning");
      tool("analyzer");
      tool("scanner");
      json.text("start_time", plain);
      json.text("end_time", plain);
      json.text("status", "success");
      json.openList("messages");
      for (Problem problem : report.inventory().problems()) {
        message(
            "warn",
            "Not whole: "
                + (problem.path().isEmpty() ? "the image" : problem.path())
                + " could not be read: "
                + problem.text());
      }
      for (String limit : ReportView.limits(report)) {
        message("warn", limit);
      }
      for (ScanReport.Notice notice : report.notices()) {
        message(
            notice.warning() ? "warn" : "info",
            notice.text() + (notice.place().isEmpty() ? "" : " (" + notice.place() + ")"));
      }
      message("info", "Verdict: " + report.verdict().outcome().word());
      message("info", ReportView.baselineWords(report));
      message("info", ReportView.setAside(report));
      message("info", view.hiddenWords(context));
      json.closeList();
      json.close();
    }

    private void tool(String member) throws IOException {
      json.open(member);
      json.text("id", "plinth");
      json.text("name", "Plinth");
      json.text("version", report.tool());
      json.open("vendor");
      json.text("name", "Plinth");
      json.close();
      json.close();
    }

    private void message(String level, String text) throws IOException {
      if (text.isEmpty()) {
        return;
      }
      json.open();
      json.text("level", level);
      json.text("value", text);
      json.close();
    }

    private void vulnerability(Finding finding) throws IOException {
      String id = uuid(finding.fingerprint());
      for (int again = 1; !ids.add(id); again++) {
        id = uuid(finding.fingerprint()) + "-" + again;
      }
      json.open();
      json.text("id", id);
      json.text("name", Lines.atMost(Lines.safe(FindingText.headline(finding)), NAME));
      json.markup("description", Lines.atMost(description(finding), DESCRIPTION));
      json.text("severity", severity(finding));
      String remedy = FindingText.remedy(finding);
      if (!remedy.isEmpty()) {
        json.markup(
            "solution", Lines.atMost(MarkdownText.of(FindingText.sentence(remedy)), SOLUTION));
      }
      identifiers(finding);
      json.openList("links");
      for (String reference : new LinkedHashSet<>(finding.references())) {
        if (UriText.isWeb(reference)) {
          json.open();
          json.text("url", reference);
          json.close();
        }
      }
      json.closeList();
      location(finding);
      details(finding);
      json.close();
    }

    /** GitLab renders it as Markdown. */
    private static String description(Finding finding) {
      StringBuilder text =
          new StringBuilder(MarkdownText.of(FindingText.sentence(finding.title())));
      for (String evidence : finding.evidence()) {
        if (!evidence.equals(finding.title())) {
          text.append("\n\n").append(MarkdownText.of(FindingText.sentence(evidence)));
        }
      }
      return text.toString().strip();
    }

    private void identifiers(Finding finding) throws IOException {
      json.openList("identifiers");
      identifier(finding.id());
      Vulnerability known = finding.vulnerability();
      if (known != null) {
        for (String alias : known.aliases()) {
          if (!alias.isEmpty() && !alias.equals(finding.id())) {
            identifier(alias);
          }
        }
      }
      json.closeList();
    }

    private void identifier(String name) throws IOException {
      int dash = name.indexOf('-');
      String prefix = dash < 0 ? "" : name.substring(0, dash).toLowerCase(Locale.ROOT);
      String type =
          switch (prefix) {
            case "cve", "ghsa", "usn", "dsa", "dla", "rhsa", "elsa", "osv", "pysec", "rustsec" ->
                prefix;
            default -> "plinth";
          };
      json.open();
      json.text("type", type);
      json.text("name", name);
      json.text("value", name);
      String path = UriText.relative(name);
      if (type.equals("cve")) {
        json.text("url", "https://nvd.nist.gov/vuln/detail/" + path);
      } else if (type.equals("ghsa")) {
        json.text("url", "https://github.com/advisories/" + path);
      } else if (!type.equals("plinth")) {
        json.text("url", "https://osv.dev/vulnerability/" + path);
      }
      json.close();
    }

    private void location(Finding finding) throws IOException {
      json.open("location");
      if (sources) {
        Location.InFile file = FindingText.inFile(finding);
        String path = finding.subject().path();
        String place = file != null ? file.file() : path == null ? "" : path;
        json.text("file", place.isEmpty() ? "unknown" : ReportView.sourceFile(report, place));
      }
      json.open("dependency");
      json.open("package");
      json.text("name", finding.subject().name());
      json.close();
      json.text("version", finding.subject().version());
      json.close();
      if (!sources) {
        Distribution system = report.inventory().distribution();
        String words = (system.id() + " " + system.versionId()).strip();
        json.text("operating_system", system.unknown() || words.isEmpty() ? "unknown" : words);
        String image = ReportView.name(report);
        json.text("image", image.isEmpty() ? "unknown" : image);
      }
      json.close();
    }

    private void details(Finding finding) throws IOException {
      json.open("details");
      detail("place", "Place", FindingText.place(finding, report.inventory().layers().size()));
      detail("fingerprint", "Plinth's fingerprint", finding.fingerprint());
      if (report.baseline() != null) {
        detail("baseline", "Baseline", view.isNew(finding) ? "new" : "known");
      }
      Vulnerability known = finding.vulnerability();
      if (known != null) {
        detail("cvss", "CVSS", known.vector() == null ? "" : known.vector());
        Vulnerability.KnownExploited exploited = known.knownExploited();
        detail(
            "kev", "Known to be exploited", exploited == null ? "" : "since " + exploited.added());
      }
      json.close();
    }

    private void detail(String member, String name, String value) throws IOException {
      if (value.isEmpty()) {
        return;
      }
      json.open(member);
      json.text("name", name);
      json.text("type", "text");
      json.text("value", value);
      json.close();
    }
  }

  private static String severity(Finding finding) {
    if (finding.kind() == Finding.Kind.UNREADABLE) {
      return "Unknown";
    }
    Severity severity = finding.severity();
    return switch (severity) {
      case CRITICAL -> "Critical";
      case HIGH -> "High";
      case MEDIUM -> "Medium";
      case LOW -> "Low";
      case NEGLIGIBLE -> "Info";
      case UNKNOWN -> "Unknown";
    };
  }

  /** The fingerprint in the form of a UUID of version 8 (RFC 9562: vendor-specific). */
  private static String uuid(String hex) {
    return hex.substring(0, 8)
        + "-"
        + hex.substring(8, 12)
        + "-8"
        + hex.substring(13, 16)
        + "-a"
        + hex.substring(17, 20)
        + "-"
        + hex.substring(20, 32);
  }
}
