package dev.plinth.bases.difference;

import dev.plinth.advisories.version.VersionOrder;
import dev.plinth.advisories.version.VersionOrders;
import dev.plinth.bases.difference.PackageChange.Kind;
import dev.plinth.bases.difference.Side.Installed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which packages differ. Packages of one type, name and architecture belong together. Of several
 * copies those of the same version count as the same, wherever they lie; of the others those at the
 * same place are one package that changed, then the one that is left on either side.
 */
final class PackageChanges {
  private PackageChanges() {}

  /** By kind, then as packages are listed. */
  static List<PackageChange> of(List<Installed> before, List<Installed> after) {
    Map<String, List<Installed>> old = byKey(before);
    Map<String, List<Installed>> fresh = byKey(after);
    List<PackageChange> changes = new ArrayList<>();
    for (Map.Entry<String, List<Installed>> each : old.entrySet()) {
      List<Installed> now = fresh.remove(each.getKey());
      compare(each.getValue(), now == null ? new ArrayList<>() : now, changes);
    }
    for (List<Installed> each : fresh.values()) {
      compare(new ArrayList<>(), each, changes);
    }
    changes.sort(
        Comparator.comparing(PackageChange::kind)
            .thenComparing(change -> change.any().type())
            .thenComparing(change -> change.any().namespace())
            .thenComparing(change -> change.any().name())
            .thenComparing(change -> change.any().version())
            .thenComparing(change -> change.any().path()));
    return changes;
  }

  private static Map<String, List<Installed>> byKey(List<Installed> packages) {
    Map<String, List<Installed>> byKey = new TreeMap<>();
    for (Installed each : packages) {
      byKey.computeIfAbsent(each.key(), _ -> new ArrayList<>(1)).add(each);
    }
    return byKey;
  }

  /** Takes from both lists what belongs together. */
  private static void compare(
      List<Installed> before, List<Installed> after, List<PackageChange> changes) {
    before.removeIf(old -> takeVersion(after, old.version()));
    before.removeIf(old -> {
      Installed now = takePath(after, old.path());
      if (now != null) {
        changes.add(change(old, now));
      }
      return now != null;
    });
    if (before.size() == 1 && after.size() == 1) {
      changes.add(change(before.removeFirst(), after.removeFirst()));
    }
    for (Installed old : before) {
      changes.add(new PackageChange(Kind.REMOVED, old, null));
    }
    for (Installed now : after) {
      changes.add(new PackageChange(Kind.ADDED, null, now));
    }
  }

  private static boolean takeVersion(List<Installed> from, String version) {
    for (int i = 0; i < from.size(); i++) {
      if (from.get(i).version().equals(version)) {
        from.remove(i);
        return true;
      }
    }
    return false;
  }

  private static @Nullable Installed takePath(List<Installed> from, String path) {
    for (int i = 0; i < from.size(); i++) {
      if (!path.isEmpty() && from.get(i).path().equals(path)) {
        return from.remove(i);
      }
    }
    return null;
  }

  private static PackageChange change(Installed old, Installed now) {
    return new PackageChange(kind(old.type(), old.version(), now.version()), old, now);
  }

  static Kind kind(String type, String before, String after) {
    VersionOrder order = VersionOrders.find(type);
    int comparison =
        order == null || before.isEmpty() || after.isEmpty() ? 0 : order.compare(before, after);
    return comparison == 0 ? Kind.CHANGED : comparison < 0 ? Kind.UPGRADED : Kind.DOWNGRADED;
  }
}
