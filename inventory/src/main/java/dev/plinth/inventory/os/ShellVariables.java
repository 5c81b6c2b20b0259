package dev.plinth.inventory.os;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files of shell variable assignments, as os-release(5) restricts them: nothing is expanded.
 *
 * <pre>
 * file       := { [ assignment | "#" comment ] [ CR ] LF }
 * assignment := name "=" { quoted | plain }        the last assignment of a name counts
 * name       := (letter | "_") { letter | digit | "_" }
 * quoted     := '"' { char | "\" char } '"' | "'" { char } "'"
 * plain      := { char | "\" char }                up to a blank
 * </pre>
 *
 * Within double quotes a backslash only escapes {@code " $ \ `}; elsewhere it stands for itself.
 */
final class ShellVariables {
  private static final int MAX_VARIABLES = 1_000;

  private ShellVariables() {}

  /** The variables by name; lines that are no assignment are problems. */
  static Map<String, String> read(String text, ProblemLog problems) {
    Map<String, String> values = new LinkedHashMap<>();
    int number = 0;
    int start = text.startsWith("\ufeff") ? 1 : 0;
    while (start < text.length()) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      number++;
      assignment(text.substring(start, end).strip(), number, values, problems);
      if (values.size() >= MAX_VARIABLES) {
        problems.add("there are more than " + MAX_VARIABLES + " variables; the rest is not read");
        return values;
      }
      start = end + 1;
    }
    return values;
  }

  private static void assignment(
      String line, int number, Map<String, String> values, ProblemLog problems) {
    if (line.isEmpty() || line.charAt(0) == '#') {
      return;
    }
    int equals = line.indexOf('=');
    if (equals <= 0 || !name(line, equals)) {
      problems.add("line " + number + " is no assignment of a variable");
      return;
    }
    StringBuilder value = new StringBuilder(line.length() - equals);
    int i = equals + 1;
    char quote = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (quote == 0 && (c == ' ' || c == '\t')) {
        break;
      }
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        char next = line.charAt(++i);
        if (quote == '"' && next != '"' && next != '$' && next != '\\' && next != '`') {
          value.append(c);
        }
        value.append(next);
      } else {
        value.append(c);
      }
      i++;
    }
    if (quote != 0) {
      problems.add("line " + number + " has a quote that does not end");
    }
    String rest = line.substring(i).strip();
    if (!rest.isEmpty() && rest.charAt(0) != '#') {
      problems.add("line " + number + " goes on after the value");
    }
    values.put(line.substring(0, equals), value.toString());
  }

  private static boolean name(String line, int end) {
    for (int i = 0; i < end; i++) {
      char c = line.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}
