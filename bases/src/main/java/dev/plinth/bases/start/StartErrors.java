package dev.plinth.bases.start;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.util.List;

/** What can be wrong with a project that is to become an image, in words. */
public final class StartErrors {
  private static final int SHOWN = 60;

  private StartErrors() {}

  static PlinthException nothing(List<String> signs) {
    return new PlinthException(
        "PLINTH-INIT-NOTHING",
        "find out what this project is written in",
        "none of these is in its folder: " + String.join(", ", signs),
        "name the project's own folder: plinth init DIR");
  }

  static PlinthException several(List<String> found, List<String> words) {
    return new PlinthException(
        "PLINTH-INIT-SEVERAL",
        "find out what this project is written in",
        "its files tell of several languages: " + String.join("; ", found),
        "choose with --language=" + String.join(" or --language=", words));
  }

  static PlinthException absent(String language, List<String> signs) {
    return new PlinthException(
        "PLINTH-INIT-ABSENT",
        "take this project for one in " + language,
        "its folder has none of " + String.join(", ", signs),
        "leave --language out, or name another folder");
  }

  static PlinthException unknown(String word, List<String> words) {
    return new PlinthException(
        "PLINTH-INIT-LANGUAGE",
        "take this project for one in \"" + shown(word) + "\"",
        "no such language is known",
        "choose one of " + String.join(", ", words));
  }

  static PlinthException file(String path, String why) {
    return new PlinthException(
        "PLINTH-INIT-FILE",
        "read " + SafeText.of(path),
        SafeText.of(why),
        "mend the file, and run plinth init again");
  }

  static PlinthException name(String what, String name) {
    return new PlinthException(
        "PLINTH-INIT-NAME",
        "write " + what + " into a Dockerfile",
        "\"" + shown(name) + "\" is more than letters, digits and . _ + - in it",
        "rename it, or write the Dockerfile by hand");
  }

  static PlinthException entry(String what, String next) {
    return new PlinthException(
        "PLINTH-INIT-ENTRY", "find out what the image is to run", SafeText.of(what), next);
  }

  static PlinthException choice(String what, List<String> choices) {
    List<String> shown = choices.stream().limit(10).map(StartErrors::shown).toList();
    return new PlinthException(
        "PLINTH-INIT-CHOICE",
        "find out what the image is to run",
        "there are several " + what + ": " + String.join(", ", shown),
        "choose one with --main=NAME");
  }

  static PlinthException noSuch(String what, String main, List<String> choices) {
    List<String> shown = choices.stream().limit(10).map(StartErrors::shown).toList();
    return new PlinthException(
        "PLINTH-INIT-MAIN",
        "let the image run \"" + shown(main) + "\"",
        "there is no such " + what,
        shown.isEmpty() ? "leave --main out" : "choose one of " + String.join(", ", shown));
  }

  static PlinthException unsupported(String what, String next) {
    return new PlinthException(
        "PLINTH-INIT-UNSUPPORTED", "write a Dockerfile for this project", what, next);
  }

  private static String shown(String text) {
    return SafeText.of(text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
  }
}
