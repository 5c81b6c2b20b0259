package dev.plinth.report;

import dev.plinth.findings.Finding;
import dev.plinth.policy.Verdict;
import dev.plinth.report.text.Lines;
import dev.plinth.report.text.MarkdownText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Markdown for a comment on a pull request or a job's summary, as GitHub and GitLab render it: the
 * verdict and its reasons, what blocks with a row for each finding, the rest folded away by whose
 * it is with a row for each package. GitHub refuses comments of more than 65,536 characters, so
 * that the text ends before, and says how many rows it leaves out.
 */
final class MarkdownReport implements ReportWriter {
  /** Characters of a comment that GitHub takes, less a margin for what a caller puts around it. */
  static final int MOST = 64_000;

  /** Characters kept for what stands below the tables. */
  private static final int FOOT = 6_000;

  /** Texts of inputs are cut at this many characters. */
  private static final int TEXT = 200;

  /** Rows at most of the lists below the tables. */
  private static final int LIST = 10;

  @Override
  public String name() {
    return "markdown";
  }

  @Override
  public String purpose() {
    return "for a comment on a pull request";
  }

  @Override
  public void write(ScanReport report, ReportContext context, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write(new Page(report, context).text());
    writer.flush();
  }

  /** One comment being written. */
  private static final class Page {
    private final ScanReport report;
    private final ReportContext context;
    private final ReportView view;
    private final MarkdownTables tables;
    private final StringBuilder text = new StringBuilder(8_192);

    Page(ScanReport report, ReportContext context) {
      this.report = report;
      this.context = context;
      this.view = new ReportView(report, context);
      this.tables = new MarkdownTables(report, view, text, MOST - FOOT);
    }

    String text() {
      head();
      reasons();
      List<Finding> blocking = new ArrayList<>();
      List<Finding> base = new ArrayList<>();
      List<Finding> others = new ArrayList<>();
      for (Finding finding : view.found()) {
        if (view.blocks(finding)) {
          blocking.add(finding);
        } else {
          (finding.owner() == Finding.Owner.BASE ? base : others).add(finding);
        }
      }
      tables.findings("Blocks", blocking);
      tables.packages("Also found", others);
      tables.packages("Also found in the base image", base);
      int rows = text.length();
      foot();
      if (text.length() > MOST) {
        // The lists below are bounded, so that this is for names of absurd length alone.
        text.setLength(rows);
        text.append("\nThe rest was too long for a comment; the JSON report has it.\n");
      }
      return text.toString();
    }

    private void head() {
      Verdict.Outcome outcome = report.verdict().outcome();
      String sign =
          switch (outcome) {
            case BLOCK -> "\u274c";
            case WARN -> "\u26a0\ufe0f";
            case PASS -> "\u2705";
          };
      text.append("### ")
          .append(sign)
          .append(" Plinth: ")
          .append(outcome.word().toUpperCase(Locale.ROOT))
          .append(" \u00b7 ")
          .append(MarkdownText.code(cut(ReportView.name(report))))
          .append("\n\n");
      String counts = Numbers.bySeverity(ReportView.bySeverity(report.findings()));
      int packages = report.inventory().packages().size();
      text.append("**").append(counts.isEmpty() ? "Nothing found" : counts).append("**");
      text.append(" in ").append(Numbers.of(packages, "package"));
      String system = report.inventory().distribution().prettyName();
      if (!system.isEmpty()) {
        text.append(" on ").append(MarkdownText.of(cut(system)));
      }
      text.append(".\n");
      ScanReport.Base base = report.base();
      if (base != null) {
        text.append("Stands on ")
            .append(standing(base))
            .append(" (")
            .append(MarkdownText.of(cut(base.certainty())))
            .append("): ")
            .append(MarkdownText.of(cut(base.explanation())))
            .append(".\n");
      }
      ScanReport.Baseline baseline = report.baseline();
      if (baseline != null) {
        text.append("Against ")
            .append(MarkdownText.code(cut(baseline.name())))
            .append(": **")
            .append(ReportView.baselineWords(report))
            .append("**.\n");
      }
      text.append('\n');
    }

    private void reasons() {
      for (Verdict.Reason reason : first(report.verdict().reasons())) {
        text.append("- ")
            .append(reason.outcome() == Verdict.Outcome.BLOCK ? "**blocks**: " : "")
            .append(MarkdownText.of(cut(reason.text())))
            .append('\n');
      }
      more(report.verdict().reasons().size());
      text.append('\n');
    }

    private void foot() {
      if (!ReportView.complete(report)) {
        text.append("\n**Not whole**: ")
            .append(Numbers.of(view.unread().size(), "thing"))
            .append(" could not be read.\n\n");
        for (Finding finding : first(view.unread())) {
          text.append("- ")
              .append(MarkdownText.code(cut(finding.subject().name())))
              .append(": ")
              .append(MarkdownText.of(cut(finding.title())))
              .append('\n');
        }
        more(view.unread().size());
      }
      List<String> notes = new ArrayList<>();
      for (ScanReport.Notice notice : report.notices()) {
        notes.add(notice.text() + (notice.place().isEmpty() ? "" : " (" + notice.place() + ")"));
      }
      notes.addAll(ReportView.limits(report));
      if (!notes.isEmpty()) {
        text.append("\n**To know**\n\n");
        for (String note : first(notes)) {
          text.append("- ").append(MarkdownText.of(cut(note))).append('\n');
        }
        more(notes.size());
      }
      String aside = ReportView.setAside(report);
      String hidden = view.hiddenWords(context);
      for (String line : new String[] {aside, hidden}) {
        if (!line.isEmpty()) {
          text.append('\n').append(MarkdownText.of(Lines.atMost(line, TEXT * 4))).append(".\n");
        }
      }
      text.append("\n<sub>Plinth ").append(MarkdownText.of(cut(report.tool())));
      String digest = report.subject().manifestDigest();
      if (!digest.isEmpty()) {
        text.append(" \u00b7 ").append(MarkdownText.of(cut(digest)));
      }
      int sources = 0;
      for (ScanReport.Source source : first(report.sources())) {
        text.append(sources++ == 0 ? " \u00b7 advisories: " : ", ")
            .append(MarkdownText.of(cut(source.name())));
        if (!source.asOf().isEmpty()) {
          text.append(" of ").append(MarkdownText.of(cut(source.asOf())));
        }
      }
      text.append("</sub>\n");
    }

    private static <T> List<T> first(List<T> items) {
      return items.subList(0, Math.min(items.size(), LIST));
    }

    private void more(int count) {
      if (count > LIST) {
        text.append("- and ").append(Numbers.grouped(count - LIST)).append(" more\n");
      }
    }
  }

  static String cut(String text) {
    return Lines.atMost(text, TEXT);
  }

  private static String standing(ScanReport.Base base) {
    String name = base.name().isEmpty() ? base.digest() : base.name();
    if (!name.isEmpty()) {
      return MarkdownText.code(cut(name));
    }
    return base.layers() < 0
        ? "a base without a name"
        : "its lowest " + Numbers.of(base.layers(), "layer");
  }
}
