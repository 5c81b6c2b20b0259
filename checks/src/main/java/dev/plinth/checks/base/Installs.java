package dev.plinth.checks.base;

import dev.plinth.checks.base.Commands.Argument;
import dev.plinth.checks.base.Commands.Command;
import dev.plinth.checks.rule.DockerfileFacts;
import java.util.ArrayList;
import java.util.List;

/** What a file installs with the package managers of distributions and languages, in order. */
public final class Installs {
  private final List<Install> all = new ArrayList<>();

  private Installs(DockerfileFacts facts) {
    for (Command command : Commands.of(facts)) {
      String manager = manager(command.name());
      if (!manager.isEmpty()) {
        read(command, manager);
      }
    }
  }

  /** Those of a file. */
  public static List<Install> of(DockerfileFacts facts) {
    return facts.shared(Installs.class, Installs::new).all;
  }

  /**
   * A call that installs or removes.
   *
   * @param command the call
   * @param manager {@code apt}, {@code apk}, {@code rpm} for all of those families, {@code pacman},
   *     {@code pip}, {@code npm}
   * @param removes true where it removes
   * @param packages as they stand
   * @param virtual the name that apk gives to all of them; empty where it gives none
   */
  public record Install(
      Command command, String manager, boolean removes, List<Argument> packages, String virtual) {}

  private static String manager(String name) {
    return switch (name) {
      case "apt", "apt-get", "aptitude" -> "apt";
      case "apk" -> "apk";
      case "dnf", "dnf5", "microdnf", "yum", "tdnf", "zypper" -> "rpm";
      case "pacman" -> "pacman";
      case "pip", "pip3", "pip2", "uv", "python", "python3" -> "pip";
      case "npm", "yarn", "pnpm" -> "npm";
      default -> "";
    };
  }

  private void read(Command command, String manager) {
    List<Argument> words = command.arguments();
    int at = 0;
    while (at < words.size() && words.get(at).option() && !stops(words.get(at))) {
      at += takesValue(manager, words.get(at)) ? 2 : 1;
    }
    if (manager.equals("pip")) {
      at = pip(command, words, at);
    }
    if (at < 0 || at >= words.size()) {
      return;
    }
    String verb = words.get(at).text();
    boolean removes;
    switch (verb) {
      case "install", "add", "i", "in", "-S", "-Sy", "-Syu", "-Sy --noconfirm", "ci", "reinstall" ->
          removes = false;
      case "remove",
          "purge",
          "autoremove",
          "del",
          "erase",
          "rm",
          "-R",
          "-Rs",
          "-Rns",
          "uninstall" ->
          removes = true;
      default -> {
        return;
      }
    }
    List<Argument> packages = new ArrayList<>();
    String virtual = "";
    for (int i = at + 1; i < words.size(); i++) {
      Argument word = words.get(i);
      if (word.option()) {
        if (manager.equals("apk") && (word.is("--virtual") || word.is("-t"))) {
          virtual = i + 1 < words.size() ? words.get(i + 1).text() : "";
          i++;
        } else if (manager.equals("apk") && word.text().startsWith("--virtual=")) {
          virtual = word.text().substring(10);
        } else if (takesValue(manager, word)) {
          i++;
        }
      } else if (!word.text().isEmpty()) {
        packages.add(word);
      }
    }
    all.add(new Install(command, manager, removes, List.copyOf(packages), virtual));
  }

  /** Where the verb of pip stands; -1 where the command is something else. */
  private static int pip(Command command, List<Argument> words, int at) {
    return switch (command.name()) {
      case "uv" -> at < words.size() && words.get(at).is("pip") ? at + 1 : at;
      case "python", "python3" -> {
        for (int i = 0; i + 2 < words.size(); i++) {
          if (words.get(i).is("-m") && words.get(i + 1).is("pip")) {
            yield i + 2;
          }
        }
        yield -1;
      }
      default -> at;
    };
  }

  private static boolean stops(Argument word) {
    return word.is("-S") || word.text().startsWith("-S") || word.text().startsWith("-R");
  }

  private static boolean takesValue(String manager, Argument word) {
    return switch (manager) {
      case "apt" ->
          switch (word.text()) {
            case "-o", "-c", "-t", "--target-release", "--default-release", "--option" -> true;
            default -> false;
          };
      case "apk" ->
          switch (word.text()) {
            case "-X", "--repository", "-p", "--root", "--keys-dir", "--arch", "--cache-dir" ->
                true;
            default -> false;
          };
      case "rpm" ->
          switch (word.text()) {
            case "-c", "-x", "--exclude" -> true;
            default -> false;
          };
      case "pip" ->
          switch (word.text()) {
            case "-r",
                "-c",
                "-e",
                "-i",
                "-f",
                "-t",
                "--requirement",
                "--constraint",
                "--editable",
                "--index-url",
                "--extra-index-url",
                "--find-links",
                "--target",
                "--prefix",
                "--trusted-host",
                "--root",
                "--platform",
                "--python" ->
                true;
            default -> false;
          };
      default ->
          switch (word.text()) {
            case "--prefix", "--registry", "--cache", "--loglevel", "-C" -> true;
            default -> false;
          };
    };
  }
}
