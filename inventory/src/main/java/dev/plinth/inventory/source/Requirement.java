package dev.plinth.inventory.source;

import org.jspecify.annotations.Nullable;

/**
 * One dependency specifier of Python's (PEP 508), as far as it says which version it is.
 *
 * @see RequirementsFile
 */
final class Requirement {
  final String name;

  /** The one version it allows; empty when it allows several. */
  final String version;

  /** Whether it names an address. */
  final boolean elsewhere;

  /** Whether it names a folder or an archive beside the project. */
  final boolean local;

  private Requirement(String name, String version, boolean elsewhere, boolean local) {
    this.name = name;
    this.version = version;
    this.elsewhere = elsewhere;
    this.local = local;
  }

  /** The requirement in this text; null when it is an address without a name. */
  static @Nullable Requirement of(String text) {
    if (text.startsWith("./")
        || text.startsWith("../")
        || text.equals(".")
        || text.startsWith(".[")) {
      return new Requirement("", "", false, true);
    }
    int end = 0;
    while (end < text.length() && nameCharacter(text.charAt(end))) {
      end++;
    }
    String name = text.substring(0, end);
    String rest = text.substring(end).strip();
    if (rest.startsWith("[")) {
      rest = rest.substring(rest.indexOf(']') + 1).strip();
    }
    boolean address = rest.startsWith("@");
    if (name.isEmpty() || !(address || rest.isEmpty() || "=<>!~;(-".indexOf(rest.charAt(0)) >= 0)) {
      return null;
    }
    if (address) {
      String to = rest.substring(1).strip();
      return new Requirement(name, "", true, to.startsWith("file:") || to.startsWith("."));
    }
    return new Requirement(name, exact(rest), false, false);
  }

  /** Made of what versions are made of, without a wildcard. */
  private static boolean whole(String version) {
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      if (!nameCharacter(c) && c != '+' && c != '!') {
        return false;
      }
    }
    return !version.isEmpty();
  }

  private static boolean nameCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.';
  }

  /** The version of {@code ==} or {@code ===}, if it is a whole one. */
  private static String exact(String specifiers) {
    String clauses = specifiers;
    for (String stop : new String[] {";", " --"}) {
      int at = clauses.indexOf(stop);
      clauses = at < 0 ? clauses : clauses.substring(0, at);
    }
    for (String clause : clauses.replace("(", "").replace(")", "").split(",", -1)) {
      String each = clause.strip();
      if (each.startsWith("==")) {
        String version = each.substring(each.startsWith("===") ? 3 : 2).strip();
        int blank = version.indexOf(' ');
        version = blank < 0 ? version : version.substring(0, blank);
        if (whole(version)) {
          return version;
        }
      }
    }
    return "";
  }
}
