package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.Map;

/**
 * Cargo's {@code Cargo.lock}, versions 1 to 4: tables {@code package} with {@code name}, {@code
 * version}, {@code source} ({@code registry+…}, {@code sparse+…}, {@code git+…}; none for the
 * project's own) and {@code checksum} (SHA-256), in version 1 under {@code metadata} as {@code
 * "checksum name version (source)"}. It does not tell what only serves development.
 */
final class CargoLock implements LockFileReader {
  @Override
  public boolean reads(TreePath path) {
    return path.name().equals("Cargo.lock");
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    Node root = Documents.toml(file.bytes());
    Map<String, Node> older = root.members("metadata");
    for (Node each : root.items("package")) {
      String source = each.text("source");
      if (source.isEmpty()) {
        continue;
      }
      String name = each.text("name");
      String version = each.text("version");
      String checksum = each.text("checksum");
      if (checksum.isEmpty()) {
        Node known = older.get("checksum " + name + " " + version + " (" + source + ")");
        checksum = known == null ? "" : known.text();
      }
      sink.add(
          LockedPackage.of("cargo", name, version, each.line("name"))
              .detail("source", source.startsWith("git+") ? "git" : "")
              .hash("sha256", checksum));
    }
  }
}
