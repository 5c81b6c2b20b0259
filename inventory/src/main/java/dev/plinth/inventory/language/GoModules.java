package dev.plinth.inventory.language;

import dev.plinth.inventory.catalog.FactSink;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The module text of Go's build information (Go's {@code runtime/debug.ParseBuildInfo}), a line
 * each, columns parted by tabs:
 *
 * <pre>
 * path    IMPORT-PATH          the main package
 * mod     PATH VERSION [SUM]   the main module
 * dep     PATH VERSION [SUM]   a module it depends on
 * =&gt;      PATH VERSION SUM     what replaces the module of the line before
 * build   KEY=VALUE            a setting; both quoted as Go strings where needed
 * </pre>
 *
 * <p>Packages: the main module (detail {@code main-module}), every dependency, and Go's standard
 * library as {@code stdlib} with Go's version ({@code 1.22.3} of {@code go1.22.3}). A replaced
 * module is reported as its replacement, with the detail {@code replaces}; one replaced by a folder
 * keeps its name and version, with the detail {@code replaced-by}.
 *
 * <p>A main module built outside of a released version says {@code (devel)}: its version is then
 * what the linker was told to set ({@code -ldflags "-X main.version=…"}), where that is a version
 * and unambiguous, else empty. Development builds of Go itself have no {@code stdlib} version that
 * advisories know; such a toolchain is named in the detail {@code go-version} only.
 */
final class GoModules {
  private static final int MAX_MODULES = 50_000;
  private static final int MAX_SETTINGS = 1_000;
  private static final String DEVEL = "(devel)";

  private record Module(String path, String version) {}

  private final String goVersion;
  private final FactSink sink;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private String mainPackage = "";
  private Module main = new Module("", "");
  private Module pending = new Module("", "");
  private boolean pendingIsMain;
  private int count;
  private boolean damaged;

  private GoModules(String goVersion, FactSink sink) {
    this.goVersion = goVersion;
    this.sink = sink;
  }

  /**
   * Tells the sink the modules.
   *
   * @param goVersion as the program has it: {@code go1.22.3}; empty when unknown
   * @param text without sentinels; empty for a program built without modules
   */
  static void read(String goVersion, byte[] text, FactSink sink) {
    GoModules modules = new GoModules(goVersion, sink);
    modules.lines(new String(text, StandardCharsets.UTF_8));
    modules.finish();
  }

  private void lines(String text) {
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        return;
      }
      line(text.substring(at, end));
      at = end + 1;
    }
  }

  private void line(String line) {
    int tab = line.indexOf('\t');
    if (tab < 0) {
      return;
    }
    String rest = line.substring(tab + 1);
    switch (line.substring(0, tab)) {
      case "path" -> mainPackage = rest;
      case "mod" -> {
        flush("", "");
        pending = module(rest);
        pendingIsMain = true;
      }
      case "dep" -> {
        flush("", "");
        pending = module(rest);
        pendingIsMain = false;
      }
      case "=>" -> {
        Module by = module(rest);
        flush(by.path(), by.version());
      }
      case "build" -> setting(rest);
      default -> {}
    }
  }

  private Module module(String columns) {
    int tab = columns.indexOf('\t');
    if (tab < 0) {
      damaged = true;
      return new Module("", "");
    }
    int second = columns.indexOf('\t', tab + 1);
    String version = columns.substring(tab + 1, second < 0 ? columns.length() : second);
    return new Module(columns.substring(0, tab), version);
  }

  /** Reports the module that was waiting for a replacement line. */
  private void flush(String replacement, String replacementVersion) {
    Module module = pending;
    pending = new Module("", "");
    if (module.path().isEmpty()) {
      return;
    }
    if (pendingIsMain) {
      main = module;
      return;
    }
    if (++count > MAX_MODULES) {
      damaged = true;
      return;
    }
    boolean folder = replacement.startsWith(".") || replacement.startsWith("/");
    if (replacement.isEmpty() || folder) {
      add(module.path(), known(module.version()), "replaced-by", replacement);
    } else {
      String version = known(replacementVersion);
      add(replacement, version, "replaces", module.path() + "@" + module.version());
    }
  }

  private static String known(String version) {
    return version.equals(DEVEL) ? "" : version;
  }

  private void add(String path, String version, String key, String value) {
    PackageFacts facts = facts(path, version);
    if (facts != null) {
      sink.add(facts.detail(key, value).build());
    }
  }

  private @Nullable PackageFacts facts(String path, String version) {
    int slash = path.lastIndexOf('/');
    String namespace = slash < 0 ? "" : path.substring(0, slash);
    String name = path.substring(slash + 1);
    if (!PackageFacts.plausible(namespace, name, version)) {
      damaged = true;
      return null;
    }
    return new PackageFacts("golang", namespace, name, version);
  }

  private void setting(String text) {
    int[] at = {0};
    String key = GoFlags.unquoted(text, at, '=');
    if (at[0] < text.length() && text.charAt(at[0]) == '=' && settings.size() < MAX_SETTINGS) {
      at[0]++;
      settings.put(key, GoFlags.unquoted(text, at, '\0'));
    }
  }

  private void finish() {
    flush("", "");
    if (!main.path().isEmpty()) {
      String version = known(main.version());
      String flags = settings.getOrDefault("-ldflags", "");
      boolean fromFlags = version.isEmpty() && !flags.isEmpty();
      if (fromFlags) {
        version = GoFlags.version(flags, main.path());
      }
      PackageFacts facts = facts(main.path(), version);
      if (facts != null) {
        facts.detail("main-module", "true");
        facts.detail("main-package", mainPackage);
        facts.detail("go-version", goVersion);
        facts.detail("version-from", fromFlags && !version.isEmpty() ? "ldflags" : "");
        facts.detail("vcs-revision", settings.getOrDefault("vcs.revision", ""));
        facts.detail("vcs-time", settings.getOrDefault("vcs.time", ""));
        facts.detail("vcs-modified", settings.getOrDefault("vcs.modified", ""));
        sink.add(facts.build());
      }
    }
    String release = release(goVersion);
    if (!release.isEmpty()) {
      sink.add(
          new PackageFacts("golang", "", "stdlib", release)
              .detail("go-version", goVersion)
              .build());
    }
    if (damaged) {
      sink.problem("the module list of the Go program is damaged or absurdly long");
    }
  }

  /**
   * {@code 1.22.3} of {@code go1.22.3}, of {@code go1.22.3 X:boringcrypto}, of {@code go1.22.3 (Red
   * Hat 1.22.3-1.el9)} and of {@code go1.22.3-vendor}; empty for others.
   */
  static String release(String goVersion) {
    if (!goVersion.startsWith("go") || goVersion.length() < 3) {
      return "";
    }
    int end = 2;
    while (end < goVersion.length()) {
      char c = goVersion.charAt(end);
      boolean part = (c >= '0' && c <= '9') || c == '.' || (c >= 'a' && c <= 'z');
      if (!part) {
        break;
      }
      end++;
    }
    char first = goVersion.charAt(2);
    return first >= '0' && first <= '9' ? goVersion.substring(2, end) : "";
  }
}
