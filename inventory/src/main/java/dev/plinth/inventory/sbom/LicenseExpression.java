package dev.plinth.inventory.sbom;

import org.jspecify.annotations.Nullable;

/**
 * Checks licence expressions: SPDX 2.3 annex D.
 *
 * <pre>
 * expression := and { "OR" and }
 * and        := with { "AND" with }
 * with       := simple [ "WITH" exception-id ] | "(" expression ")"
 * simple     := license-id [ "+" ] | [ "DocumentRef-" idstring ":" ] "LicenseRef-" idstring
 * </pre>
 */
public final class LicenseExpression {
  private static final int MAX_LENGTH = 4_000;
  private static final int MAX_DEPTH = 20;

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private String token = "";
  private boolean compound;
  private boolean alternative;

  private LicenseExpression(String text) {
    this.text = text;
  }

  /**
   * A valid expression.
   *
   * @param text with the identifiers as the licence list writes them
   * @param compound true when it is more than a single identifier of the list
   * @param alternative true when it has an OR outside of parentheses
   */
  record Valid(String text, boolean compound, boolean alternative) {}

  /** True for an expression, whatever the case of its identifiers. */
  public static boolean isValid(String text) {
    return parse(text) != null;
  }

  /** The expression in the list's writing, null when it is none. */
  static @Nullable Valid parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return null;
    }
    LicenseExpression parser = new LicenseExpression(text);
    parser.next();
    if (!parser.expression(0) || !parser.token.isEmpty()) {
      return null;
    }
    return new Valid(parser.out.toString(), parser.compound, parser.alternative);
  }

  private boolean expression(int depth) {
    if (depth > MAX_DEPTH || !and(depth)) {
      return false;
    }
    while (token.equals("OR")) {
      alternative |= depth == 0;
      if (!operator() || !and(depth)) {
        return false;
      }
    }
    return true;
  }

  private boolean and(int depth) {
    if (!with(depth)) {
      return false;
    }
    while (token.equals("AND")) {
      if (!operator() || !with(depth)) {
        return false;
      }
    }
    return true;
  }

  private boolean operator() {
    compound = true;
    out.append(' ').append(token).append(' ');
    next();
    return true;
  }

  private boolean with(int depth) {
    if (token.equals("(")) {
      compound = true;
      out.append('(');
      next();
      if (!expression(depth + 1) || !token.equals(")")) {
        return false;
      }
      out.append(')');
      next();
      return true;
    }
    if (!simple()) {
      return false;
    }
    if (token.equals("WITH")) {
      operator();
      String exception = SpdxIds.exception(token);
      if (exception == null) {
        return false;
      }
      out.append(exception);
      next();
    }
    return true;
  }

  private boolean simple() {
    String id = SpdxIds.license(token);
    String base =
        token.endsWith("+") ? SpdxIds.license(token.substring(0, token.length() - 1)) : null;
    if (id != null) {
      out.append(id);
    } else if (base != null) {
      compound = true;
      out.append(base).append('+');
    } else if (reference(token)) {
      compound = true;
      out.append(token);
    } else {
      return false;
    }
    next();
    return true;
  }

  private static boolean reference(String token) {
    String license = token;
    int colon = token.indexOf(':');
    if (token.startsWith("DocumentRef-") && colon > "DocumentRef-".length()) {
      if (!idString(token, "DocumentRef-".length(), colon)) {
        return false;
      }
      license = token.substring(colon + 1);
    }
    return license.startsWith("LicenseRef-")
        && idString(license, "LicenseRef-".length(), license.length());
  }

  private static boolean idString(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || c == '-'
          || c == '.')) {
        return false;
      }
    }
    return to > from;
  }

  private void next() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    int start = at;
    while (at < text.length() && " ()".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (at == start && at < text.length()) {
      at++;
    }
    token = text.substring(start, at);
  }
}
