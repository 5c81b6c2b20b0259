package dev.plinth.checks.split;

import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageCall.Action;
import dev.plinth.dockerfile.calls.PackageManager;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.TextEdit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Python upon a slim image or Alpine's, with compilers beside pip: the first stage installs to a
 * folder of its own, which the second one, upon the same image, takes over.
 */
final class PythonSplit {
  private static final String PREFIX = "/install";

  private final OneStage one;
  private final SystemPackages system = new SystemPackages(Set.of());
  private final List<TextEdit> edits = new ArrayList<>();
  private int last = -1;

  private PythonSplit(OneStage one) {
    this.one = one;
  }

  static @Nullable Division of(OneStage one) {
    return new PythonSplit(one).division();
  }

  private @Nullable Division division() {
    String tag = one.image().tag();
    boolean alpine = tag.contains("alpine");
    if (!(alpine || tag.contains("slim"))
        || one.facts().source().raw().contains("VIRTUAL_ENV")
        || one.says(Keyword.ENV, "PIP_TARGET")
        || one.says(Keyword.ENV, "PIP_PREFIX")
        || one.says(Keyword.ENV, "PIP_USER")
        || one.says(Keyword.ENV, "PYTHONUSERBASE")) {
      return null;
    }
    for (Stage.Step step : one.steps()) {
      Run run = one.runs().get(step.index());
      if (run != null && installs(run)) {
        last = step.index();
      }
    }
    Set<Integer> moved = new HashSet<>();
    Set<Integer> repeated = new HashSet<>();
    for (Stage.Step step : one.steps()) {
      if (step.index() > last) {
        break;
      }
      if (!takes(step, moved, repeated)) {
        return null;
      }
    }
    if (edits.isEmpty() || !system.tools()) {
      return null;
    }
    return new Division(
        "install with the compilers in a stage of its own, and take over what was installed",
        last,
        edits,
        base(one),
        system.command(one.facts().file().escape()),
        List.of("--from=build " + PREFIX + " /usr/local"),
        moved,
        repeated,
        name -> false);
  }

  /** The words of the first FROM, flags included. */
  static String base(OneStage one) {
    String raw = one.facts().source().raw(one.stage().from().span());
    return raw.substring(one.stage().from().word().value().length()).strip();
  }

  private static boolean installs(Run run) {
    return run.calls().packages().stream()
        .anyMatch(call ->
            call.does(Action.INSTALL)
                && (call.manager() == PackageManager.PIP
                    || call.packages().stream().anyMatch(each -> BuildTools.tool(each.name()))));
  }

  private boolean takes(Stage.Step step, Set<Integer> moved, Set<Integer> repeated) {
    Run run = one.runs().get(step.index());
    if (run != null) {
      if (!OneStage.makesUsers(run)) {
        return all(run);
      }
      moved.add(step.index());
    } else if (step.instruction().paths() != null
        && step.instruction().keyword() != Keyword.VOLUME
        && !requirements(step.instruction().paths())) {
      repeated.add(step.index());
    }
    return step.instruction().keyword() != Keyword.USER;
  }

  /** True for lists of packages, which nothing reads once they are installed. */
  private static boolean requirements(Arguments.@Nullable Paths paths) {
    return paths != null
        && !paths.sources().isEmpty()
        && paths.sources().stream()
            .allMatch(word -> {
              String name = OneStage.name(word.value());
              return name.startsWith("requirements") || name.equals("constraints.txt");
            });
  }

  private boolean all(Run run) {
    for (Call call : run.calls().all()) {
      PackageCall packages =
          run.calls().packages().stream()
              .filter(each -> each.call().index() == call.index())
              .findFirst()
              .orElse(null);
      boolean good;
      if (packages != null && packages.manager() == PackageManager.PIP) {
        good = pip(packages);
      } else {
        good =
            switch (call.program()) {
              case "apt-get", "apt", "apk" -> system.take(run, call);
              case "rm", "echo", "set", "true" -> true;
              default -> false;
            };
      }
      if (!good) {
        return false;
      }
    }
    return true;
  }

  private boolean pip(PackageCall pip) {
    if (pip.call().word().pattern().indexOf('/') >= 0 || !OneStage.certain(pip.call())) {
      return false;
    }
    if (!pip.does(Action.INSTALL)) {
      return pip.does(Action.CLEAN);
    }
    if (pip.has("--user", "-t", "--target", "--prefix", "--root", "-e", "--editable")
        || pip.has("--no-build-isolation", "--break-system-packages")) {
      return false;
    }
    boolean itself =
        !pip.packages().isEmpty()
            && pip.packages().stream()
                .allMatch(each -> Set.of("pip", "setuptools", "wheel").contains(each.name()));
    if (!itself) {
      edits.add(Edits.insert(pip.commandSpan().end(), " --prefix=" + PREFIX));
    }
    return true;
  }
}
