package dev.plinth.report.lint;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Level;
import dev.plinth.findings.Location;
import dev.plinth.foundation.SafeText;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.text.Style;
import dev.plinth.report.text.TextWidth;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For people: each finding with its line, what is meant marked beneath, and what to do. */
final class LintText implements LintWriter {
  @Override
  public void write(LintReport report, Look look, OutputStream out) throws IOException {
    new Page(look, out).write(report);
    out.flush();
  }

  /** One report being written. */
  private static final class Page {
    private final Look look;
    private final OutputStream out;

    Page(Look look, OutputStream out) {
      this.look = look;
      this.out = out;
    }

    void write(LintReport report) throws IOException {
      boolean first = true;
      for (LintFile file : report.files()) {
        SourceLines lines = new SourceLines(file);
        for (Finding finding : file.findings()) {
          if (!first) {
            line("");
          }
          first = false;
          finding(finding, lines);
        }
        for (LintReport.Notice notice : file.notices()) {
          line(
              style(Style.QUIET, SafeText.of(file.name()) + ":" + notice.line())
                  + "  note: "
                  + SafeText.of(notice.text()));
        }
      }
      for (LintReport.Unread unread : report.unread()) {
        line(
            style(Style.CAUTION, unread.label())
                + "  "
                + SafeText.of(unread.name())
                + ": "
                + SafeText.of(unread.why()));
      }
      if (!first || !report.unread().isEmpty()) {
        line("");
      }
      summary(report);
    }

    private void finding(Finding finding, SourceLines lines) throws IOException {
      Location.InFile place = place(finding);
      Level level = Level.of(finding.severity());
      String where =
          place == null
              ? ""
              : SafeText.of(place.file()) + ":" + place.startLine() + ":" + place.startColumn();
      String id = "[" + finding.id() + "]";
      StringBuilder head = new StringBuilder();
      head.append(style(Style.STRONG, where)).append("  ");
      head.append(style(Style.of(finding.severity()), level.word())).append("  ");
      int used = TextWidth.of(where) + level.word().length() + 4;
      List<String> words = wrapped(finding.title() + " " + id, used, 2);
      for (int i = 0; i < words.size(); i++) {
        String text = words.get(i);
        String styled =
            text.endsWith(id)
                ? text.substring(0, text.length() - id.length()) + style(Style.QUIET, id)
                : text;
        line(i == 0 ? head + styled : "  " + styled);
      }
      if (place == null) {
        return;
      }
      String number = Integer.toString(place.startLine());
      String margin = " ".repeat(number.length() + 2);
      SourceLines.Marked marked = lines.marked(place, look.width() - number.length() - 5);
      if (marked != null) {
        line(" " + style(Style.QUIET, number + " |") + " " + ascii(marked.text()));
        line(
            margin
                + style(Style.QUIET, "|")
                + " "
                + " ".repeat(marked.before())
                + style(Style.of(finding.severity()), "^".repeat(marked.marked())));
      }
      for (String sentence : finding.evidence()) {
        item(margin, "because", sentence);
      }
      Fix fix = finding.fix();
      if (fix instanceof Fix.Edits edits) {
        item(margin, "fix", edits.description() + replacement(edits));
      } else if (fix instanceof Fix.Advice(String text)) {
        item(margin, "do", text);
      }
    }

    /** What would stand there, where that is one short piece. */
    private static String replacement(Fix.Edits edits) {
      if (edits.edits().size() != 1) {
        return "";
      }
      String text = edits.edits().getFirst().text().strip();
      return text.isEmpty() || text.length() > 60 || text.indexOf('\n') >= 0 ? "" : ": " + text;
    }

    private void item(String margin, String word, String text) throws IOException {
      String head = margin + "= " + word + ": ";
      List<String> words = wrapped(text, head.length(), head.length());
      for (int i = 0; i < words.size(); i++) {
        line(
            i == 0
                ? margin + style(Style.QUIET, "=") + " " + word + ": " + words.get(i)
                : " ".repeat(head.length()) + words.get(i));
      }
    }

    private void summary(LintReport report) throws IOException {
      List<String> counts = new ArrayList<>();
      for (Level level : List.of(Level.ERROR, Level.WARNING, Level.INFO, Level.STYLE)) {
        int count = report.count(level);
        if (count > 0) {
          String word = level == Level.INFO || level == Level.STYLE ? level.word() : null;
          counts.add(
              count + " " + (word != null ? word : count == 1 ? level.word() : level.word() + "s"));
        }
      }
      int files = report.files().size();
      StringBuilder text = new StringBuilder();
      text.append(counts.isEmpty() ? "nothing found" : String.join(", ", counts));
      text.append(" in ").append(files).append(files == 1 ? " file" : " files");
      if (report.silenced() > 0) {
        text.append(", ").append(report.silenced()).append(" silenced");
      }
      boolean clean = report.clean();
      String verdict =
          clean ? "clean" : report.unread().isEmpty() ? "not clean" : "not everything was checked";
      String shown = clean ? verdict : " " + verdict + " ";
      List<String> words = wrapped(text.toString(), shown.length() + 2, 2);
      for (int i = 0; i < words.size(); i++) {
        line(
            i == 0
                ? style(clean ? Style.GOOD : Style.ALARM, shown) + "  " + words.get(i)
                : "  " + words.get(i));
      }
      if (!counts.isEmpty()) {
        line(style(Style.QUIET, "plinth explain ID says why, and what to write instead"));
      }
    }

    private String style(Style style, String text) {
      return look.colour() && !text.isEmpty() ? style.begin() + text + style.end() : text;
    }

    /** The text in lines of the page's width: the first and the others begin that far right. */
    private List<String> wrapped(String text, int first, int others) {
      List<String> result = new ArrayList<>();
      StringBuilder line = new StringBuilder();
      int left = look.width() - first;
      for (String word : SafeText.of(text).split(" ", -1)) {
        int length = TextWidth.of(word);
        if (!line.isEmpty() && TextWidth.of(line.toString()) + 1 + length > left) {
          result.add(line.toString());
          line.setLength(0);
          left = look.width() - others;
        }
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
      result.add(line.toString());
      return result;
    }

    private String ascii(String text) {
      if (look.unicode()) {
        return text;
      }
      StringBuilder plain = new StringBuilder(text.length());
      text.codePoints().forEach(c -> plain.append(c < 0x7f ? (char) c : '?'));
      return plain.toString();
    }

    private void line(String text) throws IOException {
      out.write(
          (look.unicode() ? text : ascii(text)).stripTrailing().getBytes(StandardCharsets.UTF_8));
      out.write('\n');
    }
  }

  /** The place in the file. */
  static Location.@Nullable InFile place(Finding finding) {
    for (Location location : finding.locations()) {
      if (location instanceof Location.InFile file) {
        return file;
      }
    }
    return null;
  }
}
