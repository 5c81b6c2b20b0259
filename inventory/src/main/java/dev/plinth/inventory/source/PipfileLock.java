package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Pipenv's {@code Pipfile.lock}: {@code default}, {@code develop} and further groups, each by name
 * with {@code version} ({@code ==1.2}), or {@code git}, {@code file}, {@code path}.
 */
final class PipfileLock implements LockFileReader {
  @Override
  public boolean reads(TreePath path) {
    return path.name().equals("Pipfile.lock");
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    Node root = Documents.json(file.bytes());
    if (root.get("_meta") == null) {
      throw new LockFormatException("it has no _meta, as every Pipfile.lock has");
    }
    for (Map.Entry<String, Node> group : root.members().entrySet()) {
      if (group.getKey().equals("_meta")) {
        continue;
      }
      for (Map.Entry<String, Node> each : group.getValue().members().entrySet()) {
        Node node = each.getValue();
        String version = node.text("version");
        version = version.startsWith("==") ? version.substring(2) : version;
        if (node.get("path") != null) {
          continue; // the project's own
        }
        if (version.isEmpty() || version.contains("*")) {
          sink.problem(
              LockSink.shorten(each.getKey()) + " has no version: it comes from an address");
          continue;
        }
        LockedPackage made =
            LockedPackage.of("pypi", each.getKey(), version, node.line())
                .development(group.getKey().equals("develop"));
        List<String> hashes = node.texts("hashes");
        if (hashes.size() == 1 && hashes.getFirst().startsWith("sha256:")) {
          made = made.hash("sha256", hashes.getFirst().substring(7));
        }
        sink.add(made);
      }
    }
  }
}
