package dev.plinth.inventory.language;

import dev.plinth.inventory.catalog.Fact.PackageFact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a package fact from the words of a foreign file, which may be absurd. */
final class PackageFacts {
  private static final int MAX_NAME = 512;
  private static final int MAX_VERSION = 256;
  private static final int MAX_LICENSE = 200;
  private static final int MAX_DETAIL = 1024;
  private static final int MAX_LICENSES = 20;

  private final String type;
  private final String namespace;
  private final String name;
  private final String version;
  private final List<String> licenses = new ArrayList<>(2);
  private final Map<String, String> details = new LinkedHashMap<>(8);

  PackageFacts(String type, String namespace, String name, String version) {
    this.type = type;
    this.namespace = namespace;
    this.name = name;
    this.version = version;
  }

  /**
   * Whether names and version are of a length and made of characters that any package could have:
   * no control characters, no white space within.
   */
  static boolean plausible(String namespace, String name, String version) {
    return !name.isEmpty()
        && namespace.length() <= MAX_NAME
        && name.length() <= MAX_NAME
        && version.length() <= MAX_VERSION
        && oneWord(namespace)
        && oneWord(name)
        && oneWord(version);
  }

  private static boolean oneWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || (c >= 0x7f && c <= 0xa0) || c == 0x2028 || c == 0x2029) {
        return false;
      }
    }
    return true;
  }

  /**
   * One more licence statement: of a text of several lines the first that is not blank, at most 200
   * characters; nothing when blank or already there.
   */
  PackageFacts license(String statement) {
    String text = statement.strip();
    int newline = text.indexOf('\n');
    if (newline >= 0) {
      text = text.substring(0, newline).strip();
    }
    if (text.length() > MAX_LICENSE) {
      text = text.substring(0, MAX_LICENSE).strip();
    }
    if (!text.isEmpty() && licenses.size() < MAX_LICENSES && !licenses.contains(text)) {
      licenses.add(text);
    }
    return this;
  }

  /** A detail, unless its value is empty; cut at 1024 characters. */
  PackageFacts detail(String key, String value) {
    if (!value.isEmpty()) {
      details.put(key, value.length() > MAX_DETAIL ? value.substring(0, MAX_DETAIL) : value);
    }
    return this;
  }

  /** The fact; language packages have no architecture and no source package. */
  PackageFact build() {
    return new PackageFact(type, namespace, name, version, "", "", "", licenses, details);
  }
}
