package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.report.text.Style;
import dev.plinth.report.text.TextWidth;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

/** What to know of the answer: what is not in it, and what it does not cover. */
final class TableNotes {
  private static final int INNER = 2;
  private static final int ITEM = 4;

  /** Columns at most for the word of a reason; a longer one moves what follows it. */
  private static final int LONGEST = 20;

  private final Page page;
  private final ScanReport report;

  TableNotes(Page page, ScanReport report) {
    this.page = page;
    this.report = report;
  }

  void print(List<Finding> found, List<Finding> hidden, List<Finding> unread) throws IOException {
    if (found.isEmpty() && hidden.isEmpty()) {
      nothingFound();
    }
    legend(found);
    owners();
    baseline();
    setAside();
    hidden(hidden);
    notices();
    starterOnly();
    uncovered();
    unread(unread);
  }

  private void nothingFound() throws IOException {
    int packages = report.inventory().packages().size();
    int covered = packages;
    for (ScanReport.Uncovered uncovered : report.uncovered()) {
      covered -= uncovered.packages();
    }
    if (packages == 0) {
      note("No package was found, so there was nothing to match.");
    } else if (covered <= 0) {
      note("No package is of a kind that the advisories at hand cover.");
    } else {
      String covering = Numbers.of(covered, "package");
      page.line(0)
          .hang(INNER)
          .add("\u2713 ", Style.GOOD)
          .add(
              report.starterOnly()
                  ? "None of " + covering + " matches the starter set."
                  : "Nothing known is wrong with " + covering + ".")
          .end();
      page.blank();
    }
  }

  private void setAside() throws IOException {
    if (report.setAside().isEmpty()) {
      return;
    }
    Map<String, List<ScanReport.SetAside>> byReason = new TreeMap<>();
    int width = 0;
    int digits = Numbers.grouped(report.setAside().size()).length();
    for (ScanReport.SetAside aside : report.setAside()) {
      byReason.computeIfAbsent(aside.reason(), _ -> new ArrayList<>()).add(aside);
      width = Math.max(width, Math.min(LONGEST, TextWidth.of(page.shown(aside.reason()))));
    }
    boolean details = page.context().details();
    page.line(0).add("Set aside", Style.STRONG).add(details ? "" : " (--details lists them)").end();
    for (Map.Entry<String, List<ScanReport.SetAside>> entry : byReason.entrySet()) {
      List<ScanReport.SetAside> members = entry.getValue();
      String count = Numbers.grouped(members.size());
      int reason = INNER + digits + 2;
      int meaning = reason + width + 2;
      page.line(INNER)
          .hang(meaning)
          .at(reason - 2 - count.length())
          .add(count)
          .at(reason)
          .add(entry.getKey())
          .at(meaning)
          .add(meaning(entry.getKey()), Style.QUIET)
          .end();
      if (details) {
        for (ScanReport.SetAside member : sorted(members)) {
          aside(reason, member);
        }
      }
    }
    page.blank();
  }

  private void aside(int column, ScanReport.SetAside aside) throws IOException {
    Finding finding = aside.finding();
    page.line(column)
        .hang(column + INNER)
        .add(finding.id())
        .add(" " + finding.subject().name() + " " + finding.subject().version() + ": ")
        .add(aside.explanation(), Style.QUIET)
        .add(standing(aside), Style.QUIET)
        .end();
  }

  /** Who says so and for how long, as far as anybody does. */
  private static String standing(ScanReport.SetAside aside) {
    StringJoiner text = new StringJoiner(", ", " (", ")");
    text.setEmptyValue("");
    if (!aside.place().isEmpty()) {
      text.add(aside.place());
    }
    if (!aside.owner().isEmpty()) {
      text.add("by " + aside.owner());
    }
    if (!aside.until().isEmpty()) {
      text.add("until " + aside.until());
    }
    return text.toString();
  }

  /** Whose the findings are, once anybody knows of any. */
  private void owners() throws IOException {
    StringJoiner text = new StringJoiner(", ");
    boolean known = false;
    for (Finding.Owner owner : Finding.Owner.values()) {
      int count = 0;
      for (Finding finding : report.findings()) {
        count += finding.owner() == owner && finding.kind() != Finding.Kind.UNREADABLE ? 1 : 0;
      }
      if (count > 0) {
        known |= owner != Finding.Owner.UNKNOWN;
        text.add(Numbers.grouped(count) + " " + owner.word());
      }
    }
    // All of a source tree is ours: that goes without saying.
    if (known && !report.subject().form().equals("src")) {
      page.line(0).hang(INNER).add("Whose", Style.STRONG).add(": " + text).end();
      page.blank();
    }
  }

  private void baseline() throws IOException {
    ScanReport.Baseline baseline = report.baseline();
    if (baseline != null) {
      page.line(0)
          .hang(INNER)
          .add("Against " + baseline.name(), Style.STRONG)
          .add(": " + ReportView.baselineWords(report))
          .end();
      page.blank();
    }
  }

  private void notices() throws IOException {
    for (ScanReport.Notice notice : report.notices()) {
      Line line = page.line(0).hang(INNER);
      line.add(notice.warning() ? "! " : "\u00b7 ", notice.warning() ? Style.CAUTION : Style.QUIET);
      line.add(notice.text());
      if (!notice.place().isEmpty()) {
        line.add(" (" + notice.place() + ")", Style.QUIET);
      }
      line.end();
    }
    if (!report.notices().isEmpty()) {
      page.blank();
    }
  }

  static List<ScanReport.SetAside> sorted(List<ScanReport.SetAside> members) {
    List<ScanReport.SetAside> sorted = new ArrayList<>(members);
    sorted.sort((a, b) -> {
      int order = a.reason().compareTo(b.reason());
      return order != 0 ? order : FindingOrder.WORST_FIRST.compare(a.finding(), b.finding());
    });
    return sorted;
  }

  /** The matcher's stable words in a sentence. */
  private static String meaning(String reason) {
    return switch (reason) {
      case "not-affected" -> "the vendor says that it is not affected";
      case "distribution-owned" -> "the distribution's own package answers for it";
      case "kernel-headers" -> "headers only; the running kernel is the host's";
      case "third-party" -> "others built it than those who wrote the advisory";
      case "version-unknown" -> "nobody can tell whether it is affected";
      case "development-only" ->
          "they only serve to build or test; --include-dev counts them as well";
      case "under-investigation" -> "the vendor has not decided yet";
      case "exception" -> "somebody decided so, with a reason";
      case "vex" -> "a VEX document says that it does not apply";
      case "only-fixed" -> "no fix is known, and only those with one were asked for";
      case "baseline" -> "it was there before";
      default -> "";
    };
  }

  private void hidden(List<Finding> hidden) throws IOException {
    if (hidden.isEmpty()) {
      return;
    }
    Map<Severity, Integer> counts = Numbers.noSeverities();
    for (Finding finding : hidden) {
      counts.merge(finding.severity(), 1, Integer::sum);
    }
    page.line(0)
        .hang(INNER)
        .add("Not shown", Style.STRONG)
        .add(" (" + page.context().shown() + "): ")
        .add(Numbers.bySeverity(counts))
        .end();
    page.blank();
  }

  private void starterOnly() throws IOException {
    if (!report.starterOnly()) {
      return;
    }
    long records = 0;
    for (ScanReport.Source source : report.sources()) {
      records += source.name().equals("starter") ? source.records() : 0;
    }
    page.line(0)
        .hang(INNER)
        .add("! ", Style.CAUTION)
        .add("This is only the embedded starter set", Style.CAUTION)
        .add(
            ": "
                + Numbers.of(records, "vulnerability", "vulnerabilities")
                + " known to be exploited. Run `plinth db update` for a full answer.")
        .end();
    page.blank();
  }

  private void uncovered() throws IOException {
    if (report.uncovered().isEmpty()) {
      return;
    }
    StringJoiner kinds = new StringJoiner(", ");
    for (ScanReport.Uncovered uncovered : report.uncovered()) {
      kinds.add(uncovered.ecosystem() + " (" + Numbers.of(uncovered.packages(), "package") + ")");
    }
    page.line(0)
        .hang(INNER)
        .add("! ", Style.CAUTION)
        .add("No advisories for ", Style.CAUTION)
        .add(kinds + ". Nothing found there means nothing.")
        .end();
    page.blank();
  }

  private void unread(List<Finding> unread) throws IOException {
    List<Problem> problems = new ArrayList<>();
    Set<Problem> seen = new HashSet<>();
    for (Problem problem : report.inventory().problems()) {
      if (seen.add(problem)) {
        problems.add(problem);
      }
    }
    for (Finding finding : unread) {
      Problem problem = problem(finding);
      if (seen.add(problem)) {
        problems.add(problem);
      }
    }
    if (problems.isEmpty()) {
      return;
    }
    page.line(0)
        .hang(INNER)
        .add("! ", Style.CAUTION)
        .add("Not whole", Style.CAUTION)
        .add(": " + Numbers.of(problems.size(), "thing") + " could not be read")
        .end();
    for (Problem problem : problems) {
      Line line = page.line(INNER).hang(ITEM);
      line.add(problem.path().isEmpty() ? "the whole" : problem.path(), Style.STRONG);
      if (problem.layer() >= 0) {
        line.add(" in layer " + (problem.layer() + 1), Style.QUIET);
      }
      line.add(": " + problem.text()).end();
    }
    page.blank();
  }

  /** The problem that a finding was made of, so that none is told twice. */
  private static Problem problem(Finding finding) {
    for (Location location : finding.locations()) {
      if (location instanceof Location.InImage image) {
        return new Problem(image.path(), image.layer(), finding.title());
      }
    }
    String path = finding.subject().path();
    return new Problem(path == null ? finding.subject().name() : path, -1, finding.title());
  }

  private void legend(List<Finding> found) throws IOException {
    if (found.stream().anyMatch(FindingOrder::exploited)) {
      page.line(0)
          .add("KEV", Style.ALARM)
          .space(2)
          .add("known to be exploited (CISA's catalogue)", Style.QUIET)
          .end();
      page.blank();
    }
  }

  private void note(String text) throws IOException {
    page.line(0).hang(INNER).add("! ", Style.CAUTION).add(text).end();
    page.blank();
  }
}
