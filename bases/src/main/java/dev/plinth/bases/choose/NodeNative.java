package dev.plinth.bases.choose;

import dev.plinth.bases.choose.NativeCode.Kind;
import dev.plinth.bases.choose.NativeCode.Part;
import dev.plinth.bases.known.MuslBinaries;
import dev.plinth.bases.start.ProjectFiles;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Machine code of Node.js packages. A package publishes binaries as optional dependencies, one for
 * each platform, which say by {@code os}, {@code cpu} and {@code libc} where they are installed;
 * lock files repeat these. Older ones compile, or fetch something, by a script at installation.
 *
 * <pre>
 * npm   packages: { place: { version, dev, os[], cpu[], libc[], optionalDependencies{}, hasInstallScript } }
 * pnpm  packages: { name@version: { cpu[], os[], libc[], hasBin … } }, snapshots: { name@version: { optionalDependencies{} } }
 * </pre>
 */
final class NodeNative {
  private static final String MODULES = "node_modules/";
  private static final int MOST_PACKAGES = 50_000;

  private final List<String> platforms;
  private final Map<String, Built> built = new LinkedHashMap<>();
  private final Map<String, Part> parts = new TreeMap<>();

  private NodeNative(List<String> platforms) {
    this.platforms = platforms;
  }

  /** A package that is installed on some platforms alone. */
  private record Built(List<String> os, List<String> cpu, List<String> libc) {}

  /** Of a project. */
  static NativeCode of(ProjectFiles files, List<String> platforms) {
    NodeNative reader = new NodeNative(platforms);
    for (String lock : List.of("package-lock.json", "npm-shrinkwrap.json")) {
      byte[] bytes = files.bytes(lock);
      if (bytes != null) {
        return reader.npm(lock, bytes);
      }
    }
    if (files.has("pnpm-lock.yaml")) {
      return reader.pnpm(files.text("pnpm-lock.yaml"));
    }
    return reader.declared(files);
  }

  private NativeCode npm(String lock, byte[] bytes) {
    Json root;
    try {
      root = JsonReader.read(bytes);
    } catch (JsonSyntaxException e) {
      return unread(lock, lock + " is no JSON: " + e.getMessage());
    }
    Map<String, Json> packages = root.members("packages");
    if (packages.isEmpty() || packages.size() > MOST_PACKAGES) {
      return unread(
          lock,
          packages.isEmpty()
              ? lock
                  + " is of npm 6 or older, which does not say what is published for which system"
              : lock + " names more than " + MOST_PACKAGES + " packages");
    }
    for (Map.Entry<String, Json> each : packages.entrySet()) {
      Json one = each.getValue();
      if (!one.items("os").isEmpty() || !one.items("cpu").isEmpty()) {
        built.put(
            name(each.getKey(), one),
            new Built(one.texts("os"), one.texts("cpu"), one.texts("libc")));
      }
    }
    for (Map.Entry<String, Json> each : packages.entrySet()) {
      Json one = each.getValue();
      if (!each.getKey().contains(MODULES)
          || one.bool("dev", false)
          || one.bool("devOptional", false)
          || one.bool("link", false)) {
        continue;
      }
      String name = name(each.getKey(), one);
      String version = one.text("version");
      add(
          name,
          version == null ? "" : version,
          new ArrayList<>(one.members("optionalDependencies").keySet()),
          one.bool("hasInstallScript", false));
    }
    return NativeCode.of(new ArrayList<>(parts.values()), lock, List.of());
  }

  private static String name(String place, Json one) {
    String own = one.text("name");
    int at = place.lastIndexOf(MODULES);
    return own != null ? own : at < 0 ? "" : place.substring(at + MODULES.length());
  }

  /** By lines: what is asked for stands on lines of its own, whatever else the file has. */
  private NativeCode pnpm(String text) {
    Map<String, List<String>> optional = new LinkedHashMap<>();
    Map<String, List<List<String>>> systems = new LinkedHashMap<>();
    String section = "";
    String key = "";
    boolean inOptional = false;
    int packages = 0;
    for (String line : text.lines().toList()) {
      int indent = 0;
      while (indent < line.length() && line.charAt(indent) == ' ') {
        indent++;
      }
      String rest = line.strip();
      if (rest.isEmpty() || rest.startsWith("#")) {
        continue;
      }
      if (indent == 0) {
        section = rest;
      } else if (indent == 2 && rest.endsWith(":")) {
        key = key(rest.substring(0, rest.length() - 1));
        inOptional = false;
        if (++packages > MOST_PACKAGES) {
          return unread("pnpm-lock.yaml", "pnpm-lock.yaml names too many packages");
        }
      } else if (indent == 4) {
        inOptional = rest.equals("optionalDependencies:");
        int which =
            rest.startsWith("os: [")
                ? 0
                : rest.startsWith("cpu: [") ? 1 : rest.startsWith("libc: [") ? 2 : -1;
        if (which >= 0 && section.equals("packages:")) {
          systems
              .computeIfAbsent(key, _ -> new ArrayList<>(List.of(List.of(), List.of(), List.of())))
              .set(which, words(rest));
        }
        if (rest.equals("requiresBuild: true")) {
          optional.computeIfAbsent(key, _ -> new ArrayList<>());
        }
      } else if (indent == 6 && inOptional && !section.equals("importers:")) {
        int colon = rest.lastIndexOf(": ");
        if (colon > 0) {
          optional
              .computeIfAbsent(key, _ -> new ArrayList<>())
              .add(unquoted(rest.substring(0, colon)));
        }
      }
    }
    systems.forEach((each, lists) ->
        built.put(bare(each), new Built(lists.get(0), lists.get(1), lists.get(2))));
    optional.forEach((each, names) -> {
      int at = each.lastIndexOf('@');
      String version = at > 0 ? each.substring(at + 1) : "";
      add(bare(each), version, names, names.isEmpty());
    });
    return NativeCode.of(
        new ArrayList<>(parts.values()),
        "pnpm-lock.yaml",
        List.of(
            "pnpm-lock.yaml does not say what serves development alone: all of it was looked at"));
  }

  private static String key(String text) {
    String plain = unquoted(text);
    String key = plain.startsWith("/") ? plain.substring(1) : plain;
    int peers = key.indexOf('(');
    return peers < 0 ? key : key.substring(0, peers);
  }

  private static String unquoted(String text) {
    return text.length() > 1 && (text.startsWith("'") || text.startsWith("\""))
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private static String bare(String key) {
    int at = key.lastIndexOf('@');
    return at > 0 ? key.substring(0, at) : key;
  }

  private static List<String> words(String line) {
    int from = line.indexOf('[') + 1;
    int to = line.indexOf(']', from);
    List<String> words = new ArrayList<>();
    for (String each : line.substring(from, to < 0 ? line.length() : to).split(",", 100)) {
      words.add(unquoted(each.strip()));
    }
    return words;
  }

  private NativeCode declared(ProjectFiles files) {
    byte[] bytes = files.bytes("package.json");
    if (bytes == null) {
      return NativeCode.UNKNOWN;
    }
    Json root;
    try {
      root = JsonReader.read(bytes);
    } catch (JsonSyntaxException e) {
      return NativeCode.UNKNOWN;
    }
    Map<String, Json> wanted = root.members("dependencies");
    if (wanted.isEmpty()) {
      return NativeCode.of(List.of(), "package.json", List.of());
    }
    for (String name : wanted.keySet()) {
      MuslBinaries known = MuslBinaries.of("npm", name);
      if (known != null && known.never()) {
        parts.put(name, new Part(name, "", Kind.GLIBC));
      }
    }
    String other = files.has("yarn.lock") ? "yarn.lock" : files.has("bun.lock") ? "bun.lock" : "";
    List<String> notes =
        List.of(
            other.isEmpty()
                ? "there is no lock file: package-lock.json and pnpm-lock.yaml tell what is published for musl"
                : other + " does not say what is published for musl");
    return parts.isEmpty()
        ? new NativeCode(NativeCode.State.UNKNOWN, List.of(), "", notes)
        : NativeCode.of(new ArrayList<>(parts.values()), "table", notes);
  }

  private static NativeCode unread(String lock, String why) {
    return new NativeCode(NativeCode.State.UNKNOWN, List.of(), lock, List.of(why));
  }

  private void add(String name, String version, List<String> optional, boolean script) {
    if (built.containsKey(name)) {
      return; // one of the binaries themselves, which may need others of their platform
    }
    MuslBinaries known = MuslBinaries.of("npm", name);
    if (known != null) {
      boolean glibc = known.never() || MuslBinaries.older(version, known.since());
      parts.put(name, new Part(name, version, glibc ? Kind.GLIBC : Kind.BOTH));
      return;
    }
    boolean prebuilt = false;
    boolean glibc = true;
    boolean musl = true;
    for (String platform : platforms) {
      String cpu = cpu(platform);
      boolean forGlibc = false;
      boolean forMusl = false;
      for (String each : optional) {
        Built one = built.get(each);
        if (one == null
            || !one.os.contains("linux")
            || !(one.cpu.isEmpty() || one.cpu.contains(cpu))) {
          continue;
        }
        prebuilt = true;
        boolean saysMusl = one.libc.contains("musl") || each.contains("musl");
        boolean saysGlibc =
            one.libc.contains("glibc") || each.endsWith("-gnu") || each.endsWith("-gnueabihf");
        // What says neither runs with both: programs of Go are linked statically.
        forMusl |= saysMusl || !saysGlibc;
        forGlibc |= saysGlibc || !saysMusl;
      }
      glibc &= forGlibc;
      musl &= forMusl;
    }
    if (prebuilt) {
      parts.put(
          name, new Part(name, version, musl ? Kind.BOTH : glibc ? Kind.GLIBC : Kind.UNKNOWN));
    } else if (script) {
      parts.put(name, new Part(name, version, Kind.UNKNOWN));
    }
  }

  private static String cpu(String platform) {
    return switch (platform) {
      case "amd64" -> "x64";
      case "386" -> "ia32";
      case "arm/v6", "arm/v7" -> "arm";
      case "ppc64le" -> "ppc64";
      default -> platform;
    };
  }
}
