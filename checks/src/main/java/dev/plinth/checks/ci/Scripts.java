package dev.plinth.checks.ci;

import dev.plinth.bases.places.YamlTree.Scalar;
import dev.plinth.dockerfile.LogicalText;
import dev.plinth.dockerfile.calls.Calls;
import dev.plinth.dockerfile.shell.ShellParser;
import java.util.IdentityHashMap;

/** Reads the scripts of one file, each once however often it is repeated, and within limits. */
final class Scripts {
  /** Bytes of scripts that are read of one file: what is read takes thirty times as much memory. */
  private static final int MOST_SHELL = 1 << 20;

  /** Bytes of scripts that are looked at again, each time that an alias or a job repeats them. */
  private static final int MOST_REPEATED = 1 << 23;

  /** Steps of one file, those that aliases repeat counted each time. */
  private static final int MOST_STEPS = 20_000;

  private final CiFile file;
  private final IdentityHashMap<Scalar, Calls> known = new IdentityHashMap<>();
  private int left = MOST_SHELL;
  private int repeats = MOST_REPEATED;
  private int steps;
  private boolean leftOut;

  Scripts(CiFile file) {
    this.file = file;
  }

  /** What a script runs; nothing of one that is too long, or is repeated too often. */
  Calls calls(Scalar script) {
    Calls calls = known.get(script);
    if (calls == null) {
      int length = script.text().length();
      if (length > left) {
        leftOut = true;
        calls = Calls.NONE;
      } else {
        left -= length;
        LogicalText text = ScriptText.of(file.source(), script);
        calls = Calls.of(ShellParser.parse(text));
      }
      known.put(script, calls);
    } else {
      repeats -= Math.min(repeats, script.text().length());
      if (repeats == 0) {
        leftOut = true;
        return Calls.NONE;
      }
    }
    return calls;
  }

  /** True where one more step may be read. */
  boolean more() {
    leftOut |= ++steps > MOST_STEPS;
    return steps <= MOST_STEPS;
  }

  /** True where not all of the file was read. */
  boolean leftOut() {
    return leftOut;
  }
}
