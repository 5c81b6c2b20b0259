package dev.plinth.inventory.source;

import java.io.IOException;

/**
 * NuGet's {@code packages.config}: {@code <packages>} of {@code <package id version
 * developmentDependency/>}.
 */
final class PackagesConfig implements LockFileReader {
  @Override
  public boolean reads(TreePath path) {
    return path.name().equals("packages.config");
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    XmlElement root = XmlElement.read(file.bytes());
    if (!root.name.equals("packages")) {
      throw new LockFormatException("its root is not <packages>");
    }
    for (XmlElement each : root.children) {
      if (each.name.equals("package")) {
        sink.add(
            LockedPackage.of(
                    "nuget",
                    each.attributes.getOrDefault("id", ""),
                    each.attributes.getOrDefault("version", ""),
                    each.line)
                .development(
                    each.attributes.getOrDefault("developmentDependency", "").equals("true")));
      }
    }
  }
}
