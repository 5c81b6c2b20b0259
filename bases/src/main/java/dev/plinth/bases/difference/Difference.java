package dev.plinth.bases.difference;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two images.
 *
 * @param before the older side
 * @param after the newer side
 * @param layers how their layers differ
 * @param packages which packages differ; null where a side does not list them
 * @param settings how their configurations differ; null where a side does not know its own
 * @param folders how their files differ; null where a side does not know them
 * @param findings what came, what went, what stayed, in this order
 * @param notes what to know of the answer, sentences without a final stop
 * @param complete false where a side could not be read whole
 */
public record Difference(
    Side before,
    Side after,
    LayerChanges layers,
    @Nullable List<PackageChange> packages,
    @Nullable List<SettingChange> settings,
    @Nullable FolderChanges folders,
    List<FindingChange> findings,
    List<String> notes,
    boolean complete) {
  /** Keeps its own copies. */
  public Difference {
    packages = packages == null ? null : List.copyOf(packages);
    settings = settings == null ? null : List.copyOf(settings);
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }

  /** Compares two sides. */
  public static Difference of(Side before, Side after) {
    List<Side.Installed> old = before.installed();
    List<Side.Installed> now = after.installed();
    return new Difference(
        before,
        after,
        LayerChanges.of(before.layers(), after.layers()),
        old == null || now == null ? null : PackageChanges.of(old, now),
        before.config() == null || after.config() == null
            ? null
            : SettingChanges.of(before.config(), after.config()),
        before.files() == null || after.files() == null
            ? null
            : FolderChanges.of(before.files(), after.files()),
        FindingChanges.of(before, after),
        DifferenceNotes.of(before, after),
        before.complete() && after.complete());
  }

  /** The same with another thing to know, said first. */
  public Difference noting(String note) {
    List<String> more = new ArrayList<>();
    more.add(note);
    more.addAll(notes);
    return new Difference(
        before, after, layers, packages, settings, folders, findings, more, complete);
  }

  /** Whether there is nothing to tell. */
  public boolean same() {
    if (!layers.before().isEmpty() || !layers.after().isEmpty()) {
      return false;
    }
    for (FindingChange change : findings) {
      if (change.status() != FindingChange.Status.REMAINING) {
        return false;
      }
    }
    return (packages == null || packages.isEmpty())
        && (settings == null || settings.isEmpty())
        && (folders == null || folders.changes().isEmpty());
  }

  /** The findings of that status. */
  public List<FindingChange> findings(FindingChange.Status status) {
    return findings.stream().filter(change -> change.status() == status).toList();
  }
}
