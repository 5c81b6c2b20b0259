package dev.plinth.checks.packages;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.checks.rule.RunEdits;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageCall.Action;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An index that is stale when it is used. */
@RuleInfo(
    id = "update-alone",
    level = Level.WARNING,
    title = "Package index refreshed in a RUN of its own",
    category = Category.PACKAGES,
    aliases = {"trivy:DS-0017", "checkov:CKV_DOCKER_5", "dockle:CIS-DI-0007"})
public final class UpdateAlone implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    List<Run> runs = RunCalls.of(facts);
    for (int i = 0; i < runs.size(); i++) {
      for (PackageCall call : runs.get(i).calls().packages()) {
        if (alone(runs.get(i), call)) {
          Reporter.Hit hit =
              report.at(
                  KeptCache.span(call),
                  call.manager().program(),
                  "nothing in this RUN installs from the index that it refreshes");
          mend(facts, call, runs.get(i), i + 1 < runs.size() ? runs.get(i + 1) : null, hit);
        }
      }
    }
  }

  /** True where a call refreshes an index, and nothing behind it in the RUN can make use of it. */
  static boolean alone(Run run, PackageCall call) {
    if (!call.does(Action.UPDATE) || call.command().startsWith("check")) {
      return false;
    }
    List<Call> all = run.calls().all();
    for (Call other : all.subList(call.call().index() + 1, all.size())) {
      if (!idle(other)) {
        return false;
      }
    }
    return !Mounts.cover(
        run.place().instruction(),
        "/var/lib/apt/lists",
        "/var/cache/apk",
        "/var/cache/dnf",
        "/var/cache/libdnf5",
        "/var/cache/zypp");
  }

  /** True for a program that installs nothing, by whatever way. */
  private static boolean idle(Call call) {
    return switch (call.program()) {
      case "apt", "apt-get", "aptitude", "apk", "dnf", "yum", "microdnf", "zypper" ->
          call.has("clean")
              || call.has("autoclean")
              || call.has("remove")
              || call.has("purge")
              || call.has("autoremove")
              || call.has("del");
      case "rm", "echo", "true", ":", "mkdir", "ln", "touch", "set", "export", "cd", "chmod" ->
          true;
      case "chown", "cp", "mv", "sed", "cat", "ls", "exit", "printf", "groupadd", "useradd" -> true;
      default -> false;
    };
  }

  private static void mend(
      DockerfileFacts facts, PackageCall call, Run run, @Nullable Run next, Reporter.Hit hit) {
    Place place = run.place();
    if (next != null
        && !place.onbuild()
        && next.place().stage().index() == place.stage().index()
        && next.place().step().index() == place.step().index() + 1
        && next.place().instruction().flags().isEmpty()
        && place.instruction().flags().isEmpty()
        && next.calls().packages().stream().anyMatch(other -> other.does(Action.INSTALL))) {
      TextEdit edit = RunEdits.join(facts, place.instruction(), next.place().instruction());
      if (edit != null) {
        TextEdit cleanup = call.manager().isApt() ? cleanup(facts, next) : null;
        if (cleanup == null) {
          hit.edit("install in the same RUN", Safety.REVIEW, edit);
        } else {
          hit.edit("install in the same RUN, and remove the lists", Safety.REVIEW, edit, cleanup);
        }
        return;
      }
    }
    hit.advise("refresh and install in one RUN");
  }

  /**
   * Removes apt's lists where the RUN that installs names them nowhere; the merged one would ship
   * them.
   */
  private static @Nullable TextEdit cleanup(DockerfileFacts facts, Run installs) {
    Instruction instruction = installs.place().instruction();
    return facts.source().raw(instruction.span()).contains("/var/lib/apt")
        ? null
        : RunEdits.append(facts, instruction, true, "rm -rf /var/lib/apt/lists/*");
  }
}
