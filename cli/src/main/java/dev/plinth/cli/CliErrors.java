package dev.plinth.cli;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.nio.file.Path;

/** The errors of the command line, their texts together. */
final class CliErrors {
  private CliErrors() {}

  static PlinthException versionPair(long line, String text) {
    String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return new PlinthException(
        "PLINTH-VERSIONS-PAIR",
        "compare the versions of line " + line,
        "\"" + SafeText.of(shown) + "\" is not two versions",
        "write two versions with a space between them on each line");
  }

  static PlinthException standardInput(IOException e) {
    return new PlinthException(
        "PLINTH-INPUT",
        "read standard input",
        "it failed: " + SafeText.of(String.valueOf(e.getMessage())),
        "check what is piped in",
        e);
  }

  static PlinthException input(Path file, IOException e) {
    return new PlinthException(
        "PLINTH-INPUT",
        "read " + SafeText.of(file.toString()),
        "it failed: " + reason(e),
        "check the path and its permissions",
        e);
  }

  static PlinthException output(Path file, IOException e) {
    return new PlinthException(
        "PLINTH-OUTPUT",
        "write " + SafeText.of(file.toString()),
        "it failed: " + reason(e),
        "check that its folder exists, is writable and has room; no file was left half written",
        e);
  }

  static PlinthException notAFormat(String format, String known) {
    return new PlinthException(
        "PLINTH-OUTPUT-FORMAT",
        "write the report as \"" + SafeText.of(format) + "\"",
        "no such format is known",
        "choose one of " + known);
  }

  static PlinthException noStore(Path file) {
    return new PlinthException(
        "PLINTH-STORE-ABSENT",
        "search the advisory store",
        "there is none at " + SafeText.of(file.toString()),
        "make one with plinth db import PATH…");
  }

  /** What an IOException means to a person; a bare path says nothing. */
  static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException _ -> "there is no such file or folder";
      case java.nio.file.AccessDeniedException _ -> "permission is denied";
      case java.nio.file.FileSystemException f when f.getReason() != null ->
          SafeText.of(f.getReason());
      default -> SafeText.of(String.valueOf(e.getMessage()));
    };
  }
}
