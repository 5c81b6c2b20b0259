package dev.plinth.checks.shellcheck;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.nio.file.Path;

/** What can go wrong with the program, in words. */
final class ShellCheckErrors {
  private ShellCheckErrors() {}

  static PlinthException missing() {
    return new PlinthException(
        "PLINTH-SHELLCHECK-MISSING",
        "run shellcheck",
        "no folder of PATH has it",
        "install it, or lint without --shellcheck: Plinth's own rules cover most of it");
  }

  static PlinthException failed(Path program, String because) {
    return new PlinthException(
        "PLINTH-SHELLCHECK-FAILED",
        "run " + SafeText.of(program.toString()),
        because,
        "try it by hand, or lint without --shellcheck");
  }
}
