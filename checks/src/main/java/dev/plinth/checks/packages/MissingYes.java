package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageCall.Action;
import dev.plinth.dockerfile.calls.PackageCall.Option;
import dev.plinth.dockerfile.calls.PackageManager;
import dev.plinth.dockerfile.shell.Redirection;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Level;

/** A question that nobody answers. */
@RuleInfo(
    id = "missing-yes",
    level = Level.WARNING,
    title = "Package manager that waits for an answer",
    category = Category.PACKAGES,
    aliases = {
      "hadolint:DL3014",
      "hadolint:DL3030",
      "hadolint:DL3034",
      "hadolint:DL3038",
      "trivy:DS-0021"
    })
public final class MissingYes implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    String text = facts.source().raw();
    if (text.contains("Assume-Yes") || text.contains("assumeyes")) {
      // Said in a configuration file or by an option of another form.
      return;
    }
    for (Run run : RunCalls.of(facts)) {
      for (PackageCall call : run.calls().packages()) {
        if (changes(call) && asks(call) && !answered(call)) {
          report
              .at(
                  call.commandSpan(),
                  call.manager().program(),
                  call.manager().program() + " asks before it goes on, and nobody answers")
              .edit("answer beforehand", Safety.SAFE, OptionWords.add(run, call, "-y"));
        }
      }
    }
  }

  private static boolean changes(PackageCall call) {
    return call.does(Action.INSTALL) || call.does(Action.UPGRADE) || call.does(Action.REMOVE);
  }

  private static boolean asks(PackageCall call) {
    PackageManager manager = call.manager();
    if (manager.isApt()) {
      return !call.has(
              "-y", "--yes", "--assume-yes", "--force-yes", "-s", "--simulate", "--dry-run")
          && !call.has("--just-print", "--print-uris", "--assume-no", "--trivial-only")
          && quiet(call) < 2;
    }
    if (manager.isDnf()) {
      return !call.has("-y", "--assumeyes", "--assumeno", "--downloadonly");
    }
    return manager == PackageManager.ZYPPER
        && !call.has("-n", "--non-interactive", "-y", "--no-confirm", "--dry-run", "-D");
  }

  /** How quiet apt is told to be: twice means yes. */
  private static int quiet(PackageCall call) {
    int level = 0;
    for (Option option : call.options()) {
      if (option.name().equals("-q") || option.name().equals("--quiet")) {
        level += "2".equals(option.value()) || "=2".equals(option.value()) ? 2 : 1;
      }
    }
    return level;
  }

  private static boolean answered(PackageCall call) {
    if (call.call().where().reads() || OptionWords.any(call)) {
      return true;
    }
    for (Redirection redirection : call.call().redirections()) {
      if (redirection.operator().startsWith("<")) {
        return true;
      }
    }
    return false;
  }
}
