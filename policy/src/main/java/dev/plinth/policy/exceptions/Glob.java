package dev.plinth.policy.exceptions;

/**
 * A pattern for paths and image names: {@code *} stands for any characters but {@code /}, {@code ?}
 * for one of them, a part that is {@code **} for any number of parts, none included. Everything
 * else stands for itself. Matching takes time in proportion to the lengths of both, however
 * hostile.
 */
public final class Glob {
  private static final int LONGEST = 1_000;
  private static final int LONGEST_TEXT = 10_000;

  private final String pattern;
  private final String[] parts;

  private Glob(String pattern) {
    this.pattern = pattern;
    this.parts = pattern.split("/", -1);
  }

  /**
   * The pattern in this text.
   *
   * @throws IllegalArgumentException where it is longer than 1,000 characters
   */
  public static Glob of(String pattern) {
    if (pattern.length() > LONGEST) {
      throw new IllegalArgumentException("the pattern is longer than " + LONGEST + " characters");
    }
    return new Glob(pattern);
  }

  /** Whether the whole text matches. */
  public boolean matches(String text) {
    if (text.length() > LONGEST_TEXT) {
      return false;
    }
    String[] names = text.split("/", -1);
    // reachable[j]: the parts so far match the first j names.
    boolean[] reachable = new boolean[names.length + 1];
    reachable[0] = true;
    for (String part : parts) {
      boolean[] next = new boolean[names.length + 1];
      boolean any = false;
      for (int j = 0; j <= names.length; j++) {
        if (part.equals("**")) {
          any |= reachable[j];
          next[j] = any;
        } else if (j > 0 && reachable[j - 1]) {
          next[j] = part(part, names[j - 1]);
        }
      }
      reachable = next;
    }
    return reachable[names.length];
  }

  /**
   * One part against one name: a star takes as little as it can, and more when what follows fails.
   */
  private static boolean part(String part, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int taken = 0;
    while (n < name.length()) {
      if (p < part.length() && part.charAt(p) == '*') {
        star = p++;
        taken = n;
      } else if (p < part.length() && (part.charAt(p) == '?' || part.charAt(p) == name.charAt(n))) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++taken;
      } else {
        return false;
      }
    }
    while (p < part.length() && part.charAt(p) == '*') {
      p++;
    }
    return p == part.length();
  }

  @Override
  public String toString() {
    return pattern;
  }
}
