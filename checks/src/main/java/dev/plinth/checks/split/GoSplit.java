package dev.plinth.checks.split;

import dev.plinth.bases.start.Runtimes;
import dev.plinth.checks.rule.Edits;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageCall.Action;
import dev.plinth.dockerfile.calls.Setting;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.TextEdit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Go: one {@code go build} or {@code go install} whose program is the one that runs. It is linked
 * statically and shipped upon distroless/static, with the files beside the sources that are not Go.
 */
final class GoSplit {
  private static final Set<String> ON_PATH =
      Set.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin");

  private static final String GO_BIN = "/go/bin";

  private final OneStage one;
  private @Nullable Run run;
  private @Nullable Call build;

  private GoSplit(OneStage one) {
    this.one = one;
  }

  static @Nullable Division of(OneStage one) {
    return new GoSplit(one).division();
  }

  private @Nullable Division division() {
    int last = one.lastRun();
    String tag = one.image().tagOrLatest();
    if (last < 0
        || tag.contains("onbuild")
        || one.checkedByOthers()
        || !(one.numericUser() || "nobody".equals(one.user()) || "nonroot".equals(one.user()))
        || one.steps().stream()
            .anyMatch(
                step -> step.index() < last && step.instruction().keyword() == Keyword.USER)) {
      return null;
    }
    for (Run each : one.runs().values()) {
      if (!only(each)) {
        return null;
      }
    }
    String folder = run == null ? null : one.folder(run);
    if (run == null || build == null || folder == null || !OneStage.writable(folder)) {
      return null;
    }
    List<TextEdit> edits = new ArrayList<>();
    String built = program(build, folder);
    if (built == null || !linksStatically(run, build, edits) || hidden(built)) {
      return null;
    }
    boolean byName = one.program().getFirst().indexOf('/') < 0;
    String shipped =
        byName && OneStage.parent(built).equals(GO_BIN)
            ? "/usr/local/bin/" + OneStage.name(built)
            : built;
    Set<Integer> moved = new HashSet<>();
    List<String> assets = Assets.of(one, last, folder, GoSplit::code, moved);
    if (assets == null) {
      return null;
    }
    List<String> files = new ArrayList<>();
    files.add("--from=build " + built + " " + shipped);
    for (String asset : assets) {
      if (!OneStage.within(built, asset)) {
        files.add("--from=build " + asset + " " + asset);
      }
    }
    return new Division(
        "build the program in a stage of its own, and ship it upon an image without compilers, as a"
            + " user other than root",
        last,
        edits,
        Runtimes.forStaticPrograms(),
        "",
        files,
        moved,
        Set.of(),
        GoSplit::forBuilding);
  }

  /** True where a RUN builds, or does what only the build needs. */
  private boolean only(Run each) {
    for (Call call : each.calls().all()) {
      switch (call.program()) {
        case "go" -> {
          if (!go(each, call)) {
            return false;
          }
        }
        case "apt-get", "apt", "apk" -> {
          if (!installs(each, call)) {
            return false;
          }
        }
        case "rm", "echo", "set", "true", "ls", "update-ca-certificates", "git" -> {
          // Nothing of it is shipped.
        }
        case "useradd", "groupadd", "adduser", "addgroup" -> {
          if (!one.numericUser()) {
            return false;
          }
        }
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  private boolean go(Run each, Call call) {
    String verb = call.argument(0);
    if (!verb.equals("build") && !verb.equals("install")) {
      return switch (verb) {
        case "mod", "get", "vet", "test", "generate", "env", "version", "clean", "fmt" -> true;
        default -> false;
      };
    }
    if (build != null || !OneStage.certain(call)) {
      return false;
    }
    for (ShellWord word : call.arguments()) {
      String text = word.pattern();
      if (text.contains("linkmode")
          || text.startsWith("-buildmode")
          || text.equals("-race")
          || text.equals("-C")
          || text.equals("-cover")) {
        return false;
      }
    }
    run = each;
    build = call;
    return true;
  }

  private boolean installs(Run each, Call call) {
    for (PackageCall packages : each.calls().packages()) {
      if (packages.call().index() != call.index()) {
        continue;
      }
      if (!packages.does(Action.INSTALL)) {
        return true;
      }
      for (PackageCall.Requested wanted : packages.packages()) {
        switch (wanted.name()) {
          case "git", "ca-certificates", "tzdata", "openssh-client", "curl", "wget", "upx" -> {
            // To fetch and to pack, or part of the second image.
          }
          default -> {
            return false;
          }
        }
      }
      return true;
    }
    return call.has("clean") || call.has("autoremove");
  }

  /** The path of the program that is built, where it is the one that runs. */
  private @Nullable String program(Call call, String folder) {
    String entry = one.program().getFirst();
    String name = OneStage.name(entry);
    boolean path = entry.indexOf('/') >= 0;
    String end = one.folder();
    String runs = path && end != null ? OneStage.absolute(entry, end) : "";
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*") || (path && runs.isEmpty())) {
      return null;
    }
    String built;
    if (call.argument(0).equals("install")) {
      if (one.says(Keyword.ENV, "GOBIN") || one.says(Keyword.ENV, "GOPATH")) {
        return null;
      }
      built = GO_BIN + "/" + name;
    } else {
      String output = output(call);
      if (output == null) {
        return null;
      }
      if (output.isEmpty()) {
        built = path && OneStage.parent(runs).equals(folder) ? runs : null;
      } else {
        String to = OneStage.absolute(output, folder);
        boolean into = output.endsWith("/") || output.equals(".") || ON_PATH.contains(to);
        built = into || to.equals(GO_BIN) ? to + "/" + name : to;
      }
    }
    if (built == null || !OneStage.writable(built)) {
      return null;
    }
    String parent = OneStage.parent(built);
    boolean runsIt =
        path
            ? built.equals(runs)
            : OneStage.name(built).equals(name)
                && (ON_PATH.contains(parent) || parent.equals(GO_BIN));
    return runsIt && !inContext(name, built) ? built : null;
  }

  /** What {@code -o} names; empty where there is none, null where it cannot be told. */
  private static @Nullable String output(Call call) {
    String output = "";
    List<ShellWord> words = call.arguments();
    for (int i = 1; i < words.size(); i++) {
      String text = words.get(i).pattern();
      if (text.equals("-o") || text.equals("--o")) {
        output = i + 1 < words.size() ? OneStage.value(words.get(i + 1)) : null;
      } else if (text.startsWith("-o=")) {
        String value = OneStage.value(words.get(i));
        output = value == null ? null : value.substring(3);
      }
      if (output == null) {
        return null;
      }
    }
    return output;
  }

  /** True where that is a file of the project rather than what is built. */
  private boolean inContext(String name, String built) {
    return one.facts().context() != null
        && built.endsWith("/" + name)
        && one.facts().context().sent().stream().anyMatch(entry -> entry.path().equals(name));
  }

  /** True where a mount takes the program away behind its RUN. */
  private boolean hidden(String built) {
    return run != null
        && run.place().instruction().flags().stream()
            .map(dev.plinth.dockerfile.meaning.Mount::of)
            .anyMatch(mount ->
                !mount.target().isEmpty()
                    && OneStage.within(built, OneStage.absolute(mount.target(), "/")));
  }

  private boolean linksStatically(Run run, Call call, List<TextEdit> edits) {
    Setting set = run.calls().variable(call, "CGO_ENABLED");
    if (set != null) {
      return "0".equals(set.value());
    }
    Variable given = one.stage().before(run.place().step().index()).find("CGO_ENABLED");
    if (given != null) {
      return "0".equals(given.value());
    }
    edits.add(Edits.insert(call.span().start(), "CGO_ENABLED=0 "));
    return true;
  }

  /** Files that nothing but the build needs. */
  private static boolean code(String path) {
    String name = OneStage.name(path);
    return name.endsWith(".go")
        || name.equals("go.mod")
        || name.equals("go.sum")
        || name.equals("go.work")
        || name.equals("go.work.sum")
        || name.endsWith(".proto")
        || path.startsWith("vendor/")
        || Assets.forPeople(path);
  }

  private static boolean forBuilding(String variable) {
    return variable.startsWith("CGO_")
        || variable.equals("GO111MODULE")
        || (variable.startsWith("GO")
            && switch (variable) {
              case "GOOS", "GOARCH", "GOARM", "GOAMD64", "GOPROXY", "GOPRIVATE", "GOSUMDB" -> true;
              case "GONOSUMDB", "GONOPROXY", "GOFLAGS", "GOPATH", "GOBIN", "GOCACHE" -> true;
              case "GOMODCACHE", "GOROOT", "GOTOOLCHAIN", "GOWORK", "GOEXPERIMENT" -> true;
              default -> false;
            });
  }
}
