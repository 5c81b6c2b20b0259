package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.List;

/**
 * Composer's {@code composer.lock}: {@code packages} and {@code packages-dev}, each with {@code
 * name} ({@code vendor/name}), {@code version}, {@code license}, {@code dist.shasum} (SHA-1, mostly
 * empty) and {@code dist.type} ({@code path} for the project's own).
 */
final class ComposerLock implements LockFileReader {
  @Override
  public boolean reads(TreePath path) {
    return path.name().equals("composer.lock");
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    Node root = Documents.json(file.bytes());
    if (root.get("packages") == null) {
      throw new LockFormatException("it has no packages");
    }
    for (String kind : List.of("packages", "packages-dev")) {
      for (Node each : root.items(kind)) {
        Node dist = each.get("dist");
        if (dist != null && dist.text("type").equals("path")) {
          continue;
        }
        sink.add(
            LockedPackage.slashed(
                    "composer", each.text("name"), each.text("version"), each.line("name"))
                .development(kind.endsWith("-dev"))
                .licensed(each.texts("license"))
                .hash("sha1", dist == null ? "" : dist.text("shasum")));
      }
    }
  }
}
