package dev.plinth.report;

import dev.plinth.bases.difference.Difference;
import dev.plinth.bases.difference.FindingChange;
import dev.plinth.bases.difference.FolderChanges;
import dev.plinth.bases.difference.LayerChanges;
import dev.plinth.bases.difference.PackageChange;
import dev.plinth.bases.difference.SettingChange;
import dev.plinth.bases.difference.Side;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.inventory.Inventory.LayerSummary;
import dev.plinth.report.text.JsonMembers;
import dev.plinth.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * For programs: everything a comparison says, in the schema {@value #SCHEMA}, documented in {@code
 * docs/diff-json.md}. Members that are not known are absent; lists are sorted.
 */
final class DifferenceJson implements DifferenceWriter {
  /** Name and major version; additions keep it, any other change raises it. */
  static final String SCHEMA = "plinth.diff/1";

  /** Files listed at most; the others are counted. */
  private static final int FILES = 20_000;

  @Override
  public void write(Difference difference, ReportContext context, OutputStream out)
      throws IOException {
    JsonOutput.write(out, json -> new Document(new JsonMembers(json), difference).write());
  }

  private record Document(JsonMembers json, Difference difference) {
    void write() throws IOException {
      json.open();
      json.text("schema", SCHEMA);
      side("before", difference.before());
      side("after", difference.after());
      json.bool("complete", difference.complete());
      json.bool("same", difference.same());
      LayerChanges layers = difference.layers();
      json.open("layers");
      json.number("shared", layers.shared());
      layers("before", layers.before());
      layers("after", layers.after());
      json.close();
      packages();
      settings();
      files();
      findings();
      json.texts("notes", difference.notes());
      json.close();
    }

    private void side(String name, Side side) throws IOException {
      json.open(name);
      json.text("target", side.label());
      json.known("name", side.name());
      json.known("digest", side.digest());
      json.known("platform", side.platform());
      json.bool("savedReport", side.saved());
      json.known("distribution", side.distribution().prettyName());
      json.known("storedSize", LayerChanges.stored(side.layers()));
      json.known("unpackedSize", LayerChanges.unpacked(side.layers()));
      json.openList("sources");
      for (Side.Data data : side.data()) {
        json.open();
        json.text("name", data.name());
        json.known("records", data.records());
        json.known("asOf", data.asOf());
        json.known("imported", data.imported());
        json.close();
      }
      json.closeList();
      json.bool("complete", side.complete());
      json.close();
    }

    private void layers(String name, List<LayerSummary> layers) throws IOException {
      json.openList(name);
      for (LayerSummary layer : layers) {
        json.open();
        json.known("digest", layer.digest());
        json.known("diffId", layer.diffId());
        json.known("createdBy", layer.createdBy());
        json.known("storedSize", layer.storedSize());
        json.known("unpackedSize", layer.unpackedSize());
        json.close();
      }
      json.closeList();
    }

    private void packages() throws IOException {
      List<PackageChange> changes = difference.packages();
      if (changes == null) {
        return;
      }
      json.openList("packages");
      for (PackageChange change : changes) {
        json.open();
        json.text("change", change.kind().word());
        json.text("type", change.any().type());
        json.text("name", change.any().name());
        json.known("architecture", change.any().architecture());
        installed("before", change.before());
        installed("after", change.after());
        json.close();
      }
      json.closeList();
    }

    private void installed(String name, Side.@org.jspecify.annotations.Nullable Installed installed)
        throws IOException {
      if (installed != null) {
        json.open(name);
        json.known("version", installed.version());
        json.text("purl", installed.purl());
        json.known("layer", installed.layer());
        json.known("path", installed.path());
        json.close();
      }
    }

    private void settings() throws IOException {
      List<SettingChange> changes = difference.settings();
      if (changes == null) {
        return;
      }
      json.openList("settings");
      for (SettingChange change : changes) {
        json.open();
        json.text("member", change.member());
        json.known("key", change.key());
        if (!change.before().isEmpty()) {
          json.text("before", DifferenceWords.value(change.before()));
        }
        if (!change.after().isEmpty()) {
          json.text("after", DifferenceWords.value(change.after()));
        }
        json.bool("hidden", change.hidden());
        json.close();
      }
      json.closeList();
    }

    private void files() throws IOException {
      FolderChanges folders = difference.folders();
      if (folders == null) {
        return;
      }
      json.open("files");
      json.number("rewritten", folders.rewritten());
      json.openList("folders");
      for (FolderChanges.Folder folder : folders.folders()) {
        json.open();
        json.text("path", folder.path());
        json.number("added", folder.added());
        json.number("removed", folder.removed());
        json.number("changed", folder.changed());
        json.number("bytes", folder.bytes());
        json.close();
      }
      json.closeList();
      json.openList("changes");
      List<FolderChanges.FileChange> changes = folders.changes();
      for (FolderChanges.FileChange file : changes.subList(0, Math.min(changes.size(), FILES))) {
        json.open();
        json.text("path", file.path());
        json.known("before", file.before());
        json.known("after", file.after());
        json.close();
      }
      json.closeList();
      json.number("leftOut", Math.max(0, changes.size() - FILES));
      json.close();
    }

    private void findings() throws IOException {
      json.openList("findings");
      for (FindingChange.Status status : FindingChange.Status.values()) {
        for (FindingChange change : DifferenceWords.sorted(difference.findings(status))) {
          finding(change);
        }
      }
      json.closeList();
    }

    private void finding(FindingChange change) throws IOException {
      Finding finding = change.finding();
      json.open();
      json.text("status", change.status().word());
      if (change.cause() != null) {
        json.text("cause", change.cause().word());
        json.bool("certain", change.certain());
      }
      json.known("explanation", change.explanation());
      json.text("fingerprint", finding.fingerprint());
      json.text("id", finding.id());
      json.text("kind", finding.kind().word());
      json.text("severity", finding.severity().word());
      json.open("subject");
      json.text("name", finding.subject().name());
      json.known("version", finding.subject().version());
      json.known("purl", finding.subject().purl());
      json.known("path", finding.subject().path());
      json.close();
      if (finding.fix() instanceof Fix.Upgrade upgrade) {
        json.open("fix");
        json.text("package", upgrade.packageName());
        json.text("version", upgrade.version());
        json.close();
      }
      json.bool("knownExploited", FindingOrder.exploited(finding));
      json.close();
    }
  }
}
