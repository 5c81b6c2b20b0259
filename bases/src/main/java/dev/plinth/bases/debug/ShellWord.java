package dev.plinth.bases.debug;

import dev.plinth.foundation.SafeText;

/** Words for a POSIX shell's command line: XCU § 2.2 Quoting. */
public final class ShellWord {
  private static final int LONGEST = 500;

  private ShellWord() {}

  /** The word as it can be pasted: bare where nothing in it means anything to a shell. */
  public static String of(String text) {
    boolean bare = !text.isEmpty();
    for (int i = 0; i < text.length() && bare; i++) {
      char c = text.charAt(i);
      bare =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "_-./:@%+,=".indexOf(c) >= 0;
    }
    return bare ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /**
   * Whether it can stand in a line that people paste: a control character acts on the terminal
   * before any quote does, and what begins with a hyphen is taken for an option.
   */
  public static boolean usable(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.charAt(0) != '-'
        && SafeText.of(text).equals(text);
  }
}
