package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.Map;

/**
 * NuGet's {@code packages.lock.json}: {@code dependencies} by target framework, then by name, each
 * with {@code type} ({@code Project} for the solution's own) and {@code resolved}. Its {@code
 * contentHash} is not of the package's file as it is downloaded, and is not kept.
 */
final class NugetLock implements LockFileReader {
  @Override
  public boolean reads(TreePath path) {
    String name = path.name();
    return name.equals("packages.lock.json")
        || (name.startsWith("packages.") && name.endsWith(".lock.json"));
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    Node root = Documents.json(file.bytes());
    if (root.get("dependencies") == null) {
      throw new LockFormatException("it has no dependencies");
    }
    for (Node framework : root.members("dependencies").values()) {
      for (Map.Entry<String, Node> each : framework.members().entrySet()) {
        Node node = each.getValue();
        if (!node.text("type").equals("Project")) {
          sink.add(LockedPackage.of("nuget", each.getKey(), node.text("resolved"), node.line()));
        }
      }
    }
  }
}
