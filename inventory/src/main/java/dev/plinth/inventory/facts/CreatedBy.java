package dev.plinth.inventory.facts;

/** The command that made a layer, as a person would want to read it. */
public final class CreatedBy {
  private static final String NOP = "#(nop)";
  private static final String SHELL = "/bin/sh -c ";
  private static final String BUILDKIT = "# buildkit";

  private CreatedBy() {}

  /**
   * Without what builders add: the shell and {@code #(nop)}, the build arguments that the classic
   * builder writes before RUN ({@code |2 A=1 B=2 /bin/sh -c …}), BuildKit's mark at the end, and
   * runs of white space. An argument's value with spaces in it cannot be told from the command:
   * where the shell follows, the command begins there.
   */
  public static String tidy(String command) {
    String text = collapse(command);
    boolean run = false;
    if (text.startsWith("RUN ")) {
      run = true;
      text = text.substring(4);
    }
    if (text.startsWith("|")) {
      int shell = text.indexOf(' ' + SHELL);
      text = shell >= 0 ? text.substring(shell + 1) : skipArguments(text);
    }
    if (text.startsWith(SHELL)) {
      text = text.substring(SHELL.length());
    }
    if (text.startsWith(NOP)) {
      text = text.substring(NOP.length()).strip();
      run = false;
    }
    if (text.endsWith(BUILDKIT)) {
      text = text.substring(0, text.length() - BUILDKIT.length()).strip();
    }
    return run ? "RUN " + text : text;
  }

  private static String skipArguments(String text) {
    int i = 1;
    int count = 0;
    while (i < text.length() && i < 6 && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      count = count * 10 + text.charAt(i++) - '0';
    }
    if (i == 1) {
      return text;
    }
    int at = i;
    for (int skipped = 0; skipped <= count && at >= 0; skipped++) {
      int space = text.indexOf(' ', at);
      if (space < 0) {
        return text;
      }
      at = space + 1;
    }
    return text.substring(at);
  }

  private static String collapse(String command) {
    StringBuilder out = new StringBuilder(command.length());
    boolean space = false;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        space = true;
      } else {
        if (space && !out.isEmpty()) {
          out.append(' ');
        }
        space = false;
        out.append(c);
      }
    }
    return out.toString();
  }
}
