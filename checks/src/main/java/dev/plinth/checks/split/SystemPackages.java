package dev.plinth.checks.split;

import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageCall.Action;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The packages of the distribution that the first stage installs: those for building stay there,
 * the libraries that belong to them and all others are for the second stage.
 */
final class SystemPackages {
  private final Set<String> wanted = new LinkedHashSet<>();
  private boolean alpine;
  private boolean tools;

  /** Which packages nothing but the build needs, beside compilers and headers. */
  private final Set<String> forBuilding;

  SystemPackages(Set<String> forBuilding) {
    this.forBuilding = forBuilding;
  }

  /** Takes what a call of apt-get, apt or apk installs; false where it cannot be told. */
  boolean take(Run run, Call call) {
    for (PackageCall packages : run.calls().packages()) {
      if (packages.call().index() == call.index()) {
        return !packages.does(Action.INSTALL)
            ? packages.does(Action.UPDATE) || packages.does(Action.CLEAN)
            : installs(packages);
      }
    }
    return call.has("clean");
  }

  private boolean installs(PackageCall packages) {
    alpine |= packages.call().is("apk");
    if (packages.has("-t", "--target-release", "--repository", "-X")) {
      return false;
    }
    List<String> kept = new ArrayList<>();
    for (PackageCall.Requested each : packages.packages()) {
      String text = each.word().value();
      if (each.kind() != PackageCall.Kind.NAME
          || text == null
          || !text.matches("[A-Za-z0-9][A-Za-z0-9.+:=~<>*_-]*")) {
        return false;
      }
      if (BuildTools.tool(each.name())) {
        String library = BuildTools.library(each.name(), alpine);
        if (library == null) {
          return false;
        }
        tools = true;
        if (!library.isEmpty()) {
          kept.add(library);
        }
      } else if (!forBuilding.contains(each.name())) {
        kept.add(text.indexOf('<') >= 0 || text.indexOf('>') >= 0 ? '"' + text + '"' : text);
      }
    }
    wanted.addAll(kept);
    return true;
  }

  /** Whether there were any for building. */
  boolean tools() {
    return tools;
  }

  /** What installs the others, with line feeds; empty where there are none. */
  String command(char escape) {
    if (wanted.isEmpty()) {
      return "";
    }
    String names = String.join(" ", wanted);
    String joint = " " + escape + "\n    && ";
    return alpine
        ? "apk add --no-cache " + names
        : "apt-get update"
            + joint
            + "apt-get install --yes --no-install-recommends "
            + names
            + joint
            + "rm -rf /var/lib/apt/lists/*";
  }
}
