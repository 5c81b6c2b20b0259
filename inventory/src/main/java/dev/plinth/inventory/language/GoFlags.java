package dev.plinth.inventory.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what Go's build settings quote: strings of Go, and the flags given to the linker. */
final class GoFlags {
  private static final int MAX_FLAGS = 5_000;

  private GoFlags() {}

  /**
   * A string as Go's build settings write it, from {@code at[0]} on: in back quotes or double
   * quotes, else up to the end character. Afterwards {@code at[0]} stands behind it.
   */
  static String unquoted(String text, int[] at, char end) {
    int from = at[0];
    if (from >= text.length()) {
      return "";
    }
    char quote = text.charAt(from);
    if (quote != '`' && quote != '"') {
      int stop = end == '\0' ? text.length() : text.indexOf(end, from);
      at[0] = stop < 0 ? text.length() : stop;
      return text.substring(from, at[0]);
    }
    StringBuilder out = new StringBuilder();
    int i = from + 1;
    while (i < text.length() && text.charAt(i) != quote) {
      char c = text.charAt(i);
      if (c == '\\' && quote == '"' && i + 1 < text.length()) {
        i++;
        c = text.charAt(i);
        c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
      }
      out.append(c);
      i++;
    }
    at[0] = Math.min(text.length(), i + 1);
    return out.toString();
  }

  /**
   * The version that {@code -X PACKAGE.NAME=VALUE} flags set, with {@code v} before it as Go writes
   * versions; empty when none does or several disagree. The name must be a word for a version, the
   * value must look like one; variables of the package {@code main} count before those of the main
   * module's packages, and others (of dependencies) not at all.
   */
  static String version(String flags, String mainModule) {
    String inMain = "";
    String inModule = "";
    List<String> words = words(flags);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String assignment =
          word.equals("-X") || word.equals("--X")
              ? (i + 1 < words.size() ? words.get(++i) : "")
              : word.startsWith("-X=") ? word.substring(3) : "";
      int equals = assignment.indexOf('=');
      int dot = equals < 0 ? -1 : assignment.lastIndexOf('.', equals);
      if (dot < 0 || !versionName(assignment.substring(dot + 1, equals))) {
        continue;
      }
      String value = normalised(assignment.substring(equals + 1));
      String variablePackage = assignment.substring(0, dot);
      if (value.isEmpty()) {
        continue;
      }
      if (variablePackage.equals("main")) {
        inMain = agreed(inMain, value);
      } else if (variablePackage.equals(mainModule)
          || variablePackage.startsWith(mainModule + "/")) {
        inModule = agreed(inModule, value);
      }
    }
    String chosen = inMain.isEmpty() ? inModule : inMain;
    return chosen.equals("?") ? "" : chosen;
  }

  private static String agreed(String before, String value) {
    return before.isEmpty() || before.equals(value) ? value : "?";
  }

  private static boolean versionName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "version", "ver", "gitversion", "appversion", "buildversion", "releaseversion", "tag" ->
          true;
      default -> false;
    };
  }

  /** {@code v1.2.3} of {@code 1.2.3} or {@code v1.2.3-rc1}; empty for what is no version. */
  private static String normalised(String value) {
    String version = value.startsWith("v") ? value.substring(1) : value;
    int dots = 0;
    for (int i = 0; i < version.length(); i++) {
      char c = version.charAt(i);
      if (c == '.') {
        dots++;
      } else if ((c == '-' || c == '+') && dots > 0) {
        break;
      } else if (c < '0' || c > '9') {
        return "";
      }
    }
    boolean digits = !version.isEmpty() && version.charAt(0) >= '0' && version.charAt(0) <= '9';
    return digits && dots > 0 && version.length() <= 128 ? "v" + version : "";
  }

  /** Words parted by white space, single or double quotes holding them together. */
  private static List<String> words(String flags) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    boolean begun = false;
    for (int i = 0; i < flags.length() && words.size() < MAX_FLAGS; i++) {
      char c = flags.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        begun = true;
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        if (begun) {
          words.add(word.toString());
          word.setLength(0);
          begun = false;
        }
      } else {
        word.append(c);
        begun = true;
      }
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }
}
