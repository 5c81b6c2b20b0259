package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Level;
import java.util.List;

/** Another shell is linked to /bin/sh. */
@RuleInfo(
    id = "sh-replaced",
    level = Level.INFO,
    title = "Another shell linked to /bin/sh",
    category = Category.SHELL,
    aliases = {"hadolint:DL4005"})
public final class ShReplaced implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      for (Call call : run.calls().of("ln")) {
        List<ShellWord> words = call.arguments();
        if (words.size() < 2 || !call.argument(0).startsWith("-")) {
          continue;
        }
        String link = words.getLast().pattern();
        String target = Folders.name(call.argument(words.size() - 2));
        if ((link.equals("/bin/sh") || link.equals("/usr/bin/sh")) && shell(target)) {
          report
              .at(
                  call.programSpan(),
                  "/bin/sh",
                  "this makes " + target + " the sh of all the image's scripts")
              .advise("choose the shell of RUN by SHELL [\"/bin/" + target + "\", \"-c\"]");
        }
      }
    }
  }

  private static boolean shell(String name) {
    return switch (name) {
      case "bash", "zsh", "ksh", "mksh", "dash", "ash" -> true;
      default -> false;
    };
  }
}
