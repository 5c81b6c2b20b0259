package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.report.text.MarkdownText;
import dev.plinth.report.text.UriText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of a Markdown report, as many rows as there is room for. */
final class MarkdownTables {
  /** Findings named for one package; the others are counted. */
  private static final int NAMES = 6;

  /** Characters kept for the line that says how many rows are left out, and what closes a table. */
  private static final int CLOSING = 200;

  private final ScanReport report;
  private final ReportView view;
  private final StringBuilder text;
  private final int most;

  /**
   * @param text what is written so far, to be gone on with
   * @param most its characters at most
   */
  MarkdownTables(ScanReport report, ReportView view, StringBuilder text, int most) {
    this.report = report;
    this.view = view;
    this.text = text;
    this.most = most;
  }

  /** A row for each finding. */
  void findings(String title, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    List<String> rows = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      rows.add(row(finding));
    }
    text.append("**").append(title).append("**\n\n");
    rows(
        """
        | Severity | Finding | Package | Fixed in | From |
        |---|---|---|---|---|
        """,
        rows,
        "finding");
    text.append('\n');
  }

  /** A row for each package and version to move to, folded away. */
  void packages(String title, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    List<String> rows = new ArrayList<>();
    for (PackageGroup group : PackageGroup.of(findings, report.inventory())) {
      for (PackageGroup.Remedy remedy : group.remedies()) {
        rows.add(row(group, remedy));
      }
    }
    text.append("<details><summary>")
        .append(title)
        .append(": ")
        .append(Numbers.bySeverity(ReportView.bySeverity(findings)))
        .append("</summary>\n\n");
    rows(
        "| Package | Installed | Fixed in | From | Findings |\n|---|---|---|---|---|\n",
        rows,
        "row");
    text.append("\n</details>\n\n");
  }

  private void rows(String head, List<String> rows, String noun) {
    text.append(head);
    int written = 0;
    for (String row : rows) {
      if (text.length() + row.length() + CLOSING > most) {
        break;
      }
      text.append(row);
      written++;
    }
    if (written < rows.size()) {
      text.append("\nand ")
          .append(Numbers.of(rows.size() - written, "more " + noun, "more " + noun + "s"))
          .append(" than a comment has room for; the JSON report has them all.\n");
    }
  }

  private String row(Finding finding) {
    String title = MarkdownText.of(MarkdownReport.cut(finding.title()));
    String version = code(finding.subject().version());
    return "| "
        + finding.severity().word()
        + marks(finding)
        + " | "
        + id(finding)
        + (title.isEmpty() ? "" : "<br>" + title)
        + " | "
        + code(finding.subject().name())
        + (version.isEmpty() ? "" : " " + version)
        + " | "
        + code(FindingText.fixedVersion(finding))
        + " | "
        + from(List.of(finding))
        + path(finding)
        + " |\n";
  }

  private String row(PackageGroup group, PackageGroup.Remedy remedy) {
    List<Finding> all = new ArrayList<>();
    Map<String, Finding> names = new LinkedHashMap<>();
    for (PackageGroup.Row row : remedy.rows()) {
      all.addAll(row.findings());
      names.putIfAbsent(row.chief().id(), row.chief());
    }
    StringBuilder cell = new StringBuilder();
    int named = 0;
    for (Finding finding : names.values()) {
      if (named == NAMES) {
        break;
      }
      cell.append(named++ == 0 ? "" : "<br>")
          .append(finding.severity().word())
          .append(marks(finding))
          .append(' ')
          .append(id(finding));
    }
    if (named < names.size()) {
      cell.append("<br>and ").append(Numbers.grouped(names.size() - named)).append(" more");
    }
    return "| "
        + code(group.name())
        + " | "
        + code(group.version())
        + " | "
        + (remedy.step().isEmpty() ? advice(all) : code(remedy.step()))
        + " | "
        + from(all)
        + " | "
        + cell
        + " |\n";
  }

  private static String advice(List<Finding> findings) {
    Finding first = findings.getFirst();
    String remedy = FindingText.remedy(first);
    return first.fix() == null ? "" : MarkdownText.of(MarkdownReport.cut(remedy));
  }

  private String marks(Finding finding) {
    return (view.isNew(finding) ? " \ud83c\udd95" : "")
        + (FindingOrder.exploited(finding) ? " **KEV**" : "");
  }

  private static String id(Finding finding) {
    String label = code(finding.id());
    for (String reference : finding.references()) {
      if (UriText.isWeb(reference) && reference.length() <= 300) {
        return MarkdownText.link(label, reference);
      }
    }
    return label;
  }

  private String from(List<Finding> findings) {
    Set<String> places = new LinkedHashSet<>();
    for (Finding finding : findings) {
      String layer = FindingText.layer(finding, report.inventory().layers().size());
      if (!layer.isEmpty()) {
        places.add(MarkdownText.of(layer));
      }
    }
    return String.join("<br>", places);
  }

  /** The file, unless it is a package database, which tells nobody anything. */
  private static String path(Finding finding) {
    String path = finding.subject().path();
    return path == null || TablePlaces.isDistribution(Purl.type(finding.subject().purl()))
        ? ""
        : "<br>" + code(path);
  }

  private static String code(String text) {
    return MarkdownText.code(MarkdownReport.cut(text));
  }
}
