package dev.plinth.report;

import dev.plinth.bases.difference.Difference;
import dev.plinth.bases.difference.FindingChange;
import dev.plinth.bases.difference.FindingChange.Status;
import dev.plinth.bases.difference.FolderChanges;
import dev.plinth.bases.difference.LayerChanges;
import dev.plinth.bases.difference.PackageChange;
import dev.plinth.bases.difference.SettingChange;
import dev.plinth.findings.Finding;
import dev.plinth.report.text.MarkdownText;
import dev.plinth.report.text.UriText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * For a comment on a pull request, as GitHub and GitLab render Markdown: the sums, what came and
 * what went with its cause, the rest folded away. It ends before what GitHub takes, and says how
 * many rows it leaves out.
 */
final class DifferenceMarkdown implements DifferenceWriter {
  private static final int CLOSING = 4_000;

  @Override
  public void write(Difference difference, ReportContext context, OutputStream out)
      throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write(new Comment(difference).text());
    writer.flush();
  }

  /** One comment being written. */
  private static final class Comment {
    private final Difference difference;
    private final StringBuilder text = new StringBuilder(4_096);

    Comment(Difference difference) {
      this.difference = difference;
    }

    String text() {
      text.append("### Plinth: ")
          .append(code(difference.after().title(difference.before())))
          .append(" against ")
          .append(code(difference.before().title(difference.after())))
          .append("\n\n");
      sums();
      findings(Status.NEW, "New findings");
      findings(Status.FIXED, "Fixed findings");
      packages();
      settings();
      folders();
      for (String note : difference.notes()) {
        text.append("\n> ").append(MarkdownText.of(MarkdownReport.cut(note))).append('\n');
      }
      return text.toString();
    }

    private void sums() {
      text.append("| | |\n|---|---|\n");
      sum(
          "Stored",
          DifferenceWords.sizes(
              LayerChanges.stored(difference.before().layers()),
              LayerChanges.stored(difference.after().layers())));
      sum(
          "Unpacked",
          DifferenceWords.sizes(
              LayerChanges.unpacked(difference.before().layers()),
              LayerChanges.unpacked(difference.after().layers())));
      sum("Layers", DifferenceWords.layers(difference));
      List<PackageChange> packages = difference.packages();
      sum("Packages", packages == null ? "" : DifferenceWords.packages(packages));
      List<SettingChange> settings = difference.settings();
      sum("Settings", settings == null ? "" : DifferenceWords.settings(settings));
      FolderChanges folders = difference.folders();
      sum("Files", folders == null ? "" : DifferenceWords.files(folders));
      sum("Findings", DifferenceWords.findings(difference));
      text.append('\n');
    }

    private void sum(String label, String value) {
      if (!value.isEmpty()) {
        text.append("| ").append(label).append(" | ").append(MarkdownText.of(value)).append(" |\n");
      }
    }

    private void findings(Status status, String title) {
      List<String> rows = new ArrayList<>();
      for (FindingChange change : DifferenceWords.sorted(difference.findings(status))) {
        Finding finding = change.finding();
        rows.add(
            "| "
                + finding.severity().word()
                + (FindingOrder.exploited(finding) ? " **KEV**" : "")
                + " | "
                + id(finding)
                + " | "
                + code(finding.subject().name())
                + " "
                + code(finding.subject().version())
                + " | "
                + (change.cause() == null ? "" : change.cause().word() + ": ")
                + MarkdownText.of(MarkdownReport.cut(change.explanation()))
                + " |\n");
      }
      table(
          title,
          status != Status.NEW,
          "| Severity | Finding | Package | Because |\n|---|---|---|---|\n",
          rows);
    }

    private static String id(Finding finding) {
      for (String reference : finding.references()) {
        if (UriText.isWeb(reference) && reference.length() <= 300) {
          return MarkdownText.link(code(finding.id()), reference);
        }
      }
      return code(finding.id());
    }

    private void packages() {
      List<PackageChange> changes = difference.packages();
      List<String> rows = new ArrayList<>();
      for (PackageChange change : changes == null ? List.<PackageChange>of() : changes) {
        rows.add(
            "| "
                + change.kind().word()
                + " | "
                + code(change.any().name())
                + " | "
                + MarkdownText.of(MarkdownReport.cut(DifferenceWords.versions(change)))
                + " | "
                + MarkdownText.of(change.any().type())
                + " |\n");
      }
      table("Packages", true, "| Change | Package | Version | Type |\n|---|---|---|---|\n", rows);
    }

    private void settings() {
      List<SettingChange> changes = difference.settings();
      List<String> rows = new ArrayList<>();
      for (SettingChange change : changes == null ? List.<SettingChange>of() : changes) {
        rows.add(
            "| "
                + code(DifferenceWords.name(change))
                + " | "
                + code(DifferenceWords.value(change.before()))
                + " | "
                + code(DifferenceWords.value(change.after()))
                + " |\n");
      }
      table("Settings", true, "| Setting | Before | After |\n|---|---|---|\n", rows);
    }

    private void folders() {
      FolderChanges folders = difference.folders();
      List<String> rows = new ArrayList<>();
      if (folders != null) {
        for (FolderChanges.Folder folder : DifferenceWords.largest(folders.folders())) {
          rows.add(
              "| "
                  + code(DifferenceWords.folder(folder))
                  + " | "
                  + DifferenceWords.signed(folder.bytes())
                  + " | "
                  + MarkdownText.of(DifferenceWords.counts(folder))
                  + " |\n");
        }
      }
      table("Files by folder", true, "| Folder | Bytes | Files |\n|---|---|---|\n", rows);
    }

    private void table(String title, boolean folded, String head, List<String> rows) {
      if (rows.isEmpty()) {
        return;
      }
      String label = title + ": " + Numbers.grouped(rows.size());
      text.append(
          folded ? "<details><summary>" + label + "</summary>\n\n" : "**" + label + "**\n\n");
      text.append(head);
      int written = 0;
      for (String row : rows) {
        if (text.length() + row.length() + CLOSING > MarkdownReport.MOST) {
          break;
        }
        text.append(row);
        written++;
      }
      if (written < rows.size()) {
        text.append("\nand ")
            .append(Numbers.of(rows.size() - written, "more row"))
            .append(" than a comment has room for; the JSON has them all.\n");
      }
      text.append(folded ? "\n</details>\n\n" : "\n");
    }

    private static String code(String value) {
      return MarkdownText.code(MarkdownReport.cut(value));
    }
  }
}
