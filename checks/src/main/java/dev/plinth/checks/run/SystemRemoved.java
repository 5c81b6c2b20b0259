package dev.plinth.checks.run;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.findings.Level;

/** The system itself is taken away. */
@RuleInfo(
    id = "system-removed",
    level = Level.ERROR,
    title = "Removal of the root or a system folder",
    category = Category.SHELL)
public final class SystemRemoved implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      if (run.calls().of("rm").isEmpty()) {
        continue;
      }
      Folders folders = new Folders(run.place(), run.calls());
      for (Folders.Removal removal : folders.removals(run.calls())) {
        Call call = removal.call();
        if (removal.recursive()
            && call.is("rm")
            && removal.word().startsWith("/")
            && system(removal.path())) {
          report
              .at(
                  call.span(removal.word()),
                  removal.path(),
                  "rm takes away " + removal.path() + ", which the system lives in")
              .advise("name the very folder that is to go");
        }
      }
    }
  }

  private static boolean system(String path) {
    return switch (path) {
      case "/", "/*", "/bin", "/sbin", "/lib", "/lib64", "/usr", "/usr/*", "/etc", "/etc/*" -> true;
      case "/usr/bin", "/usr/lib", "/bin/*", "/lib/*", "/usr/bin/*", "/usr/lib/*" -> true;
      case "/dev", "/proc", "/sys" -> true;
      default -> false;
    };
  }
}
