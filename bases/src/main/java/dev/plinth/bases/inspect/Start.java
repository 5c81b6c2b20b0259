package dev.plinth.bases.inspect;

import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.inventory.profile.ImageProfile.Program;
import java.util.List;
import java.util.Locale;

/**
 * What a container of the image starts.
 *
 * @param entrypoint words, with how they are started
 * @param command words, with how they are started
 * @param init the init that the first word names; empty where it names none
 * @param ignored whether the command has no effect: the entry point's shell takes no more words
 */
public record Start(Words entrypoint, Words command, String init, boolean ignored) {

  /** Words of a command. */
  public record Words(List<String> words, Form form) {
    /** Keeps its own copy. */
    public Words {
      words = List.copyOf(words);
    }
  }

  /** How a command was written. */
  public enum Form {
    /** There is none. */
    NONE("none"),
    /** The kernel starts the program itself, which gets the signals. */
    EXEC("exec"),
    /** A shell starts it, which passes no signals on unless the line begins with exec. */
    SHELL("shell");

    private final String word;

    Form(String word) {
      this.word = word;
    }

    /** The lower-case word of reports. */
    public String word() {
      return word;
    }
  }

  static Start of(List<String> entrypoint, List<String> command) {
    Words first = words(entrypoint);
    Words second = words(command);
    List<String> starts = entrypoint.isEmpty() ? command : entrypoint;
    return new Start(first, second, init(starts), first.form() == Form.SHELL && !command.isEmpty());
  }

  private static Words words(List<String> words) {
    if (words.isEmpty()) {
      return new Words(words, Form.NONE);
    }
    return new Words(
        words, words.size() >= 3 && words.size() <= 4 && shell(words) ? Form.SHELL : Form.EXEC);
  }

  private static boolean shell(List<String> words) {
    String name = name(words.getFirst()).toLowerCase(Locale.ROOT);
    String option = words.get(1).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "sh", "bash", "ash", "dash", "zsh" ->
          words.size() == 3
              && option.startsWith("-")
              && option.endsWith("c")
              && option.length() <= 6;
      case "cmd", "cmd.exe" -> option.equals("/c") || option.equals("/s");
      case "powershell", "powershell.exe", "pwsh", "pwsh.exe" -> option.equals("-command");
      default -> false;
    };
  }

  private static String init(List<String> words) {
    if (words.isEmpty()) {
      return "";
    }
    String name = name(words.getFirst());
    return switch (name) {
      case "tini",
          "tini-static",
          "dumb-init",
          "s6-svscan",
          "catatonit",
          "docker-init",
          "runit",
          "runsvdir",
          "supervisord",
          "systemd",
          "my_init" ->
          name;
      case "init" -> words.getFirst().equals("/init") ? "/init" : "init";
      default -> "";
    };
  }

  /** What lies in the image and could be an init, sorted. */
  static List<String> inits(ImageProfile profile) {
    return profile.of(ImageProfile.Kind.INIT).stream().map(Program::name).distinct().toList();
  }

  private static String name(String path) {
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return path.substring(slash + 1);
  }
}
