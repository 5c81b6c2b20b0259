package dev.plinth.dockerfile.calls;

import dev.plinth.dockerfile.calls.Cleanup.Leftover;
import dev.plinth.dockerfile.calls.PackageCall.Action;
import dev.plinth.dockerfile.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what takes package managers' leftovers away: their own commands, rm, find -delete. */
final class CleanupReader {
  /** Words that one word with braces may stand for. */
  private static final int MOST_ALTERNATIVES = 64;

  private static final int LONGEST = 1_000;

  private CleanupReader() {}

  static List<Cleanup> read(Calls calls) {
    List<Cleanup> found = new ArrayList<>();
    int next = 0;
    List<PackageCall> packages = calls.packages();
    for (Call call : calls.all()) {
      if (call.is("rm") || call.is("find") || call.is("unlink")) {
        removed(call, found);
      }
      if (next < packages.size() && packages.get(next).call().index() == call.index()) {
        own(packages.get(next++), found);
      }
    }
    return List.copyOf(found);
  }

  private static void own(PackageCall call, List<Cleanup> found) {
    if (call.action() != Action.CLEAN) {
      return;
    }
    String command = call.command();
    Leftover leftover =
        switch (call.manager()) {
          case APT_GET, APT, APTITUDE -> command.startsWith("auto") ? null : Leftover.APT_ARCHIVES;
          case APK -> Leftover.APK_CACHE;
          case DNF, MICRODNF, YUM, TDNF ->
              call.call().has("all") || call.call().has("packages") ? Leftover.DNF_CACHE : null;
          case ZYPPER -> Leftover.ZYPPER_CACHE;
          case PIP -> command.equals("cache purge") ? Leftover.PIP_CACHE : null;
          case UV -> command.equals("cache clean") ? Leftover.UV_CACHE : null;
          case POETRY -> Leftover.POETRY_CACHE;
          case CONDA, MAMBA -> Leftover.CONDA_CACHE;
          case NPM -> command.equals("cache verify") ? null : Leftover.NPM_CACHE;
          case YARN -> Leftover.YARN_CACHE;
          case PNPM -> Leftover.PNPM_STORE;
          case BUN -> Leftover.BUN_CACHE;
          case GO -> call.has("-modcache", "-cache") ? Leftover.GO_CACHE : null;
          case COMPOSER -> Leftover.COMPOSER_CACHE;
          default -> null;
        };
    if (leftover != null) {
      found.add(new Cleanup(leftover, call.call()));
    }
    if (command.equals("distclean") || command.equals("dist-clean")) {
      found.add(new Cleanup(Leftover.APT_LISTS, call.call()));
    }
  }

  private static void removed(Call call, List<Cleanup> found) {
    boolean find = call.is("find");
    if (find && !call.has("-delete")) {
      return;
    }
    for (ShellWord word : call.arguments()) {
      String text = word.pattern();
      if (text.startsWith("-")) {
        if (find) {
          return;
        }
        continue;
      }
      for (String path : alternatives(text)) {
        for (Leftover leftover : Leftover.values()) {
          if (covers(path, leftover)) {
            found.add(new Cleanup(leftover, call));
          }
        }
      }
    }
  }

  private static boolean covers(String path, Leftover leftover) {
    return switch (leftover) {
      case APT_LISTS -> holds(path, "/var/lib/apt/lists");
      case APT_ARCHIVES -> holds(path, "/var/cache/apt/archives") || packed(path);
      case APK_CACHE -> holds(path, "/var/cache/apk") || holds(path, "/etc/apk/cache");
      case DNF_CACHE ->
          holds(path, "/var/cache/dnf")
              || holds(path, "/var/cache/libdnf5")
              || holds(path, "/var/cache/yum")
              || holds(path, "/var/cache/tdnf");
      case ZYPPER_CACHE -> holds(path, "/var/cache/zypp");
      case PIP_CACHE -> holdsHome(path, "/.cache/pip");
      case UV_CACHE -> holdsHome(path, "/.cache/uv");
      case POETRY_CACHE -> holdsHome(path, "/.cache/pypoetry");
      case CONDA_CACHE -> path.contains("conda") && within(path, "/pkgs");
      case NPM_CACHE -> holdsHome(path, "/.npm") || holdsHome(path, "/.npm/_cacache");
      case YARN_CACHE ->
          holds(path, "/usr/local/share/.cache/yarn") || holdsHome(path, "/.cache/yarn");
      case PNPM_STORE ->
          holdsHome(path, "/.local/share/pnpm/store") || holdsHome(path, "/.pnpm-store");
      case BUN_CACHE -> holdsHome(path, "/.bun/install/cache");
      case GEM_CACHE -> path.contains("/gems/") && within(path, "/cache");
      case GO_CACHE ->
          holds(path, "/go/pkg/mod")
              || holdsHome(path, "/go/pkg/mod")
              || holdsHome(path, "/.cache/go-build");
      case CARGO_REGISTRY ->
          holds(path, "/usr/local/cargo/registry")
              || holdsHome(path, "/.cargo/registry")
              || path.startsWith("\0/registry");
      case COMPOSER_CACHE ->
          holdsHome(path, "/.composer/cache") || holdsHome(path, "/.cache/composer");
    };
  }

  private static boolean packed(String path) {
    return path.equals("/var/cache/apt/archives/*.deb") || path.equals("/var/cache/apt/*.bin");
  }

  /** True where removing the path removes what that folder holds: it, one above, or all in it. */
  private static boolean holds(String path, String folder) {
    int end = path.length();
    while (path.startsWith("/", end - 1)
        || path.startsWith("/*", end - 2)
        || path.startsWith("/**", end - 3)) {
      end = path.lastIndexOf('/', end - 1);
    }
    if (end <= 0 || path.charAt(0) != '/') {
      return false;
    }
    String bare = path.substring(0, end).replace("//", "/");
    return folder.equals(bare) || folder.startsWith(bare + "/");
  }

  private static boolean holdsHome(String path, String folder) {
    for (String home : new String[] {"~", "/root", "\0"}) {
      if (path.startsWith(home + "/") && holds(path.substring(home.length()), folder)) {
        return true;
      }
    }
    if (path.startsWith("/home/")) {
      int behind = path.indexOf('/', "/home/".length());
      return behind > 0 && holds(path.substring(behind), folder);
    }
    return false;
  }

  private static boolean within(String path, String folder) {
    return path.endsWith(folder) || path.endsWith(folder + "/") || path.endsWith(folder + "/*");
  }

  /** What a word with bash's braces stands for: {@code /var/{lib/apt/lists,cache/apt}}. */
  static List<String> alternatives(String text) {
    if (text.indexOf('{') < 0 || text.length() > LONGEST) {
      return List.of(text);
    }
    List<String> open = new ArrayList<>(List.of(text));
    List<String> done = new ArrayList<>();
    while (!open.isEmpty()) {
      String each = open.removeLast();
      int close = each.indexOf('}');
      int begin = close < 0 ? -1 : each.lastIndexOf('{', close);
      @Nullable String inner = begin < 0 ? null : each.substring(begin + 1, close);
      if (inner == null
          || inner.indexOf(',') < 0
          || open.size() + done.size() > MOST_ALTERNATIVES) {
        done.add(each);
        continue;
      }
      for (String choice : inner.split(",", -1)) {
        open.add(each.substring(0, begin) + choice + each.substring(close + 1));
      }
    }
    return done;
  }
}
