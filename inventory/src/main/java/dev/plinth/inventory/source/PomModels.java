package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The {@code pom.xml} files of a tree, each parsed once. */
final class PomModels {
  private static final int MAX_PARENTS = 30;

  private final TreeFiles tree;
  private final Map<TreePath, Optional<XmlElement>> parsed = new HashMap<>();
  private @Nullable Map<String, Set<String>> own;

  /** Whether it was already said that transitive dependencies are not known. */
  boolean directOnlySaid;

  PomModels(TreeFiles tree) {
    this.tree = tree;
  }

  /** The project element; null when there is none that can be read. */
  @Nullable XmlElement project(TreePath path) throws IOException {
    Optional<XmlElement> known = parsed.get(path);
    if (known == null) {
      LockFile file = tree.file(path);
      known = Optional.empty();
      if (file != null) {
        try {
          known = Optional.of(XmlElement.read(file.bytes())).filter(r -> r.name.equals("project"));
        } catch (LockFormatException e) {
          // The file itself is told of when it is read for its own sake.
        }
      }
      parsed.put(path, known);
    }
    return known.orElse(null);
  }

  /** The project there and those above it that lie in the tree, from the project upwards. */
  List<XmlElement> lineage(TreePath path) throws IOException {
    List<XmlElement> lineage = new ArrayList<>();
    Set<TreePath> seen = new HashSet<>();
    @Nullable TreePath at = path;
    while (at != null && seen.add(at) && lineage.size() < MAX_PARENTS) {
      XmlElement project = project(at);
      if (project == null) {
        break;
      }
      if (!lineage.isEmpty() && !isParent(project, lineage.getLast())) {
        break;
      }
      lineage.add(project);
      at = parentPath(at, project);
    }
    return lineage;
  }

  private @Nullable TreePath parentPath(TreePath path, XmlElement project) {
    XmlElement parent = project.child("parent");
    if (parent == null) {
      return null;
    }
    XmlElement relative = parent.child("relativePath");
    TreePath to = path.resolve(relative == null ? "../pom.xml" : relative.text());
    if (to == null || tree.has(to)) {
      return to;
    }
    TreePath inFolder = new TreePath(to.text() + "/pom.xml");
    return tree.has(inFolder) ? inFolder : null;
  }

  private static boolean isParent(XmlElement candidate, XmlElement child) {
    XmlElement parent = child.child("parent");
    return parent != null && candidate.text("artifactId").equals(parent.text("artifactId"));
  }

  /**
   * Whether a project of the tree has these coordinates. The version counts where both are known: a
   * tree may hold the pom of another release of what it depends on.
   */
  boolean own(String group, String artifact, String version) throws IOException {
    Map<String, Set<String>> known = own;
    if (known == null) {
      known = new HashMap<>();
      for (TreePath path : tree.all()) {
        if (path.name().equals("pom.xml") && project(path) != null) {
          Map<String, String> properties = MavenPom.properties(lineage(path));
          String name = MavenPom.value("${project.groupId}:${project.artifactId}", properties);
          known
              .computeIfAbsent(name, _ -> new HashSet<>())
              .add(MavenPom.value("${project.version}", properties));
        }
      }
      own = known;
    }
    Set<String> versions = known.get(group + ":" + artifact);
    if (versions == null) {
      return false;
    }
    if (version.isEmpty() || version.contains("${") || versions.contains(version)) {
      return true;
    }
    for (String each : versions) {
      if (each.contains("${")) {
        return true;
      }
    }
    return false;
  }
}
