package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * pnpm's {@code pnpm-lock.yaml} (github.com/pnpm/spec, lockfile).
 *
 * <pre>
 * packages, by identity: 5.x  /name/version[_peers]      6.x  /name@version[(peer)…]
 *                        9.x  name@version               with resolution, dev (until 6.x), name and
 *                                                        version where the identity is an address
 * snapshots (9.x)        name@version[(peer)…]: dependencies, optionalDependencies (name: version)
 * importers (9.x)        folder: dependencies, devDependencies … (name: specifier, version)
 * </pre>
 *
 * From version 9 on, what only serves development is what the importers' other dependencies do not
 * lead to.
 */
final class PnpmLock implements LockFileReader {
  private static final List<String> SHIPS = List.of("dependencies", "optionalDependencies");

  @Override
  public boolean reads(TreePath path) {
    return path.name().equals("pnpm-lock.yaml");
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    boolean known = false;
    for (Node document : YamlTree.read(file.text())) {
      String version = document.text("lockfileVersion");
      if (!version.isEmpty()) {
        known = true;
        document(document, version, sink);
      }
    }
    if (!known) {
      throw new LockFormatException("it has no lockfileVersion");
    }
  }

  private static void document(Node root, String version, LockSink sink) throws IOException {
    boolean slashes = version.startsWith("5");
    Set<String> shipped = root.get("snapshots") == null ? null : shipped(root);
    for (Map.Entry<String, Node> each : root.members("packages").entrySet()) {
      one(each.getKey(), each.getValue(), slashes, shipped, sink);
    }
  }

  private static void one(
      String key, Node node, boolean slashes, @Nullable Set<String> shipped, LockSink sink)
      throws IOException {
    if (NpmOrigins.local(key) || key.contains("@file:") || key.contains("@link:")) {
      return;
    }
    String identity = withoutPeers(key.startsWith("/") ? key.substring(1) : key);
    int end = slashes ? identity.lastIndexOf('/') : identity.indexOf('@', 1);
    String name = node.text("name");
    String version = node.text("version");
    if (name.isEmpty() && end > 0) {
      name = identity.substring(0, end);
    }
    if (version.isEmpty() && end > 0) {
      version = identity.substring(end + 1);
      int peers = slashes ? version.indexOf('_') : -1;
      version = peers > 0 ? version.substring(0, peers) : version;
    }
    String tarball = "";
    String integrity = "";
    Node resolution = node.get("resolution");
    if (resolution != null) {
      tarball = resolution.text("type").equals("git") ? "git" : resolution.text("tarball");
      integrity = resolution.text("integrity");
    }
    if (version.contains(":")) {
      sink.problem(
          LockSink.shorten(name)
              + " comes from elsewhere than the registry, its version is not told");
      return;
    }
    boolean development =
        shipped == null ? node.truth("dev") : !shipped.contains(withoutPeers(key));
    sink.add(
        LockedPackage.slashed("npm", name, version, node.line())
            .development(development)
            .detail("source", NpmOrigins.of(tarball))
            .integrity(integrity));
  }

  private static String withoutPeers(String key) {
    int bracket = key.indexOf('(');
    return bracket < 0 ? key : key.substring(0, bracket);
  }

  /** The packages, without their peers, that what ships leads to. */
  private static Set<String> shipped(Node root) {
    List<String> starts = new ArrayList<>();
    for (Node importer : root.members("importers").values()) {
      for (String kind : SHIPS) {
        importer
            .members(kind)
            .forEach((name, what) -> starts.add(reference(name, what.text("version"))));
      }
    }
    Map<String, Node> snapshots = root.members("snapshots");
    Set<String> reached =
        Reach.from(
            starts,
            key -> {
              List<String> next = new ArrayList<>();
              Node snapshot = snapshots.get(key);
              if (snapshot != null) {
                for (String kind : SHIPS) {
                  snapshot
                      .members(kind)
                      .forEach((name, version) -> next.add(reference(name, version.text())));
                }
              }
              return next;
            });
    Set<String> packages = new HashSet<>();
    for (String key : reached) {
      packages.add(withoutPeers(key));
    }
    return packages;
  }

  /** What a dependency means: {@code version}, or {@code other-name@version} for an alias. */
  private static String reference(String name, String version) {
    String bare = withoutPeers(version);
    boolean alias = bare.indexOf('@', 1) > 0 && !bare.contains(":");
    return alias ? version : name + "@" + version;
  }
}
