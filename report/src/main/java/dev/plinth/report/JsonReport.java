package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory.LayerSummary;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.inventory.Package;
import dev.plinth.policy.Verdict;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * For programs: everything a scan says, in the schema {@value #SCHEMA}, documented in {@code
 * docs/scan-json.md} and given by {@code docs/scan.schema.json}. ASCII alone, so that no byte of it
 * can be mistaken or act on a terminal; members that are not known are absent; lists are sorted.
 */
final class JsonReport implements ReportWriter {
  /** Name and major version; additions keep it, any other change raises it. */
  static final String SCHEMA = "plinth.scan/1";

  @Override
  public String name() {
    return "json";
  }

  @Override
  public String purpose() {
    return "for programs, " + SCHEMA;
  }

  @Override
  public void write(ScanReport report, ReportContext context, OutputStream out) throws IOException {
    JsonOutput.write(out, json -> new Document(new JsonMembers(json), report, context).write());
  }

  /** One report being written. */
  private record Document(JsonMembers json, ScanReport report, ReportContext context) {
    void write() throws IOException {
      List<Finding> findings = FindingOrder.sorted(report.findings());
      json.open();
      json.text("schema", SCHEMA);
      json.open("tool");
      json.text("name", "plinth");
      json.text("version", report.tool());
      json.close();
      subject();
      distribution(report.inventory().distribution());
      layers(report.inventory().layers());
      packages(report.inventory().packages());
      verdict(report.verdict());
      summary(findings);
      if (!context.shown().everything()) {
        json.text("filter", context.shown().toString());
      }
      base();
      baseline(findings);
      JsonFindings writer = new JsonFindings(json, report);
      json.openList("findings");
      for (Finding finding : findings) {
        writer.write(finding, context.shown().shows(finding));
      }
      json.closeList();
      json.openList("setAside");
      for (ScanReport.SetAside aside : TableNotes.sorted(report.setAside())) {
        json.open();
        json.text("reason", aside.reason());
        json.text("explanation", aside.explanation());
        json.known("place", aside.place());
        json.known("owner", aside.owner());
        json.known("until", aside.until());
        json.name("finding");
        writer.write(aside.finding());
        json.close();
      }
      json.closeList();
      coverage();
      notices();
      problems();
      json.close();
    }

    private void base() throws IOException {
      ScanReport.Base base = report.base();
      if (base == null) {
        return;
      }
      json.open("base");
      base(base);
      if (!base.others().isEmpty()) {
        json.openList("others");
        for (ScanReport.Base other : base.others()) {
          json.open();
          base(other);
          json.close();
        }
        json.closeList();
      }
      json.close();
    }

    private void base(ScanReport.Base base) throws IOException {
      json.known("name", base.name());
      json.known("digest", base.digest());
      json.known("layers", base.layers());
      json.text("certainty", base.certainty());
      json.text("explanation", base.explanation());
    }

    private void baseline(List<Finding> findings) throws IOException {
      ScanReport.Baseline baseline = report.baseline();
      if (baseline == null) {
        return;
      }
      int fresh = 0;
      for (Finding finding : findings) {
        fresh += ReportView.isNew(report, finding) ? 1 : 0;
      }
      json.open("baseline");
      json.text("name", baseline.name());
      json.number("new", fresh);
      json.number("known", findings.size() - fresh);
      json.number("fixed", baseline.fixed());
      json.close();
    }

    private void notices() throws IOException {
      json.openList("notices");
      for (ScanReport.Notice notice : report.notices()) {
        json.open();
        json.text("id", notice.id());
        json.bool("warning", notice.warning());
        json.text("text", notice.text());
        json.known("place", notice.place());
        json.close();
      }
      json.closeList();
    }

    private void subject() throws IOException {
      ScanReport.Subject subject = report.subject();
      json.open("subject");
      json.text("target", subject.target());
      json.known("name", subject.name());
      json.text("form", subject.form());
      json.known("manifestDigest", subject.manifestDigest());
      json.known("configDigest", subject.configDigest());
      json.known("platform", subject.platform());
      json.known("platformNote", subject.platformNote());
      json.known("created", subject.created());
      json.close();
    }

    private void distribution(Distribution distribution) throws IOException {
      if (distribution.unknown()) {
        return;
      }
      json.open("distribution");
      json.text("id", distribution.id());
      json.known("versionId", distribution.versionId());
      json.known("codename", distribution.codename());
      json.texts("idLike", distribution.idLike());
      json.known("prettyName", distribution.prettyName());
      json.close();
    }

    private void layers(List<LayerSummary> layers) throws IOException {
      json.openList("layers");
      for (int index = 0; index < layers.size(); index++) {
        LayerSummary layer = layers.get(index);
        json.open();
        json.number("index", index);
        json.text("digest", layer.digest());
        json.known("diffId", layer.diffId());
        json.known("createdBy", layer.createdBy());
        json.known("storedSize", layer.storedSize());
        json.known("unpackedSize", layer.unpackedSize());
        json.known("entries", layer.entries());
        json.close();
      }
      json.closeList();
    }

    private void packages(List<Package> packages) throws IOException {
      json.open("packages");
      json.number("total", packages.size());
      json.open("byType");
      for (Map.Entry<String, Integer> type : TableHeader.countByType(packages).entrySet()) {
        json.number(type.getKey(), type.getValue());
      }
      json.close();
      json.close();
    }

    private void verdict(Verdict verdict) throws IOException {
      json.open("verdict");
      json.text("outcome", verdict.outcome().word());
      json.openList("reasons");
      for (Verdict.Reason reason : verdict.reasons()) {
        json.open();
        json.text("outcome", reason.outcome().word());
        json.text("rule", reason.rule());
        json.text("text", reason.text());
        TreeSet<String> fingerprints = new TreeSet<>();
        for (Finding finding : reason.findings()) {
          fingerprints.add(finding.fingerprint());
        }
        json.texts("findings", fingerprints);
        json.close();
      }
      json.closeList();
      json.close();
    }

    private void summary(List<Finding> findings) throws IOException {
      Map<Severity, Integer> counts = Numbers.noSeverities();
      int fixable = 0;
      int exploited = 0;
      int unreadable = 0;
      for (Finding finding : findings) {
        if (finding.kind() == Finding.Kind.UNREADABLE) {
          unreadable++;
          continue;
        }
        counts.merge(finding.severity(), 1, Integer::sum);
        fixable += finding.fixable() ? 1 : 0;
        exploited += FindingOrder.exploited(finding) ? 1 : 0;
      }
      json.open("summary");
      json.number("findings", findings.size());
      json.open("bySeverity");
      for (Severity severity : Numbers.worstFirst()) {
        json.number(severity.word(), counts.getOrDefault(severity, 0));
      }
      json.close();
      json.open("byOwner");
      for (Finding.Owner owner : Finding.Owner.values()) {
        json.number(owner.word(), count(findings, owner));
      }
      json.close();
      json.number("fixable", fixable);
      json.number("knownExploited", exploited);
      json.number("unreadable", unreadable);
      json.number("setAside", report.setAside().size());
      json.bool("complete", unreadable == 0 && report.inventory().problems().isEmpty());
      json.close();
    }

    private static int count(List<Finding> findings, Finding.Owner owner) {
      int count = 0;
      for (Finding finding : findings) {
        count += finding.owner() == owner && finding.kind() != Finding.Kind.UNREADABLE ? 1 : 0;
      }
      return count;
    }

    private void coverage() throws IOException {
      json.openList("sources");
      for (ScanReport.Source source : report.sources()) {
        json.open();
        json.text("name", source.name());
        json.number("records", source.records());
        json.known("asOf", source.asOf());
        json.known("imported", source.imported());
        json.close();
      }
      json.closeList();
      json.bool("starterOnly", report.starterOnly());
      json.openList("uncovered");
      for (ScanReport.Uncovered uncovered : report.uncovered()) {
        json.open();
        json.text("ecosystem", uncovered.ecosystem());
        json.number("packages", uncovered.packages());
        json.close();
      }
      json.closeList();
    }

    private void problems() throws IOException {
      json.openList("problems");
      for (Problem problem : report.inventory().problems()) {
        json.open();
        json.known("path", problem.path());
        json.known("layer", problem.layer());
        json.text("text", problem.text());
        json.close();
      }
      json.closeList();
    }
  }
}
