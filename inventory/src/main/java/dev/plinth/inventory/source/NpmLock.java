package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.Map;

/**
 * npm's {@code package-lock.json} and {@code npm-shrinkwrap.json} (docs.npmjs.com,
 * package-lock.json).
 *
 * <p>Versions 2 and 3: {@code packages}, an object by place ({@code ""} the project, {@code
 * packages/a} a workspace, {@code node_modules/a/node_modules/@s/b} what is installed), each with
 * {@code version}, {@code integrity}, {@code license}, {@code dev}, {@code link}, and {@code name}
 * where it is not that of the place. Version 1: {@code dependencies} by name, nested, where {@code
 * version} may be {@code npm:name@version} or the address of what is no package of the registry.
 */
final class NpmLock implements LockFileReader {
  private static final String MODULES = "node_modules/";

  @Override
  public boolean reads(TreePath path) {
    return path.name().equals("package-lock.json") || path.name().equals("npm-shrinkwrap.json");
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    Node root = Documents.json(file.bytes());
    Node packages = root.get("packages");
    if (packages != null && packages.isObject()) {
      for (Map.Entry<String, Node> each : packages.members().entrySet()) {
        installed(each.getKey(), each.getValue(), sink);
      }
      return;
    }
    if (root.text("lockfileVersion").isEmpty() && root.get("dependencies") == null) {
      throw new LockFormatException("it has neither packages nor a lockfileVersion");
    }
    nested(root, sink);
  }

  private static void installed(String place, Node node, LockSink sink) throws IOException {
    int modules = place.lastIndexOf(MODULES);
    if (modules < 0 || node.truth("link") || node.truth("extraneous")) {
      return; // the project itself, a workspace, or a link to one
    }
    String name = node.text("name");
    if (name.isEmpty()) {
      name = place.substring(modules + MODULES.length());
    }
    sink.add(
        of(name, node.text("version"), node)
            .licensed(node.texts("license"))
            .detail("source", NpmOrigins.of(node.text("resolved"))));
  }

  private static void nested(Node parent, LockSink sink) throws IOException {
    for (Map.Entry<String, Node> each : parent.members("dependencies").entrySet()) {
      Node node = each.getValue();
      String name = each.getKey();
      String version = node.text("version");
      if (version.startsWith("npm:")) {
        int at = version.lastIndexOf('@');
        if (at > 4) {
          name = version.substring(4, at);
          version = version.substring(at + 1);
        }
      }
      if (NpmOrigins.local(version)) {
        // a folder of the project's own
      } else if (NpmOrigins.of(version).isEmpty()) {
        sink.add(of(name, version, node));
      } else {
        sink.problem(
            LockSink.shorten(name)
                + " comes from elsewhere than the registry, its version is not told");
      }
      nested(node, sink);
    }
  }

  private static LockedPackage of(String name, String version, Node node) {
    return LockedPackage.slashed("npm", name, version, node.line())
        .development(node.truth("dev"))
        .integrity(node.text("integrity"));
  }
}
