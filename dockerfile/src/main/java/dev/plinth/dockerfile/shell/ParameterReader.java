package dev.plinth.dockerfile.shell;

import dev.plinth.dockerfile.shell.WordPart.Parameter;

/**
 * Reads parameters: XCU 2.6.2, and bash's indirection, arrays, substrings, replacement and case.
 *
 * <pre>
 * parameter = "$" name | "$" one | "${" [ "#" | "!" ] name [ "[" subscript "]" ] [ operator word ] "}"
 * name      = letter or "_" { letter | digit | "_" } | digits | one
 * one       = a digit or one of @ * # ? - $ !
 * </pre>
 */
final class ParameterReader {
  private static final String[] OPERATORS = {
    ":-", ":=", ":?", ":+", "##", "%%", "//", "/#", "/%", "^^", ",,", "-", "=", "?", "+", "#", "%",
    "/", "^", ",", "@", ":"
  };

  private final Cursor cursor;
  private final WordReader words;

  ParameterReader(Cursor cursor, WordReader words) {
    this.cursor = cursor;
    this.words = words;
  }

  /** How many characters of a name follow the dollar sign, 1 for a brace; 0 for a plain dollar. */
  int length() {
    char next = cursor.peek(1);
    if (next == '{' || digit(next) || special(next)) {
      return 1;
    }
    return nameEnd(cursor.at + 1) - cursor.at - 1;
  }

  Parameter read(int length, boolean quoted) {
    if (cursor.peek(1) == '{') {
      return braced(quoted);
    }
    int from = cursor.at;
    cursor.at += 1 + length;
    return new Parameter(
        from, cursor.at, cursor.raw.substring(from + 1, cursor.at), false, "", null);
  }

  private Parameter braced(boolean quoted) {
    int from = cursor.at;
    cursor.enter();
    cursor.at += 2;
    String operator = "";
    char first = cursor.peek();
    char second = cursor.peek(1);
    if (first == '#' && second != '}' && !operatorAt(1)) {
      operator = "length";
      cursor.at++;
    } else if (first == '!' && (letter(second) || digit(second))) {
      operator = "indirect";
      cursor.at++;
    }
    String name = name();
    if (cursor.peek() == '}') {
      cursor.at++;
      cursor.leave();
      return new Parameter(from, cursor.at, name, true, operator, null);
    }
    for (String candidate : OPERATORS) {
      if (cursor.looksAt(candidate)) {
        operator = candidate;
        cursor.at += candidate.length();
        break;
      }
    }
    ShellWord argument = words.toBrace(quoted);
    cursor.at++;
    cursor.leave();
    return new Parameter(from, cursor.at, name, true, operator, argument);
  }

  /** True where {@code ${#-word}} takes the number sign for the parameter itself. */
  private boolean operatorAt(int ahead) {
    char c = cursor.peek(ahead);
    return (c == '-' || c == '+' || c == '?' || c == ':' || c == '=' || c == '%' || c == '#')
        && cursor.peek(ahead + 1) != '}';
  }

  private String name() {
    int from = cursor.at;
    char c = cursor.peek();
    if (digit(c)) {
      while (digit(cursor.peek())) {
        cursor.at++;
      }
    } else if (special(c)) {
      cursor.at++;
    } else {
      cursor.at = nameEnd(from);
    }
    if (cursor.at > from && cursor.peek() == '[') {
      int close = cursor.closingBracket(cursor.at);
      if (close > 0) {
        cursor.at = close + 1;
      }
    }
    return cursor.raw.substring(from, cursor.at);
  }

  private int nameEnd(int from) {
    int at = from;
    while (at < cursor.end
        && (letter(cursor.raw.charAt(at)) || (at > from && digit(cursor.raw.charAt(at))))) {
      at++;
    }
    return at;
  }

  static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean special(char c) {
    return switch (c) {
      case '@', '*', '#', '?', '-', '$', '!' -> true;
      default -> false;
    };
  }
}
