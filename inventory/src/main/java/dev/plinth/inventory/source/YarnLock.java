package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Yarn's {@code yarn.lock}: that of Yarn 1 is read by {@link YarnClassic}, later ones are YAML.
 *
 * <pre>
 * entry   = range { ", " range } ":"  members       range = name "@" [ "npm:" ] what
 * members = version, resolution (name "@" protocol ":" …), dependencies (name: range), linkType
 *           (Yarn 1: version, resolved, integrity, dependencies, optionalDependencies)
 * </pre>
 *
 * What only serves development is not told; it follows from the {@code package.json} files that the
 * lock file serves: what none of their other dependencies leads to.
 */
final class YarnLock implements LockFileReader {
  @Override
  public boolean reads(TreePath path) {
    return path.name().equals("yarn.lock");
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    String text = file.text();
    boolean berry = text.startsWith("__metadata:") || text.contains("\n__metadata:");
    Node root = berry ? YamlTree.read(text).getFirst() : YarnClassic.read(text);
    if (!root.isObject()) {
      throw new LockFormatException("it has no entries");
    }
    Map<String, String> entries = new HashMap<>();
    for (String key : root.members().keySet()) {
      for (String range : key.split(", ", -1)) {
        entries.put(range, key);
      }
    }
    List<String> shipped = PackageJson.shipped(file);
    Set<String> reached = shipped == null ? null : reached(root, entries, shipped);
    for (Map.Entry<String, Node> each : root.members().entrySet()) {
      if (!each.getKey().equals("__metadata")) {
        entry(each.getKey(), each.getValue(), berry, reached, sink);
      }
    }
  }

  private static Set<String> reached(Node root, Map<String, String> entries, List<String> ranges) {
    return Reach.from(
        keys(entries, ranges),
        key -> {
          Node entry = root.get(key);
          List<String> next = new ArrayList<>();
          if (entry != null) {
            for (String kind : List.of("dependencies", "optionalDependencies")) {
              entry.members(kind).forEach((name, range) -> next.add(name + "@" + range.text()));
            }
          }
          return keys(entries, next);
        });
  }

  private static List<String> keys(Map<String, String> entries, List<String> ranges) {
    List<String> keys = new ArrayList<>();
    for (String range : ranges) {
      String key = entries.get(range);
      if (key == null) {
        int at = range.indexOf('@', 1);
        key = entries.get(range.substring(0, at + 1) + "npm:" + range.substring(at + 1));
      }
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static void entry(
      String key, Node entry, boolean berry, @Nullable Set<String> reached, LockSink sink)
      throws IOException {
    String first = key.split(", ", 2)[0];
    String identity = berry ? entry.text("resolution") : first;
    int at = identity.indexOf('@', 1);
    if (at < 0) {
      throw new LockFormatException(
          "an entry has no range: " + LockSink.shorten(first) + " (line " + entry.line() + ")");
    }
    String name = identity.substring(0, at);
    String from = identity.substring(at + 1);
    if (NpmOrigins.local(from) || (berry && entry.text("linkType").equals("soft"))) {
      return;
    }
    if (!berry && from.startsWith("npm:")) {
      int end = from.indexOf('@', 5);
      name = from.substring(4, end < 0 ? from.length() : end);
    }
    if (!berry && !entry.text("name").isEmpty()) {
      name = entry.text("name"); // where it is not that of the range
    }
    sink.add(
        LockedPackage.slashed("npm", name, entry.text("version"), entry.line())
            .development(reached != null && !reached.contains(key))
            .detail("source", NpmOrigins.of(berry ? from : entry.text("resolved")))
            .integrity(entry.text("integrity")));
  }
}
