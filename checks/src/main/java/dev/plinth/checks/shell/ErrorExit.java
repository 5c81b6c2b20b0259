package dev.plinth.checks.shell;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.RunText;
import dev.plinth.dockerfile.shell.ShellCommand.Simple;
import dev.plinth.dockerfile.shell.ShellWord;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Which texts end at the first command that fails: {@code set -e}, or a shell called with it. */
final class ErrorExit {
  private final Set<RunText> set = Collections.newSetFromMap(new IdentityHashMap<>());

  private ErrorExit(DockerfileFacts facts) {
    for (RunText run : facts.runs()) {
      for (String word : run.place().step().before().shell()) {
        if (option(word)) {
          set.add(run);
        }
      }
    }
    for (ShellCode.Command each : ShellCode.of(facts).named("set")) {
      Simple simple = ShellCode.simple(each.command(), "set");
      if (simple == null) {
        continue;
      }
      for (ShellWord word : simple.arguments()) {
        String value = word.value();
        if (value != null && (option(value) || value.equals("errexit"))) {
          set.add(each.run());
        }
      }
    }
  }

  static ErrorExit of(DockerfileFacts facts) {
    return facts.shared(ErrorExit.class, ErrorExit::new);
  }

  /** True where that text asks for it anywhere. */
  boolean set(RunText run) {
    return set.contains(run);
  }

  private static boolean option(String word) {
    return word.length() > 1
        && word.charAt(0) == '-'
        && word.charAt(1) != '-'
        && word.indexOf('e') > 0
        && word.length() < 8;
  }
}
