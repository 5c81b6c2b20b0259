package dev.plinth.bases.approved;

import java.util.ArrayList;
import java.util.List;

/**
 * What is approved as an expression of CEL about the text {@code image} (Common Expression
 * Language; {@code matches} is RE2). A name is read as Docker reads it: what stands before the
 * first slash is a registry where it has a dot or a colon or is {@code localhost}.
 */
final class Cel {
  /** All images of a pod: those that it runs, and those that it mounts as volumes. */
  static final String IMAGES =
      "object.spec.containers.map(c, c.image)"
          + " + (has(object.spec.initContainers)"
          + " ? object.spec.initContainers.map(c, c.image) : [])"
          + " + (has(object.spec.ephemeralContainers)"
          + " ? object.spec.ephemeralContainers.map(c, c.image) : [])"
          + " + (has(object.spec.volumes)"
          + " ? object.spec.volumes.filter(v, has(v.image)).map(v, v.image.reference) : [])";

  /** A first part that is no registry, unless it is localhost. */
  private static final String PLAIN = "[a-z0-9_-]+";

  /** What a repository below another can be called. */
  private static final String BELOW = "/[a-z0-9._/-]+";

  private Cel() {}

  /** True where the image is approved; false for all where nothing is. */
  static String of(List<Approval> entries) {
    List<String> parts = new ArrayList<>();
    for (Approval entry : entries) {
      for (String pattern : patterns(entry)) {
        String matches = "image.matches('" + pattern + "')";
        // RE2 cannot say "but not": localhost is a registry, though it looks like a name.
        parts.add(
            pattern.startsWith("^" + PLAIN)
                ? "(" + matches + " && !image.startsWith('localhost/'))"
                : matches);
      }
    }
    return parts.isEmpty() ? "false" : String.join(" || ", parts);
  }

  /** Regular expressions of one entry: for each way in which the name can be written. */
  private static List<String> patterns(Approval entry) {
    String end = end(entry);
    List<String> patterns = new ArrayList<>();
    String name = entry.name();
    boolean hub = name.equals("docker.io") || name.startsWith("docker.io/");
    String path = hub && name.length() > 10 ? name.substring(10) : "";
    // Of Docker Hub, one name alone is that of an official image, not of the namespace.
    boolean namespace = hub && path.indexOf('/') < 0 && !path.equals("library");
    String below = entry.wholeRegistry() || namespace ? BELOW : "(" + BELOW + ")?";
    patterns.add("^" + quoted(name) + below + end + "$");
    if (!hub) {
      return patterns;
    }
    patterns.add("^index[.]docker[.]io" + quoted(name.substring(9)) + below + end + "$");
    // Written without its registry: no first part that could be one.
    if (path.isEmpty()) {
      patterns.add("^" + PLAIN + end + "$");
      patterns.add("^" + PLAIN + BELOW + end + "$");
      return patterns;
    }
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    if (first.indexOf('.') < 0 && !first.equals("localhost")) {
      patterns.add("^" + quoted(path) + (slash < 0 ? BELOW : "(" + BELOW + ")?") + end + "$");
    }
    String official = path.startsWith("library/") ? path.substring(8) : "";
    if (!official.isEmpty() && official.indexOf('/') < 0) {
      patterns.add("^" + quoted(official) + end + "$");
      patterns.add("^(index[.])?docker[.]io/" + quoted(official) + end + "$");
    } else if (path.equals("library")) {
      patterns.add("^" + PLAIN + end + "$");
      patterns.add("^(index[.])?docker[.]io/" + "[a-z0-9._-]+" + end + "$");
    }
    return patterns;
  }

  /** Tag and digest. */
  private static String end(Approval entry) {
    String digest =
        entry.digest().isEmpty() ? "(@[A-Za-z0-9_+.:-]+)?" : "@" + quoted(entry.digest());
    if (entry.tag().isEmpty()) {
      return "(:[A-Za-z0-9_.-]+)?" + digest;
    }
    String tag = entry.tag().replace(".", "[.]").replace("*", "[A-Za-z0-9_.-]*");
    // A reference without a tag and a digest means latest.
    boolean latest =
        entry.digest().isEmpty() && dev.plinth.bases.known.Glob.matches(entry.tag(), "latest");
    return latest ? "(:" + tag + "(@[A-Za-z0-9_+.:-]+)?)?" : ":" + tag + digest;
  }

  private static String quoted(String text) {
    return text.replace(".", "[.]").replace("+", "[+]");
  }
}
