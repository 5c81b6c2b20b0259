package dev.plinth.report;

import dev.plinth.bases.difference.Difference;
import dev.plinth.bases.difference.FindingChange;
import dev.plinth.bases.difference.FindingChange.Status;
import dev.plinth.bases.difference.FolderChanges;
import dev.plinth.bases.difference.FolderChanges.Folder;
import dev.plinth.bases.difference.LayerChanges;
import dev.plinth.bases.difference.PackageChange;
import dev.plinth.bases.difference.SettingChange;
import dev.plinth.bases.difference.Side;
import dev.plinth.findings.Finding;
import dev.plinth.foundation.ByteSize;
import dev.plinth.inventory.Inventory.LayerSummary;
import dev.plinth.report.text.Style;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** For people at a terminal: first the sums, then what each is made of, the findings foremost. */
final class DifferenceText implements DifferenceWriter {
  private static final int LABEL = 2;
  private static final int VALUE = 14;

  /** Rows of each list where details are not asked for. */
  private static final int ROWS = 15;

  @Override
  public void write(Difference difference, ReportContext context, OutputStream out)
      throws IOException {
    BufferedWriter writer =
        new BufferedWriter(
            new OutputStreamWriter(
                out, context.unicode() ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII));
    new Sheet(new Page(writer, context), difference).print();
    writer.flush();
  }

  /** One comparison being written. */
  private record Sheet(Page page, Difference difference) {
    void print() throws IOException {
      page.blank();
      page.line(0)
          .add(difference.after().title(difference.before()), Style.STRONG)
          .add(" against ", Style.QUIET)
          .add(difference.before().title(difference.after()), Style.STRONG)
          .end();
      sums();
      findings(Status.NEW, "New findings");
      findings(Status.FIXED, "Fixed findings");
      findings(Status.REMAINING, "Remaining findings");
      packages();
      settings();
      layers();
      folders();
      notes();
      page.blank();
    }

    private void sums() throws IOException {
      if (difference.same()) {
        row("", "nothing differs");
      }
      List<LayerSummary> before = difference.before().layers();
      List<LayerSummary> after = difference.after().layers();
      row("stored", DifferenceWords.sizes(LayerChanges.stored(before), LayerChanges.stored(after)));
      row(
          "unpacked",
          DifferenceWords.sizes(LayerChanges.unpacked(before), LayerChanges.unpacked(after)));
      row("layers", DifferenceWords.layers(difference));
      row("system", system());
      List<PackageChange> packages = difference.packages();
      row("packages", packages == null ? "" : DifferenceWords.packages(packages));
      List<SettingChange> settings = difference.settings();
      row("settings", settings == null ? "" : DifferenceWords.settings(settings));
      FolderChanges folders = difference.folders();
      row("files", folders == null ? "" : DifferenceWords.files(folders));
      row("findings", DifferenceWords.findings(difference));
    }

    private String system() {
      String before = system(difference.before());
      String after = system(difference.after());
      return before.equals(after) ? after : before + " \u2192 " + after;
    }

    private static String system(Side side) {
      return side.distribution().prettyName().isEmpty()
          ? side.distribution().unknown() ? "unknown" : side.distribution().id()
          : side.distribution().prettyName();
    }

    private void row(String label, String value) throws IOException {
      if (!value.isEmpty()) {
        page.line(LABEL).hang(VALUE).add(label, Style.QUIET).at(VALUE).add(value).end();
      }
    }

    private void title(String title, int count) throws IOException {
      page.blank();
      page.line(0).add(title, Style.STRONG).space(2).add(Numbers.grouped(count), Style.QUIET).end();
    }

    private boolean left(int shown, int count) throws IOException {
      if (page.context().details() || shown < ROWS) {
        return false;
      }
      page.line(LABEL)
          .add("and " + Numbers.grouped(count - shown) + " more; --details lists them", Style.QUIET)
          .end();
      return true;
    }

    private void findings(Status status, String title) throws IOException {
      List<FindingChange> changes = DifferenceWords.sorted(difference.findings(status));
      boolean quiet = status == Status.REMAINING && !page.context().details();
      if (changes.isEmpty() || quiet) {
        return;
      }
      title(title, changes.size());
      int shown = 0;
      for (FindingChange change : changes) {
        if (left(shown, changes.size())) {
          break;
        }
        shown++;
        finding(change);
      }
    }

    private void finding(FindingChange change) throws IOException {
      Finding finding = change.finding();
      Line line =
          page.line(LABEL)
              .hang(VALUE)
              .add(finding.severity().word(), Style.of(finding.severity()))
              .at(VALUE)
              .add(finding.id(), Style.STRONG)
              .space(2)
              .add((finding.subject().name() + " " + finding.subject().version()).strip());
      if (FindingOrder.exploited(finding)) {
        line.space(2).add("exploited", Style.ALARM);
      }
      line.end();
      if (!change.explanation().isEmpty()) {
        String cause = change.cause() == null ? "" : change.cause().word() + ": ";
        page.line(VALUE).hang(VALUE).add(cause + change.explanation(), Style.QUIET).end();
      }
    }

    private void packages() throws IOException {
      List<PackageChange> changes = difference.packages();
      if (changes == null || changes.isEmpty()) {
        return;
      }
      title("Packages", changes.size());
      int shown = 0;
      for (PackageChange change : changes) {
        if (left(shown, changes.size())) {
          break;
        }
        shown++;
        page.line(LABEL)
            .hang(VALUE)
            .add(change.kind().word(), Style.QUIET)
            .at(VALUE)
            .add(change.any().name(), Style.STRONG)
            .space(2)
            .add(DifferenceWords.versions(change))
            .space(2)
            .add(change.any().type(), Style.QUIET)
            .end();
      }
    }

    private void settings() throws IOException {
      List<SettingChange> changes = difference.settings();
      if (changes == null || changes.isEmpty()) {
        return;
      }
      title("Settings", changes.size());
      for (SettingChange change : changes) {
        page.line(LABEL)
            .hang(VALUE)
            .add(DifferenceWords.name(change), Style.STRONG)
            .at(VALUE)
            .add(page.shortened(DifferenceWords.value(change.before()), 200))
            .add(" \u2192 ", Style.QUIET)
            .add(page.shortened(DifferenceWords.value(change.after()), 200))
            .end();
      }
    }

    private void layers() throws IOException {
      LayerChanges layers = difference.layers();
      if (layers.before().isEmpty() && layers.after().isEmpty()) {
        return;
      }
      title("Layers above those shared", layers.before().size() + layers.after().size());
      layers("-", layers.before());
      layers("+", layers.after());
    }

    private void layers(String sign, List<LayerSummary> layers) throws IOException {
      int shown = 0;
      for (LayerSummary layer : layers) {
        if (left(shown, layers.size())) {
          break;
        }
        shown++;
        long size = layer.storedSize() < 0 ? layer.unpackedSize() : layer.storedSize();
        page.line(LABEL)
            .hang(VALUE + 2)
            .add(sign + " " + ByteSize.of(size), sign.equals("+") ? Style.GOOD : Style.HIGH)
            .at(VALUE)
            .add(
                layer.createdBy().isEmpty()
                    ? layer.digest()
                    : page.shortened(layer.createdBy(), 160))
            .end();
      }
    }

    private void folders() throws IOException {
      FolderChanges folders = difference.folders();
      if (folders == null || folders.folders().isEmpty()) {
        return;
      }
      title("Files by folder", folders.changes().size());
      int shown = 0;
      for (Folder folder : DifferenceWords.largest(folders.folders())) {
        if (left(shown, folders.folders().size())) {
          break;
        }
        shown++;
        page.line(LABEL)
            .hang(VALUE)
            .add(DifferenceWords.signed(folder.bytes()))
            .at(VALUE)
            .add(DifferenceWords.folder(folder), Style.STRONG)
            .space(2)
            .add(DifferenceWords.counts(folder), Style.QUIET)
            .end();
      }
      if (page.context().details()) {
        for (FolderChanges.FileChange file : DifferenceWords.largestFiles(folders.changes())) {
          String sign = file.before() < 0 ? "+ " : file.after() < 0 ? "- " : "~ ";
          page.line(LABEL)
              .hang(VALUE)
              .add(DifferenceWords.signed(file.bytes()), Style.QUIET)
              .at(VALUE)
              .add(sign + file.path())
              .end();
        }
      }
    }

    private void notes() throws IOException {
      if (difference.notes().isEmpty()) {
        return;
      }
      page.blank();
      page.line(0).add("To know", Style.STRONG).end();
      for (String note : difference.notes()) {
        page.line(LABEL).hang(LABEL + 2).add("! ", Style.CAUTION).add(note).end();
      }
    }
  }
}
