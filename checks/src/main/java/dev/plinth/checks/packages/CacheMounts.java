package dev.plinth.checks.packages;

import dev.plinth.bases.known.KnownBase;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.base.RunUser;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.checks.rule.RunCalls;
import dev.plinth.checks.rule.RunCalls.Run;
import dev.plinth.dockerfile.calls.Call;
import dev.plinth.dockerfile.calls.PackageCall;
import dev.plinth.dockerfile.calls.PackageCall.Action;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.dockerfile.meaning.Variable;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Instruction;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cache mounts that keep what a program downloads out of the layer and for the next build. Only
 * where the file and what is known of the image tell for sure where the program keeps it: it runs
 * as root, no variable moves the folder, and nothing else of the file uses it.
 */
final class CacheMounts {
  static final String CACHE = " --mount=type=cache,target=";

  /** For one build at a time: the program does not lock the folder against others of its kind. */
  static final String LOCKED = ",sharing=locked";

  private CacheMounts() {}

  /**
   * The mounts as they are written behind the word RUN, a blank before each.
   *
   * @return null where it cannot be told which are right
   */
  static @Nullable String of(DockerfileFacts facts, Run run, PackageCall call) {
    return of(facts, run, call.call(), call);
  }

  /** The same for a program that downloads what it builds with: {@code go build}. */
  static @Nullable String of(
      DockerfileFacts facts, Run run, Call call, @Nullable PackageCall asked) {
    if (!plain(facts, run, call)) {
      return null;
    }
    KnownBase base = BaseFacts.of(facts).base(run.place().stage());
    List<String> folders = folders(facts, run, call, asked, base);
    if (folders.isEmpty()) {
      return null;
    }
    StringBuilder mounts = new StringBuilder();
    for (String folder : folders) {
      int comma = folder.indexOf(',');
      if (used(facts, run, comma < 0 ? folder : folder.substring(0, comma))) {
        return null;
      }
      mounts.append(CACHE).append(folder);
    }
    return mounts.toString();
  }

  private static boolean plain(DockerfileFacts facts, Run run, Call call) {
    return RunUser.root(facts, run.place())
        && !run.place().onbuild()
        && call.wrappers().isEmpty()
        && !KeptCache.given(run, call, "HOME")
        && !KeptCache.given(run, call, "XDG_CACHE_HOME")
        && !KeptCache.given(run, call, "XDG_DATA_HOME");
  }

  private static List<String> folders(
      DockerfileFacts facts,
      Run run,
      Call call,
      @Nullable PackageCall asked,
      @Nullable KnownBase base) {
    String image = base == null ? "" : base.name().repository();
    return switch (call.program()) {
      case "go" ->
          unless(run, call, "GOPATH", "GOMODCACHE", "GOCACHE")
                  && image.equals("golang")
                  && together(facts, run, "go")
              ? List.of("/go/pkg/mod", "/root/.cache/go-build")
              : List.of();
      case "cargo" ->
          unless(run, call, "CARGO_HOME") && image.equals("rust") && together(facts, run, "cargo")
              ? List.of("/usr/local/cargo/registry", "/usr/local/cargo/git/db")
              : List.of();
      default -> asked == null ? List.of() : ofManager(facts, run, call, asked, base, image);
    };
  }

  private static List<String> ofManager(
      DockerfileFacts facts,
      Run run,
      Call call,
      PackageCall asked,
      @Nullable KnownBase base,
      String image) {
    return switch (asked.manager()) {
      case PIP ->
          unless(run, call, "PIP_CACHE_DIR", "PIP_NO_CACHE_DIR") && !asked.has("--cache-dir")
              ? List.of("/root/.cache/pip")
              : List.of();
      case UV ->
          unless(run, call, "UV_CACHE_DIR", "UV_NO_CACHE") && !asked.has("--cache-dir")
              ? List.of("/root/.cache/uv")
              : List.of();
      // What is installed lies beside, in virtualenvs.
      case POETRY ->
          unless(run, call, "POETRY_CACHE_DIR") && !asked.has("--no-cache")
              ? List.of("/root/.cache/pypoetry/cache", "/root/.cache/pypoetry/artifacts")
              : List.of();
      case NPM ->
          unless(run, call, "npm_config_cache", "NPM_CONFIG_CACHE") && !asked.has("--cache")
              ? List.of("/root/.npm")
              : List.of();
      case YARN ->
          unless(run, call, "YARN_CACHE_FOLDER")
                  && !asked.has("--cache-folder")
                  && image.equals("node")
                  && !says(facts, "corepack", ".yarnrc.yml", "yarn set version", ".yarn/")
              ? List.of("/usr/local/share/.cache/yarn")
              : List.of();
      case PNPM -> pnpm(facts, run, call, asked);
      case COMPOSER ->
          unless(run, call, "COMPOSER_HOME", "COMPOSER_CACHE_DIR") && !image.equals("composer")
              ? List.of("/root/.composer/cache")
              : List.of();
      case BUNDLE ->
          unless(run, call, "GEM_HOME", "BUNDLE_PATH", "BUNDLE_DEPLOYMENT")
                  && image.equals("ruby")
                  && !asked.has("--deployment", "--path")
                  && !says(facts, "bundle config")
              ? List.of("/usr/local/bundle/cache")
              : List.of();
      case APT_GET, APT -> apt(facts, run, base);
      case APK ->
          base != null && base.distribution().equals("alpine-linux")
              ? List.of("/var/cache/apk" + LOCKED)
              : List.of();
      case MICRODNF -> base == null ? List.of() : List.of("/var/cache/yum" + LOCKED);
      case DNF, YUM -> dnf(base);
      default -> List.of();
    };
  }

  /** True where neither ENV, ARG nor the script sets one of these. */
  private static boolean unless(Run run, Call call, String... variables) {
    for (String variable : variables) {
      if (KeptCache.given(run, call, variable)) {
        return false;
      }
    }
    return true;
  }

  private static boolean says(DockerfileFacts facts, String... words) {
    String raw = facts.source().raw();
    for (String word : words) {
      if (raw.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** The store, from which what is installed is copied where it is on a mount. */
  private static List<String> pnpm(DockerfileFacts facts, Run run, Call call, PackageCall asked) {
    if (asked.has("--store-dir")
        || run.calls().variable(call, "PNPM_HOME") != null
        || says(facts, "store-dir")
        || !together(facts, run, "pnpm")) {
      return List.of();
    }
    Variable home = run.place().stage().before(run.place().step().index()).find("PNPM_HOME");
    if (home == null) {
      return List.of("/root/.local/share/pnpm/store");
    }
    String value = home.value();
    return value != null && value.matches("/[A-Za-z0-9._/-]*[A-Za-z0-9]")
        ? List.of(value + "/store")
        : List.of();
  }

  /**
   * The lists; the packages too where the file keeps them, for Debian's and Ubuntu's images have
   * them removed after each install ({@code /etc/apt/apt.conf.d/docker-clean}). Nowhere where this
   * or a later install takes the lists of an earlier layer.
   */
  private static List<String> apt(DockerfileFacts facts, Run run, @Nullable KnownBase base) {
    if (base == null) {
      return List.of();
    }
    if (listsNeeded(facts, run)) {
      return List.of();
    }
    List<String> folders = new ArrayList<>();
    if (says(facts, "docker-clean", "Keep-Downloaded-Packages")) {
      folders.add("/var/cache/apt" + LOCKED);
    }
    folders.add("/var/lib/apt/lists" + LOCKED);
    return folders;
  }

  /** True where this RUN or a later one installs by the lists of an earlier layer. */
  static boolean listsNeeded(DockerfileFacts facts, Run run) {
    for (Run other : RunCalls.of(facts)) {
      boolean counts =
          other.place().stage().index() > run.place().stage().index()
              || (other.place().stage().index() == run.place().stage().index()
                  && other.place().step().index() >= run.place().step().index());
      boolean updates = false;
      for (PackageCall each : other.calls().packages()) {
        if (each.manager().isApt()) {
          updates |= each.does(Action.UPDATE);
          if (counts && !updates && each.does(Action.INSTALL)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static List<String> dnf(@Nullable KnownBase base) {
    if (base == null || base.release().isEmpty()) {
      return List.of();
    }
    String digits = base.release().replaceAll("[^0-9].*", "");
    int release = digits.isEmpty() || digits.length() > 4 ? -1 : Integer.parseInt(digits);
    return switch (base.distribution()) {
      case "fedora" ->
          // Fedora 41 brought dnf 5.
          release < 22
              ? List.of()
              : List.of((release >= 41 ? "/var/cache/libdnf5" : "/var/cache/dnf") + LOCKED);
      case "rhel", "centos-stream", "rocky-linux", "almalinux", "oracle-linux" ->
          release == 8 || release == 9 || release == 10
              ? List.of("/var/cache/dnf" + LOCKED)
              : List.of();
      default -> List.of();
    };
  }

  /**
   * True where every later RUN of the stage that may need what is downloaded is a call of the same
   * program, which gets the same mounts: no other image is built upon it, none beneath it has
   * downloads, and no script runs that may call the program unseen.
   */
  private static boolean together(DockerfileFacts facts, Run run, String program) {
    Stage stage = run.place().stage();
    for (Stage other : facts.build().stages()) {
      if (other.base().refersTo() == stage.index()) {
        return false;
      }
    }
    List<Stage> lineage = facts.build().lineage(stage);
    for (Run other : RunCalls.of(facts)) {
      boolean calls = calls(other, program);
      if (other.place().stage().index() != stage.index()) {
        if (calls && lineage.contains(other.place().stage())) {
          return false;
        }
        continue;
      }
      if (calls && (other.place().onbuild() || !RunUser.root(facts, other.place()))) {
        return false;
      }
      for (Call call : other.calls().all()) {
        if (!calls && !harmless(call)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The RUNs of its stage that call that program, itself among them. */
  static List<Run> group(DockerfileFacts facts, Run run, String program) {
    return RunCalls.of(facts).stream()
        .filter(other -> other.place().stage().index() == run.place().stage().index())
        .filter(other ->
            other.place().step().index() == run.place().step().index() || calls(other, program))
        .toList();
  }

  private static boolean calls(Run run, String program) {
    return run.calls().all().stream().anyMatch(call -> call.is(program));
  }

  /** True for programs that call no build tool of a language. */
  private static boolean harmless(Call call) {
    return switch (call.program()) {
      case "apt-get", "apt", "apk", "echo", "printf", "set", "true", "test", "[" -> true;
      case "cp", "mv", "rm", "mkdir", "ln", "ls", "cat", "touch", "chmod", "chown", "cd" -> true;
      case "curl", "wget", "tar", "unzip", "git", "sed", "grep", "export", "strip", "upx" -> true;
      case "useradd", "adduser", "groupadd", "addgroup", "update-ca-certificates" -> true;
      case "corepack", "rustup" -> true;
      default -> false;
    };
  }

  /** True where something else of the file uses a folder, or copies one above it elsewhere. */
  private static boolean used(DockerfileFacts facts, Run run, String folder) {
    for (Place place : facts.places()) {
      Instruction instruction = place.instruction();
      if (Mounts.cover(instruction, folder)) {
        continue;
      }
      if (instruction.flag("from") != null && place.is(Keyword.COPY)) {
        Arguments.Paths paths = instruction.paths();
        if (paths != null) {
          for (Word source : paths.sources()) {
            if (above(source.value(), folder) && from(facts, instruction, run)) {
              return true;
            }
          }
        }
      } else if (facts.source().raw(instruction.span()).contains(folder)) {
        return true;
      }
    }
    return false;
  }

  /** True where the files may be those of the stage of that RUN. */
  private static boolean from(DockerfileFacts facts, Instruction copy, Run run) {
    var flag = copy.flag("from");
    String name = flag == null ? "" : flag.valueOrEmpty();
    Stage stage = run.place().stage();
    return name.isEmpty()
        || name.indexOf('$') >= 0
        || name.equalsIgnoreCase(stage.name())
        || name.equals(String.valueOf(stage.index()))
        || facts.build().stages().stream()
            .anyMatch(other ->
                other.base().refersTo() == stage.index()
                    && (name.equalsIgnoreCase(other.name())
                        || name.equals(String.valueOf(other.index()))));
  }

  private static boolean above(String path, String folder) {
    String trimmed =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String absolute = trimmed.startsWith("/") ? trimmed : "/" + trimmed;
    return absolute.equals("/")
        || absolute.indexOf('*') >= 0
        || folder.equals(absolute)
        || folder.startsWith(absolute + "/")
        || absolute.startsWith(folder + "/");
  }
}
