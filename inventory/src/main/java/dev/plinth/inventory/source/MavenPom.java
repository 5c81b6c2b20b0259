package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Maven's {@code pom.xml} (maven.apache.org, POM Reference): the {@code dependencies} it declares,
 * their versions from the dependency itself or from {@code dependencyManagement}, with the {@code
 * properties} of the project and of its parents as far as these lie in the tree. Nothing is
 * fetched: a version that the tree does not tell is said to be unknown, and what the dependencies
 * bring in their turn is never known.
 */
final class MavenPom implements LockFileReader {
  private static final int MAX_VALUE = 512;
  private static final int MAX_ROUNDS = 20;

  @Override
  public boolean reads(TreePath path) {
    return path.name().equals("pom.xml");
  }

  @Override
  public void read(LockFile file, LockSink sink) throws IOException {
    XmlElement root = XmlElement.read(file.bytes());
    if (!root.name.equals("project")) {
      throw new LockFormatException("its root is not <project>");
    }
    PomModels poms = file.tree().poms();
    List<XmlElement> lineage = poms.lineage(file.path());
    Map<String, String> properties = properties(lineage);
    Map<String, XmlElement> managed = managed(lineage, properties);
    List<String> unknown = new ArrayList<>();
    boolean any = false;
    for (XmlElement each : root.children("dependencies")) {
      String group = value(each.text("groupId"), properties);
      String artifact = value(each.text("artifactId"), properties);
      XmlElement management = managed.get(key(each, properties));
      String version = value(each.text("version"), properties);
      String scope = each.text("scope");
      if (management != null) {
        version = version.isEmpty() ? value(management.text("version"), properties) : version;
        scope = scope.isEmpty() ? management.text("scope") : scope;
      }
      if (poms.own(group, artifact, version)) {
        continue;
      }
      any = true;
      String exact = exact(version);
      if (exact.isEmpty() || group.contains("${") || artifact.contains("${")) {
        unknown.add(group + ":" + artifact);
      } else {
        sink.add(
            LockedPackage.maven(group, artifact, exact, each.line)
                .development(value(scope, properties).equals("test")));
      }
    }
    if (!unknown.isEmpty()) {
      sink.problem(
          Words.count(unknown.size(), "dependency has", "dependencies have")
              + " no version that this source tree tells: "
              + Words.some(unknown));
    }
    if (any && !poms.directOnlySaid) {
      poms.directOnlySaid = true;
      sink.problem(
          "a pom.xml names direct dependencies only; what they bring is not known here: scan the"
              + " image or the archive that is built for that");
    }
  }

  /** The one version it is; empty for ranges and what is left open. */
  private static String exact(String version) {
    if (version.contains("${") || version.equals("LATEST") || version.equals("RELEASE")) {
      return "";
    }
    boolean bracketed = version.startsWith("[") && version.endsWith("]") && !version.contains(",");
    String exact = bracketed ? version.substring(1, version.length() - 1) : version;
    return exact.startsWith("[") || exact.startsWith("(") ? "" : exact;
  }

  static Map<String, String> properties(List<XmlElement> lineage) {
    Map<String, String> properties = new HashMap<>();
    for (XmlElement project : lineage) {
      for (XmlElement each : project.children("properties")) {
        properties.putIfAbsent(each.name, each.text());
      }
    }
    if (lineage.isEmpty()) {
      return properties;
    }
    XmlElement project = lineage.getFirst();
    XmlElement parent = project.child("parent");
    for (String name : List.of("groupId", "artifactId", "version")) {
      String own = project.text(name);
      String above = parent == null ? "" : parent.text(name);
      String value = own.isEmpty() ? above : own;
      for (String prefix : List.of("project.", "pom.", "")) {
        if (!value.isEmpty()) {
          properties.putIfAbsent(prefix + name, value);
        }
        if (!above.isEmpty()) {
          properties.putIfAbsent(prefix + "parent." + name, above);
        }
      }
    }
    return properties;
  }

  private static Map<String, XmlElement> managed(
      List<XmlElement> lineage, Map<String, String> properties) {
    Map<String, XmlElement> managed = new HashMap<>();
    for (XmlElement project : lineage) {
      XmlElement management = project.child("dependencyManagement");
      if (management != null) {
        for (XmlElement each : management.children("dependencies")) {
          managed.putIfAbsent(key(each, properties), each);
        }
      }
    }
    return managed;
  }

  /** What management goes by: group, artifact, type and classifier. */
  private static String key(XmlElement dependency, Map<String, String> properties) {
    String type = value(dependency.text("type"), properties);
    return value(dependency.text("groupId"), properties)
        + ':'
        + value(dependency.text("artifactId"), properties)
        + ':'
        + (type.isEmpty() ? "jar" : type)
        + ':'
        + value(dependency.text("classifier"), properties);
  }

  /** With the properties in place of their names, as far as they are known and end. */
  static String value(String written, Map<String, String> properties) {
    String value = written;
    for (int round = 0; round < MAX_ROUNDS && value.length() <= MAX_VALUE; round++) {
      int from = value.indexOf("${");
      int to = from < 0 ? -1 : value.indexOf('}', from);
      String with = to < 0 ? null : properties.get(value.substring(from + 2, to));
      if (with == null) {
        break;
      }
      value = value.substring(0, from) + with + value.substring(to + 1);
    }
    return value;
  }
}
