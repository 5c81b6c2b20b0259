package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bun's {@code bun.lock}: JSON with comments and commas before the end. {@code packages} by place
 * ({@code a}, {@code a/b} for the b within a), each an array: {@code name@version}, the registry,
 * an object with dependencies, the integrity; {@code workspaces} by folder, as package.json.
 */
final class BunLock implements LockFileReader {
  private static final List<String> SHIPS =
      List.of("dependencies", "optionalDependencies", "peerDependencies");

  @Override
  public boolean reads(TreePath path) {
    return path.name().equals("bun.lock");
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    Node root = Documents.json(file.bytes(), true);
    if (root.text("lockfileVersion").isEmpty()) {
      throw new LockFormatException("it has no lockfileVersion");
    }
    Map<String, Node> packages = root.members("packages");
    List<String> starts = new ArrayList<>();
    for (Node workspace : root.members("workspaces").values()) {
      needs(workspace, starts);
    }
    Set<String> shipped =
        Reach.from(
            starts,
            place -> {
              List<String> next = new ArrayList<>();
              Node each = packages.get(place);
              if (each != null) {
                for (Node item : each.items()) {
                  needs(item, next);
                }
              }
              next.replaceAll(name -> nearest(packages, place, name));
              return next;
            });
    for (Map.Entry<String, Node> each : packages.entrySet()) {
      List<Node> items = each.getValue().items();
      String identity = items.isEmpty() ? "" : items.getFirst().text();
      int at = identity.indexOf('@', 1);
      String version = at < 0 ? "" : identity.substring(at + 1);
      if (NpmOrigins.local(version)) {
        continue;
      }
      if (version.contains(":")) {
        sink.problem(
            LockSink.shorten(each.getKey())
                + " comes from elsewhere than the registry, its version is not told");
        continue;
      }
      sink.add(
          LockedPackage.slashed(
                  "npm", at < 0 ? "" : identity.substring(0, at), version, each.getValue().line())
              .development(!shipped.contains(each.getKey()))
              .integrity(items.getLast().text()));
    }
  }

  private static void needs(Node of, List<String> names) {
    for (String kind : SHIPS) {
      names.addAll(of.members(kind).keySet());
    }
  }

  /** The place of what a package at that place gets by that name. */
  private static String nearest(Map<String, Node> packages, String place, String name) {
    String at = place;
    while (!at.isEmpty()) {
      if (packages.containsKey(at + "/" + name)) {
        return at + "/" + name;
      }
      int slash = at.lastIndexOf('/');
      at = slash < 0 ? "" : at.substring(0, slash);
    }
    return name;
  }
}
