package dev.plinth.checks.split;

import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.checks.rule.RunEdits;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.dockerfile.shell.ShellWord;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.findings.Fix.TextEdit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Node.js upon the full image, or with compilers beside npm: the first stage installs and builds in
 * the working folder, which the second one takes over whole, upon the same release's slim image, or
 * the same image where that has no compilers.
 */
final class NodeSplit {
  private static final Set<String> FOR_NATIVE_MODULES =
      Set.of("python3", "python", "python2", "py3-setuptools", "python3-setuptools", "node-gyp");

  private final OneStage one;
  private final SystemPackages system = new SystemPackages(FOR_NATIVE_MODULES);
  private final String folder;
  private boolean whole = true;
  private boolean builds;

  private NodeSplit(OneStage one, String folder) {
    this.one = one;
    this.folder = folder;
  }

  static @Nullable Division of(OneStage one) {
    String folder = one.folder();
    return folder == null
            || folder.equals("/")
            || folder.startsWith("/root")
            || folder.equals("/usr/local")
            || !OneStage.writable(folder)
        ? null
        : new NodeSplit(one, folder).division();
  }

  private @Nullable Division division() {
    String base = base();
    int last = -1;
    for (Stage.Step step : one.steps()) {
      Run run = one.runs().get(step.index());
      if (run != null
          && run.calls().all().stream()
              .anyMatch(call -> call.isAny("npm", "npx", "yarn", "pnpm", "apt-get", "apk"))) {
        last = step.index();
      }
    }
    if (base == null || last < 0 || one.checkedByOthers()) {
      return null;
    }
    String first = one.program().getFirst();
    if (!(first.equals("node") || first.equals("npm") || first.equals("/usr/local/bin/node"))) {
      return null;
    }
    Set<Integer> moved = new HashSet<>();
    Run lastNpm = null;
    for (Stage.Step step : one.steps()) {
      if (step.index() > last) {
        break;
      }
      Keyword keyword = step.instruction().keyword();
      Run run = one.runs().get(step.index());
      if (run != null) {
        if (OneStage.makesUsers(run)) {
          moved.add(step.index());
        } else if (!all(run)) {
          return null;
        }
        lastNpm = run.calls().of("npm").isEmpty() ? lastNpm : run;
      } else if (keyword == Keyword.COPY || keyword == Keyword.ADD) {
        String target = OneStage.target(step);
        if (target == null || target.startsWith("/root") || target.startsWith("/home/")) {
          if (target == null || !OneStage.within(target, folder)) {
            return null;
          }
        }
        if (!OneStage.within(target, folder)) {
          if (OneStage.within(folder, target)) {
            return null;
          }
          moved.add(step.index());
        }
      } else if (keyword == Keyword.WORKDIR && !inFolder(step)) {
        return null;
      } else if (keyword == Keyword.VOLUME) {
        return null;
      }
    }
    List<TextEdit> edits = new ArrayList<>();
    if (lastNpm == null) {
      return null;
    }
    if (builds && whole && !production() && first.endsWith("node")) {
      Instruction npm = lastNpm.place().instruction();
      TextEdit prune = RunEdits.append(one.facts(), npm, "npm prune --omit=dev");
      if (prune != null) {
        edits.add(prune);
      }
    }
    return new Division(
        "install and build in a stage of its own, and take over the working folder",
        last,
        edits,
        base,
        system.command(one.facts().file().escape()),
        List.of("--from=build " + folder + " " + folder),
        moved,
        Set.of(),
        name -> false);
  }

  /** True where the WORKDIR is the one that is taken over, or beneath it. */
  private boolean inFolder(Stage.Step step) {
    int next = step.index() + 1;
    Stage.Situation then =
        next < one.steps().size() ? one.steps().get(next).before() : one.stage().end();
    return then.workdir() != null && OneStage.within(then.workdir(), folder);
  }

  /** The second image; null where it cannot be told. */
  private @Nullable String base() {
    String tag = one.image().tag();
    String written = PythonSplit.base(one);
    if (tag.contains("slim") || tag.contains("alpine")) {
      return written;
    }
    boolean plain =
        one.image().digest().isEmpty()
            && tag.matches(
                "[0-9]+(\\.[0-9]+){0,2}(-(bookworm|bullseye|trixie|buster))?|lts|current");
    // The image is the last word of a FROM without a name.
    return plain ? written + "-slim" : null;
  }

  private boolean production() {
    Variable mode = one.stage().before(one.steps().size()).find("NODE_ENV");
    return mode != null && mode.value() != null && mode.value().equals("production");
  }

  private boolean all(Run run) {
    for (Call call : run.calls().all()) {
      boolean good =
          switch (call.program()) {
            case "npm" -> npm(run, call);
            case "yarn", "pnpm" -> !call.has("global") && !call.has("-g") && !call.has("--global");
            case "apt-get", "apt", "apk" -> system.take(run, call);
            case "npx", "echo", "set", "true", "ls" -> true;
            case "rm", "mkdir", "chown", "chmod", "cp", "mv", "touch" -> inside(run, call);
            default -> false;
          };
      if (!good) {
        return false;
      }
    }
    return true;
  }

  private boolean npm(Run run, Call call) {
    if (call.has("-g") || call.has("--global") || !OneStage.certain(call)) {
      return false;
    }
    String verb = call.argument(0);
    return switch (verb) {
      case "ci", "install", "i" -> {
        whole &= call.arguments().stream().noneMatch(NodeSplit::leavesOut);
        yield !call.has("--prefix") && one.folder(run) != null;
      }
      case "run", "run-script" -> {
        builds = true;
        yield true;
      }
      case "prune" -> {
        whole = false;
        yield true;
      }
      default -> verb.equals("cache") || verb.equals("config");
    };
  }

  /** True for an option by which packages for developing are left out. */
  private static boolean leavesOut(ShellWord word) {
    return word.startsWith("--omit")
        || word.startsWith("--only")
        || word.startsWith("--production");
  }

  /** True where all that such a call touches is taken over, or a cache that is not. */
  private boolean inside(Run run, Call call) {
    String here = one.folder(run);
    boolean operands = false;
    for (ShellWord word : call.arguments()) {
      String text = word.pattern();
      if (text.startsWith("-") && !operands) {
        continue;
      }
      boolean first = !operands;
      operands = true;
      if (first && call.isAny("chown", "chmod")) {
        continue;
      }
      String path =
          here == null && !text.startsWith("/")
              ? null
              : OneStage.absolute(text, here == null ? "/" : here);
      boolean cache =
          call.is("rm")
              && (text.startsWith("/var/lib/apt")
                  || text.startsWith("/var/cache")
                  || text.startsWith("/tmp")
                  || text.startsWith("/root"));
      if (!cache && (path == null || !OneStage.within(path, folder))) {
        return false;
      }
    }
    return true;
  }
}
