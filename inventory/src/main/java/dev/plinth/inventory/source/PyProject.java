package dev.plinth.inventory.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the {@code pyproject.toml} beside a lock file says of its dependencies' purpose. */
final class PyProject {
  private final Node root;

  private PyProject(Node root) {
    this.root = root;
  }

  /** Null when there is none that can be read. */
  static @Nullable PyProject beside(LockFile lock) throws IOException {
    LockFile file = lock.beside("pyproject.toml");
    try {
      return file == null ? null : new PyProject(Documents.toml(file.bytes()));
    } catch (LockFormatException e) {
      return null; // then nothing is known to be for development
    }
  }

  /** The normalised names of the dependencies that ship, extras included. */
  List<String> shipped() {
    List<String> names = new ArrayList<>();
    Node project = root.get("project");
    if (project != null) {
      for (String text : project.texts("dependencies")) {
        add(text, names);
      }
      for (String extra : project.members("optional-dependencies").keySet()) {
        Node extras = project.get("optional-dependencies");
        for (String text : extras == null ? List.<String>of() : extras.texts(extra)) {
          add(text, names);
        }
      }
    }
    for (String name : poetry().members("dependencies").keySet()) {
      names.add(normal(name));
    }
    return names;
  }

  private static void add(String specifier, List<String> names) {
    Requirement requirement = Requirement.of(specifier);
    if (requirement != null) {
      names.add(normal(requirement.name));
    }
  }

  private Node poetry() {
    Node tool = root.get("tool");
    Node poetry = tool == null ? null : tool.get("poetry");
    return poetry == null ? Node.nothing(0) : poetry;
  }

  /** The names of groups that do not ship (PEP 735, and PDM's own). */
  List<String> developmentGroups() {
    List<String> names = new ArrayList<>(root.members("dependency-groups").keySet());
    Node tool = root.get("tool");
    Node pdm = tool == null ? null : tool.get("pdm");
    if (pdm != null) {
      names.addAll(pdm.members("dev-dependencies").keySet());
    }
    return names;
  }

  /** A project's name as PEP 503 compares it. */
  static String normal(String name) {
    StringBuilder out = new StringBuilder(name.length());
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean dash = c == '-' || c == '_' || c == '.';
      if (!dash) {
        out.append(c);
      } else if (out.isEmpty() || out.charAt(out.length() - 1) != '-') {
        out.append('-');
      }
    }
    return out.toString();
  }
}
