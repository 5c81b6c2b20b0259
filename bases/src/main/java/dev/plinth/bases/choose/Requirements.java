package dev.plinth.bases.choose;

import dev.plinth.bases.start.ProjectFiles;
import dev.plinth.foundation.toml.Toml;
import dev.plinth.foundation.toml.TomlReader;
import dev.plinth.foundation.toml.TomlSyntaxException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Python project asks for by name: {@code requirements.txt}, else {@code pyproject.toml},
 * else {@code setup.cfg}. What {@code setup.py} asks for only running it would tell.
 */
final class Requirements {
  private static final int MOST = 2_000;
  private static final int MOST_VALUES = 100_000;

  private Requirements() {}

  /**
   * A package.
   *
   * @param name as PEP 503 compares it
   * @param version the exact one; empty where others serve
   */
  record Named(String name, String version) {}

  /** Those of a project, at most two thousand. */
  static List<Named> of(ProjectFiles files) {
    List<Named> all = new ArrayList<>();
    String text = files.text("requirements.txt");
    for (int at = 0; at < text.length() && all.size() < MOST; ) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      add(text.substring(at, end), all);
      at = end + 1;
    }
    if (all.isEmpty()) {
      for (String each : declared(files)) {
        add(each, all);
      }
    }
    if (all.isEmpty()) {
      configured(files.text("setup.cfg"), all);
    }
    return all;
  }

  /** {@code install_requires} of {@code [options]}: a line each, indented (setuptools). */
  private static void configured(String text, List<Named> all) {
    boolean options = false;
    boolean requires = false;
    for (String line : text.lines().limit(MOST).toList()) {
      boolean indented = line.startsWith(" ") || line.startsWith("\t");
      if (line.startsWith("[")) {
        options = line.strip().equals("[options]");
        requires = false;
      } else if (options && line.startsWith("install_requires")) {
        int equals = line.indexOf('=');
        requires = equals > 0;
        add(requires ? line.substring(equals + 1) : "", all);
      } else if (requires && indented) {
        add(line, all);
      } else if (!line.isBlank()) {
        requires = false;
      }
    }
  }

  private static List<String> declared(ProjectFiles files) {
    byte[] bytes = files.bytes("pyproject.toml");
    try {
      Toml root = TomlReader.read(bytes == null ? new byte[0] : bytes, MOST_VALUES);
      Toml project = root.get("project");
      List<String> declared =
          new ArrayList<>(project == null ? List.of() : project.texts("dependencies"));
      Toml tool = root.get("tool");
      Toml poetry = tool == null ? null : tool.get("poetry");
      if (poetry != null) {
        for (String name : poetry.members("dependencies").keySet()) {
          if (!name.equals("python")) {
            declared.add(name);
          }
        }
      }
      return new ArrayList<>(declared.subList(0, Math.min(MOST, declared.size())));
    } catch (TomlSyntaxException e) {
      return new ArrayList<>();
    }
  }

  /** PEP 508 as far as names and exact versions go. */
  private static void add(String line, List<Named> all) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#") || text.startsWith("-")) {
      return;
    }
    int end = 0;
    while (end < text.length() && "[=<>!~;@ #".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String name = PythonNative.normal(text.substring(0, end));
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!(c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
        return; // an address or a path
      }
    }
    int marker = text.indexOf(';');
    int exact = text.indexOf("==", end);
    String version = "";
    if (exact >= 0 && (marker < 0 || exact < marker)) {
      int from = exact + 2;
      int to = from;
      while (to < text.length() && "; ,#\\".indexOf(text.charAt(to)) < 0) {
        to++;
      }
      version = text.substring(from, to);
    }
    if (!name.isEmpty()) {
      all.add(new Named(name, version.contains("*") ? "" : version));
    }
  }
}
