package dev.plinth.dockerfile.calls;

import dev.plinth.dockerfile.shell.ShellWord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Programs that run another one which stands among their arguments, and how to find it there. */
final class Wrappers {
  private Wrappers() {}

  /**
   * How a wrapper's arguments go before the command.
   *
   * @param shorts letters of options whose value follows
   * @param longs names of options whose value may be the next word, with a space around each
   * @param operands how many words come between options and command
   * @param assigns true where {@code name=value} words may come before the command
   */
  private record Shape(String shorts, String longs, int operands, boolean assigns) {}

  /** True for a shell that takes {@code -c script}. */
  static boolean isShell(String program) {
    return switch (program) {
      case "sh", "bash", "dash", "ash", "ksh", "mksh", "zsh" -> true;
      default -> false;
    };
  }

  private static @Nullable Shape shape(String program) {
    return switch (program) {
      case "sudo" ->
          new Shape(
              "ugpCThUrtRD",
              " user group prompt close-from chroot host other-user role type chdir"
                  + " command-timeout ",
              0,
              true);
      case "doas" -> new Shape("uC", "", 0, false);
      case "env" -> new Shape("uC", " unset chdir ", 0, true);
      case "exec" -> new Shape("a", "", 0, false);
      case "command",
          "builtin",
          "nohup",
          "eatmydata",
          "setsid",
          "chronic",
          "unbuffer",
          "catchsegv",
          "busybox",
          "linux32",
          "linux64" ->
          new Shape("", "", 0, false);
      case "time" -> new Shape("fo", " format output ", 0, false);
      case "nice" -> new Shape("n", " adjustment ", 0, false);
      case "ionice" -> new Shape("cn", " class classdata ", 0, false);
      case "xargs" ->
          new Shape(
              "adEILnPs",
              " arg-file delimiter max-args max-procs max-chars process-slot-var ",
              0,
              false);
      case "timeout" -> new Shape("ks", " kill-after signal ", 1, false);
      case "stdbuf" -> new Shape("ioe", " input output error ", 0, false);
      case "fakeroot" -> new Shape("lsib", " lib faked ", 0, false);
      case "chroot" -> new Shape("", " userspec groups ", 1, false);
      case "gosu", "su-exec", "setarch", "faketime", "flock" ->
          new Shape("wE", " timeout ", 1, false);
      case "tini", "catatonit" -> new Shape("ep", "", 0, false);
      case "dumb-init" -> new Shape("r", " rewrite ", 0, false);
      case "setpriv" ->
          new Shape(
              "",
              " reuid regid ruid euid rgid egid groups inh-caps ambient-caps bounding-set ",
              0,
              false);
      case "xvfb-run" ->
          new Shape("efnps", " error-file auth-file server-num server-args ", 0, false);
      default -> null;
    };
  }

  /**
   * Where the command that a wrapper runs begins.
   *
   * @param at index of the wrapper's own word
   * @param assignments takes the variables that it sets
   * @return index of the command's first word; -1 where the program is no wrapper, or runs nothing
   */
  static int command(String program, List<ShellWord> words, int at, List<ShellWord> assignments) {
    Shape shape = shape(program);
    if (shape == null) {
      return -1;
    }
    int next = at + 1;
    while (next < words.size()) {
      String word = words.get(next).pattern();
      if (word.equals("--")) {
        next++;
        break;
      }
      if (!word.startsWith("-")) {
        break;
      }
      if (program.equals("command") && (word.contains("v") || word.contains("V"))) {
        return -1;
      }
      next += takesNext(shape, word) ? 2 : 1;
    }
    if (shape.assigns()) {
      while (next < words.size() && assignment(words.get(next).pattern())) {
        assignments.add(words.get(next++));
      }
    }
    next += shape.operands();
    return next < words.size() ? next : -1;
  }

  private static boolean takesNext(Shape shape, String option) {
    if (option.startsWith("--")) {
      return option.indexOf('=') < 0 && shape.longs().contains(" " + option.substring(2) + " ");
    }
    for (int i = 1; i < option.length(); i++) {
      if (shape.shorts().indexOf(option.charAt(i)) >= 0) {
        return i == option.length() - 1;
      }
    }
    return false;
  }

  /** True for {@code name=value}. */
  static boolean assignment(String word) {
    int equals = word.indexOf('=');
    if (equals <= 0) {
      return false;
    }
    for (int i = 0; i < equals; i++) {
      char c = word.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  /**
   * The word that holds a script which the program runs: of {@code sh -c}, {@code su -c}, {@code
   * eval} of one word. -1 where there is none.
   */
  static int script(String program, List<ShellWord> words, int at) {
    if (program.equals("eval")) {
      return words.size() == at + 2 ? at + 1 : -1;
    }
    boolean user = program.equals("su") || program.equals("runuser");
    if (!user && !isShell(program)) {
      return -1;
    }
    boolean command = false;
    for (int i = at + 1; i < words.size(); i++) {
      String word = words.get(i).pattern();
      if (word.equals("--command") && user) {
        return i + 1 < words.size() ? i + 1 : -1;
      }
      if (word.length() > 1 && (word.charAt(0) == '-' || word.charAt(0) == '+')) {
        if (word.startsWith("--")) {
          i += word.equals("--rcfile") || word.equals("--init-file") ? 1 : 0;
        } else {
          command |= word.charAt(0) == '-' && word.indexOf('c') > 0;
          i += word.endsWith("o") || word.endsWith("O") ? 1 : 0;
        }
        if (user && command) {
          return i + 1 < words.size() ? i + 1 : -1;
        }
      } else if (!user) {
        return command ? i : -1;
      }
    }
    return -1;
  }
}
