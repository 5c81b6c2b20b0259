package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageManager;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;

/** The program for people, in a script. */
@RuleInfo(
    id = "apt-in-script",
    level = Level.INFO,
    title = "apt instead of apt-get",
    category = Category.PACKAGES,
    aliases = {"hadolint:DL3027", "checkov:CKV_DOCKER_9"})
public final class AptInScript implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Run run : RunCalls.of(facts)) {
      for (PackageCall call : run.calls().packages()) {
        if (call.manager() != PackageManager.APT) {
          continue;
        }
        ShellWord word = call.call().word();
        Reporter.Hit hit =
            report.at(
                call.call().span(word), "apt", "apt is for people: what it understands may change");
        if (same(call.command()) && "apt".equals(word.plain())) {
          hit.replace("call apt-get", plain(call) ? Safety.SAFE : Safety.REVIEW, "apt-get");
        } else {
          hit.advise("use apt-get or apt-cache");
        }
      }
    }
  }

  /**
   * True where both take the names for the same: apt-get reads some as regular expressions that apt
   * does not, and an old apt-get has no {@code reinstall}.
   */
  private static boolean plain(PackageCall call) {
    for (PackageCall.Requested each : call.packages()) {
      String name = each.word().pattern();
      for (int i = 0; i < name.length(); i++) {
        if ("*?[]|^$()\0".indexOf(name.charAt(i)) >= 0) {
          return false;
        }
      }
    }
    return !call.command().equals("reinstall");
  }

  /** True for what apt-get does as well, by the same name. */
  private static boolean same(String command) {
    return switch (command) {
      case "update", "install", "reinstall", "remove", "purge", "autoremove", "clean" -> true;
      case "autoclean", "build-dep", "source", "download" -> true;
      default -> false;
    };
  }
}
