package dev.plinth.bases.known;

/** Patterns in which {@code *} stands for any run of characters, nothing included. */
public final class Glob {
  private Glob() {}

  /** True where the whole text is of that pattern. Takes time of at most their lengths' product. */
  public static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** True where one of the patterns, divided by bars, is the whole text's. */
  public static boolean any(String patterns, String text) {
    int from = 0;
    for (int bar = patterns.indexOf('|'); bar >= 0; bar = patterns.indexOf('|', from)) {
      if (matches(patterns.substring(from, bar), text)) {
        return true;
      }
      from = bar + 1;
    }
    return matches(patterns.substring(from), text);
  }
}
