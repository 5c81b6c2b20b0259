package dev.plinth.report;

import dev.plinth.bases.difference.Difference;
import dev.plinth.bases.difference.FindingChange;
import dev.plinth.bases.difference.FolderChanges;
import dev.plinth.bases.difference.FolderChanges.FileChange;
import dev.plinth.bases.difference.FolderChanges.Folder;
import dev.plinth.bases.difference.LayerChanges;
import dev.plinth.bases.difference.PackageChange;
import dev.plinth.bases.difference.PackageChange.Kind;
import dev.plinth.bases.difference.SettingChange;
import dev.plinth.bases.difference.Side;
import dev.plinth.findings.Severity;
import dev.plinth.foundation.ByteSize;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** What text and Markdown say of a comparison in the same words. */
final class DifferenceWords {
  private DifferenceWords() {}

  /** For example {@code 52.1 MB → 55.2 MB (+3.1 MB)}; empty where either is not known. */
  static String sizes(long before, long after) {
    return before < 0 || after < 0
        ? ""
        : ByteSize.of(before)
            + " \u2192 "
            + ByteSize.of(after)
            + " ("
            + signed(after - before)
            + ")";
  }

  /** With its sign, a plus as well. */
  static String signed(long bytes) {
    return bytes > 0 ? "+" + ByteSize.of(bytes) : bytes == 0 ? "no change" : ByteSize.of(bytes);
  }

  static String layers(Difference difference) {
    LayerChanges layers = difference.layers();
    int before = difference.before().layers().size();
    int after = difference.after().layers().size();
    if (before == 0 || after == 0) {
      return "";
    }
    if (layers.before().isEmpty() && layers.after().isEmpty()) {
      return "the same " + Numbers.of(after, "layer");
    }
    String shared =
        layers.shared() == 0
            ? "none shared"
            : "the lowest " + Numbers.of(layers.shared(), "layer") + " shared";
    return shared + ", then " + layers.before().size() + " \u2192 " + layers.after().size();
  }

  static String packages(List<PackageChange> changes) {
    Map<Kind, Integer> counts = new TreeMap<>();
    for (PackageChange change : changes) {
      counts.merge(change.kind(), 1, Integer::sum);
    }
    StringJoiner text = new StringJoiner(", ");
    counts.forEach((kind, count) -> text.add(Numbers.grouped(count) + " " + kind.word()));
    return changes.isEmpty() ? "no change" : text.toString();
  }

  static String settings(List<SettingChange> changes) {
    Map<String, Integer> counts = new TreeMap<>();
    for (SettingChange change : changes) {
      counts.merge(change.member(), 1, Integer::sum);
    }
    StringJoiner text = new StringJoiner(", ");
    counts.forEach((member, count) -> text.add(count == 1 ? member : count + " of " + member));
    return changes.isEmpty() ? "no change" : text.toString();
  }

  static String files(FolderChanges folders) {
    int added = 0;
    int removed = 0;
    int changed = 0;
    long bytes = 0;
    for (Folder folder : folders.folders()) {
      added += folder.added();
      removed += folder.removed();
      changed += folder.changed();
      bytes += folder.bytes();
    }
    StringJoiner text = new StringJoiner(", ");
    if (!folders.changes().isEmpty()) {
      text.add(
          added + " added, " + removed + " removed, " + changed + " changed; " + signed(bytes));
    }
    if (folders.rewritten() > 0) {
      text.add(Numbers.grouped(folders.rewritten()) + " written anew with the same size");
    }
    return text.length() == 0 ? "no change" : text.toString();
  }

  static String findings(Difference difference) {
    StringJoiner text = new StringJoiner("; ");
    for (FindingChange.Status status : FindingChange.Status.values()) {
      Map<Severity, Integer> counts = new TreeMap<>();
      List<FindingChange> changes = difference.findings(status);
      for (FindingChange change : changes) {
        counts.merge(change.finding().severity(), 1, Integer::sum);
      }
      String bySeverity = Numbers.bySeverity(counts);
      text.add(
          Numbers.grouped(changes.size())
              + " "
              + status.word()
              + (bySeverity.isEmpty() || changes.size() < 2 ? "" : " (" + bySeverity + ")"));
    }
    return text.toString();
  }

  /** Worst first. */
  static List<FindingChange> sorted(List<FindingChange> changes) {
    List<FindingChange> sorted = new ArrayList<>(changes);
    sorted.sort((a, b) -> FindingOrder.compare(a.finding(), b.finding()));
    return sorted;
  }

  /** Those of the most bytes first. */
  static List<Folder> largest(List<Folder> folders) {
    List<Folder> sorted = new ArrayList<>(folders);
    sorted.sort(
        Comparator.comparingLong((Folder folder) -> -Math.abs(folder.bytes()))
            .thenComparing(Folder::path));
    return sorted;
  }

  /** Those of the most bytes first. */
  static List<FileChange> largestFiles(List<FileChange> files) {
    List<FileChange> sorted = new ArrayList<>(files);
    sorted.sort(
        Comparator.comparingLong((FileChange file) -> -Math.abs(file.bytes()))
            .thenComparing(FileChange::path));
    return sorted;
  }

  static String folder(Folder folder) {
    return folder.path().isEmpty() ? "/" : folder.path();
  }

  /** For example {@code +12 −3 ~1}. */
  static String counts(Folder folder) {
    StringJoiner text = new StringJoiner(" ");
    if (folder.added() > 0) {
      text.add("+" + folder.added());
    }
    if (folder.removed() > 0) {
      text.add("-" + folder.removed());
    }
    if (folder.changed() > 0) {
      text.add("~" + folder.changed());
    }
    return text.toString();
  }

  static String versions(PackageChange change) {
    Side.Installed before = change.before();
    Side.Installed after = change.after();
    if (before == null || after == null) {
      return change.any().version();
    }
    return before.version() + " \u2192 " + after.version();
  }

  static String value(String value) {
    return value.isEmpty() ? "not set" : value.startsWith("=") ? value.substring(1) : value;
  }

  static String name(SettingChange change) {
    return change.key().isEmpty() ? change.member() : change.member() + " " + change.key();
  }
}
