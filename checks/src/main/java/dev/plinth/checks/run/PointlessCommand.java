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

/** What serves nobody in a build. */
@RuleInfo(
    id = "pointless-command",
    level = Level.INFO,
    title = "Command that does nothing of use in a build",
    category = Category.SHELL,
    aliases = {"hadolint:DL3001"})
public final class PointlessCommand implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      boolean background = run.calls().all().stream().anyMatch(call -> call.where().background());
      for (Call call : run.calls().all()) {
        if (pointless(run, call, background)) {
          report
              .at(
                  call.span(call.word()),
                  call.program(),
                  call.program() + " does nothing of use in a build")
              .advise("leave it out");
        }
      }
    }
  }

  private static boolean pointless(Run run, Call call, boolean background) {
    if (call.where().loop() || call.where().tested() || call.where().substitution()) {
      return false;
    }
    return switch (call.program()) {
      case "shutdown", "reboot", "halt", "poweroff", "clear", "reset", "ifconfig" -> true;
      case "top", "htop", "free", "nano", "less", "more", "tmux", "screen" -> true;
      case "ps" -> !call.where().feeds() && !background;
      case "kill", "killall", "pkill" -> run.calls().all().size() == 1;
      case "vim", "vi", "emacs" -> !scripted(call);
      case "ssh" -> run.place().instruction().flag("mount") == null;
      case "mount", "umount" -> run.place().instruction().flag("security") == null;
      case "sleep" -> !background && call.index() == run.calls().all().size() - 1;
      default -> false;
    };
  }

  /** True for an editor that is given commands instead of a terminal. */
  private static boolean scripted(Call call) {
    for (ShellWord word : call.arguments()) {
      String text = word.pattern();
      if (text.startsWith("+") || text.startsWith("-")) {
        return true;
      }
    }
    return call.where().reads();
  }
}
