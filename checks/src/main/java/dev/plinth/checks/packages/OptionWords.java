package dev.plinth.checks.packages;

import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.shell.ShellWord;
import java.util.Locale;

/** Words that are all variable and may hold options. */
final class OptionWords {
  private OptionWords() {}

  /** True where a call has such a word, going by the variable's name. */
  static boolean any(PackageCall call) {
    for (ShellWord word : call.call().arguments()) {
      if (word.pattern().equals("\0")) {
        String raw = call.call().text().raw(word.from(), word.to()).toUpperCase(Locale.ROOT);
        if (raw.contains("OPT") || raw.contains("FLAG") || raw.contains("ARG")) {
          return true;
        }
      }
    }
    return false;
  }
}
