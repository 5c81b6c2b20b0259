package dev.plinth.checks.packages;

import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.findings.Fix.TextEdit;
import java.util.Locale;

/** Words of a package manager's call, for people, and those that may hold options. */
final class OptionWords {
  private OptionWords() {}

  /** A word as it stands, without its quotes, for people. */
  static String text(PackageCall call, ShellWord word) {
    String value = word.value();
    return value == null
        ? call.call().text().text(word.from(), word.to()).replace("\"", "")
        : SourceText.utf8(value);
  }

  /** An option more behind a call's sub-command: in a JSON array a string of its own. */
  static TextEdit add(Run run, PackageCall call, String option) {
    Arguments.Command command = run.place().instruction().command();
    boolean array =
        command != null
            && command.json()
            && call.call().text() == command.words().getFirst().line();
    int at = call.commandSpan().end();
    return Edits.insert(at, array ? ", \"" + option + '"' : " " + option);
  }

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
