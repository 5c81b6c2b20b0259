package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Vulnerability;
import dev.plinth.inventory.Inventory;
import dev.plinth.report.text.Style;
import dev.plinth.report.text.TextWidth;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is wrong, by package. */
final class TableFindings {
  private static final int INNER = 2;
  private static final int ROW = 4;
  private static final int WIDE = 120;
  private static final int LONGEST_ID = 20;
  private static final int LONGEST_SOURCE = 12;

  /** Narrower terminals have no room for columns. */
  private static final int DEFAULT_COLUMNS = 76;

  /** Columns kept for the marks before the title on a wide terminal. */
  private static final int MARKS = 34;

  private final Page page;
  private final ScanReport report;
  private final Inventory inventory;
  private final TablePlaces places;
  private final TableDetails details;
  private int idColumn;
  private int sourceColumn;
  private int markColumn;

  TableFindings(Page page, ScanReport report) {
    this.page = page;
    this.report = report;
    this.inventory = report.inventory();
    this.places = new TablePlaces(page, inventory);
    this.details = new TableDetails(page);
  }

  void print(List<Finding> findings) throws IOException {
    int severity = 0;
    int id = 0;
    int source = 0;
    for (Finding finding : findings) {
      severity = Math.max(severity, finding.severity().word().length());
      if (finding.kind() == Finding.Kind.VULNERABILITY) {
        id = Math.max(id, TextWidth.of(page.shown(finding.id())));
        source = Math.max(source, TextWidth.of(page.shown(source(finding))));
      }
    }
    boolean columns = page.width() >= DEFAULT_COLUMNS;
    idColumn = ROW + severity + 2;
    sourceColumn = columns ? idColumn + Math.min(id, LONGEST_ID) + 2 : 0;
    markColumn = columns ? sourceColumn + Math.min(source, LONGEST_SOURCE) + 2 : 0;
    for (PackageGroup group : PackageGroup.of(findings, inventory)) {
      print(group);
    }
  }

  private void print(PackageGroup group) throws IOException {
    boolean one = group.remedies().size() == 1;
    Line head = page.line(0).hang(ROW).add(group.name(), Style.STRONG).space(1);
    head.add(group.version());
    if (one) {
      PackageGroup.Remedy only = group.remedies().getFirst();
      step(head.space(only.step().isEmpty() ? 2 : 1), only);
    }
    if (!group.type().isEmpty()) {
      int room = page.width() - TextWidth.of(group.type());
      head.at(head.length() + 2 <= room ? room : 0).add(group.type(), Style.QUIET);
    }
    head.end();
    places.print(INNER, group);
    for (PackageGroup.Remedy remedy : group.remedies()) {
      if (!one) {
        Line line = page.line(INNER).hang(ROW);
        step(line, remedy);
        line.end();
      }
      for (PackageGroup.Row row : remedy.rows()) {
        print(row, group);
      }
    }
    page.blank();
  }

  private static void step(Line line, PackageGroup.Remedy remedy) {
    if (!remedy.step().isEmpty()) {
      line.add("\u2192 " + remedy.step(), Style.GOOD);
    } else if (remedy.rows().getFirst().chief().fix() == null) {
      line.add("no fix yet", Style.QUIET);
    }
  }

  private void print(PackageGroup.Row row, PackageGroup group) throws IOException {
    Finding finding = row.chief();
    Line line = page.line(ROW).hang(Math.max(idColumn, markColumn));
    line.add(word(finding.severity()), Style.of(finding.severity()));
    line.at(idColumn).add(finding.id()).at(sourceColumn).add(source(finding), Style.QUIET);
    line.at(markColumn);
    marks(line, row, group);
    boolean wide = page.width() >= WIDE;
    if (wide) {
      int column = Math.max(line.length() + 2, markColumn + MARKS);
      line.at(column).hang(column).add(finding.title()).end();
    } else {
      line.end();
      page.line(idColumn).add(finding.title()).end();
    }
    if (finding.fix() instanceof Fix.Advice(String text)) {
      page.line(idColumn).hang(idColumn + 2).add("\u2192 " + text).end();
    }
    if (page.context().details()) {
      details.print(idColumn, row);
    }
  }

  private void marks(Line line, PackageGroup.Row row, PackageGroup group) {
    Finding finding = row.chief();
    for (Finding each : row.findings()) {
      if (ReportView.isNew(report, each)) {
        line.add("NEW", Style.FRESH).space(2);
        break;
      }
    }
    Vulnerability known = finding.vulnerability();
    if (known != null) {
      if (known.knownExploited() != null) {
        line.add("KEV", Style.ALARM).space(2);
      }
      if (known.score() >= 0) {
        line.whole("CVSS " + known.score(), Style.PLAIN).space(2);
      }
      if (known.epss() >= 0) {
        line.whole("EPSS " + Numbers.percent(known.epss()), Style.PLAIN).space(2);
      }
      if (!known.status().isEmpty()) {
        line.add(known.status(), Style.CAUTION).space(2);
      }
    }
    Set<String> names = new LinkedHashSet<>();
    for (Finding alike : row.findings()) {
      names.add(alike.subject().name());
    }
    if (names.size() < group.members().size()) {
      String only = "only " + String.join(", ", names);
      if (only.length() <= LONGEST_ID) {
        line.whole(only, Style.QUIET);
      } else {
        line.add(only, Style.QUIET);
      }
    } else if (names.size() > 1) {
      line.whole(Numbers.of(names.size(), "package"), Style.QUIET);
    } else if (row.findings().size() > 1) {
      line.whole(Numbers.of(row.findings().size(), "place"), Style.QUIET);
    }
  }

  /** As a label: the words are ours, so that upper case is safe. */
  static String word(Severity severity) {
    return severity.word().toUpperCase(Locale.ROOT);
  }

  private static String source(Finding finding) {
    return finding.severitySource().isEmpty() ? "unrated" : finding.severitySource();
  }
}
