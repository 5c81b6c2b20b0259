package dev.plinth.bases.choose;

import dev.plinth.bases.choose.NativeCode.Kind;
import dev.plinth.bases.choose.NativeCode.Part;
import dev.plinth.bases.known.MuslBinaries;
import dev.plinth.bases.start.ProjectFiles;
import dev.plinth.foundation.toml.Toml;
import dev.plinth.foundation.toml.TomlReader;
import dev.plinth.foundation.toml.TomlSyntaxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Machine code of Python's packages, by the names of the files that a lock file lists: those of uv,
 * Poetry, PDM and PEP 751; else by requirements and the table of what is known.
 *
 * <pre>
 * uv      package[]: name, version, source, wheels[].url, sdist, dependencies[].name
 * poetry  package[]: name, version, groups, category, files[].file
 * pdm     package[]: name, version, groups, files[].file | url
 * pylock  packages[]: name, version, wheels[].name | url, sdist
 * </pre>
 */
final class PythonNative {
  private static final int MOST_VALUES = 1_000_000;
  private static final int MOST_PACKAGES = 20_000;
  private static final List<String> LOCKS =
      List.of("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml");

  private static final String SETUP =
      "what setup.py asks for only running it would tell, and no code of a project is run; uv.lock"
          + " and poetry.lock tell";

  private final String cycle;
  private final List<String> platforms;
  private final Map<String, Part> parts = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> compiled = new ArrayList<>();

  private PythonNative(String cycle, List<String> platforms) {
    this.cycle = cycle;
    this.platforms = platforms;
  }

  /**
   * Of a project.
   *
   * @param cycle the release of Python, such as {@code 3.14}; empty where not known
   */
  static NativeCode of(ProjectFiles files, String cycle, List<String> platforms) {
    PythonNative reader = new PythonNative(cycle, platforms);
    for (String lock : LOCKS) {
      byte[] bytes = files.bytes(lock);
      if (bytes != null) {
        return reader.lock(lock, bytes);
      }
    }
    if (!Requirements.of(files).isEmpty()) {
      return reader.table(files);
    }
    return files.has("setup.py")
        ? new NativeCode(NativeCode.State.UNKNOWN, List.of(), "", List.of(SETUP))
        : NativeCode.UNKNOWN;
  }

  /** Of files that a registry lists for each package, by name and version. */
  static NativeCode ofFiles(
      Map<Requirements.Named, List<String>> found,
      List<String> unknown,
      String cycle,
      List<String> platforms,
      String from) {
    PythonNative reader = new PythonNative(cycle, platforms);
    found.forEach((named, names) -> reader.add(named.name(), named.version(), names));
    for (String each : unknown) {
      reader.parts.put(each, new Part(each, "", Kind.UNKNOWN));
    }
    return reader.result(from);
  }

  private NativeCode table(ProjectFiles files) {
    for (Requirements.Named each : Requirements.of(files)) {
      MuslBinaries known = MuslBinaries.of("pypi", each.name());
      Kind kind =
          known == null
              ? Kind.UNKNOWN
              : known.never() || MuslBinaries.older(each.version(), known.since())
                  ? Kind.GLIBC
                  : Kind.BOTH;
      parts.put(each.name(), new Part(each.name(), each.version(), kind));
    }
    notes.add(
        "requirements without a lock file leave open what else is installed, and which files;"
            + " uv.lock and poetry.lock tell, and so does --online");
    // What is required by what is required is not known.
    NativeCode told = NativeCode.of(new ArrayList<>(parts.values()), "table", notes);
    return told.state() == NativeCode.State.GLIBC
        ? told
        : new NativeCode(NativeCode.State.UNKNOWN, told.parts(), told.from(), told.notes());
  }

  private NativeCode lock(String lock, byte[] bytes) {
    Toml root;
    try {
      root = TomlReader.read(bytes, MOST_VALUES);
    } catch (TomlSyntaxException e) {
      return new NativeCode(
          NativeCode.State.UNKNOWN,
          List.of(),
          lock,
          List.of(lock + " is no TOML: " + e.getMessage()));
    }
    List<Toml> packages = root.items(lock.startsWith("pylock") ? "packages" : "package");
    if (packages.size() > MOST_PACKAGES) {
      return new NativeCode(
          NativeCode.State.UNKNOWN,
          List.of(),
          lock,
          List.of(lock + " names more than " + MOST_PACKAGES + " packages"));
    }
    Set<String> shipped = lock.equals("uv.lock") ? shipped(packages) : Set.of();
    for (Toml each : packages) {
      String name = normal(each.text("name"));
      boolean ships =
          lock.equals("uv.lock")
              ? shipped.isEmpty() || shipped.contains(name)
              : !"dev".equals(each.text("category")) && ships(each.texts("groups"));
      if (ships && !own(each)) {
        String version = each.text("version");
        add(name, version == null ? "" : version, files(each));
      }
    }
    return result(lock);
  }

  private NativeCode result(String from) {
    if (!compiled.isEmpty()) {
      notes.add(
          "no wheel for Python "
              + cycle
              + " and Linux is published of "
              + some(compiled)
              + ": compiled in the build stage");
    }
    return NativeCode.of(new ArrayList<>(parts.values()), from, notes);
  }

  /** At most five names. */
  static String some(List<String> names) {
    return names.size() <= 5
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 5)) + " and " + (names.size() - 5) + " more";
  }

  private static boolean ships(List<String> groups) {
    return groups.isEmpty() || groups.contains("main") || groups.contains("default");
  }

  /** Names of what the project itself needs where it ships; none where it is not told. */
  private static Set<String> shipped(List<Toml> packages) {
    Map<String, List<String>> needs = new HashMap<>();
    Deque<String> next = new ArrayDeque<>();
    for (Toml each : packages) {
      String name = normal(each.text("name"));
      List<String> names = needs.computeIfAbsent(name, _ -> new ArrayList<>());
      each.items("dependencies").forEach(one -> names.add(normal(one.text("name"))));
      each.members("optional-dependencies")
          .keySet()
          .forEach(extra -> {
            Toml extras = each.get("optional-dependencies");
            if (extras != null) {
              extras.items(extra).forEach(one -> names.add(normal(one.text("name"))));
            }
          });
      if (own(each)) {
        next.add(name);
      }
    }
    Set<String> reached = new HashSet<>();
    while (!next.isEmpty()) {
      String name = next.remove();
      if (reached.add(name)) {
        next.addAll(needs.getOrDefault(name, List.of()));
      }
    }
    return reached;
  }

  private static boolean own(Toml each) {
    Toml source = each.get("source");
    return each.get("directory") != null
        || (source != null
            && (source.get("editable") != null
                || source.get("virtual") != null
                || source.get("directory") != null
                || "directory".equals(source.text("type"))));
  }

  private static List<String> files(Toml each) {
    List<String> names = new ArrayList<>();
    for (String list : List.of("wheels", "files")) {
      for (Toml file : each.items(list)) {
        for (String key : List.of("file", "name", "url")) {
          String text = file.text(key);
          if (text != null) {
            int end = text.indexOf('#');
            String path = end < 0 ? text : text.substring(0, end);
            names.add(path.substring(path.lastIndexOf('/') + 1));
            break;
          }
        }
      }
    }
    if (each.get("sdist") != null) {
      names.add("sdist");
    }
    return names;
  }

  /** What the files of a package tell. Several versions of one stand for one part: the worst. */
  private void add(String name, String version, List<String> files) {
    if (name.isEmpty() || files.isEmpty()) {
      if (!name.isEmpty()) {
        worst(new Part(name, version, Kind.UNKNOWN));
      }
      return;
    }
    boolean wheels = false;
    boolean elsewhere = false;
    boolean source = false;
    List<WheelTags> fitting = new ArrayList<>();
    for (String file : files) {
      WheelTags tags = WheelTags.of(file);
      if (tags.platform().isEmpty()) {
        source = true;
      } else if (tags.pure()) {
        return;
      } else if (!tags.linux()) {
        elsewhere = true;
      } else {
        wheels = true;
        if (tags.python(cycle)) {
          fitting.add(tags);
        }
      }
    }
    if (!wheels) {
      // For other systems alone, or sources: of these nobody knows.
      if (source && !elsewhere) {
        MuslBinaries known = MuslBinaries.of("pypi", name);
        worst(new Part(name, version, known == null ? Kind.UNKNOWN : Kind.COMPILED));
      } else if (source) {
        worst(new Part(name, version, Kind.COMPILED));
      }
      return;
    }
    boolean glibc = all(fitting, "manylinux");
    boolean musl = all(fitting, "musllinux");
    if (!glibc && !musl) {
      if (source && !compiled.contains(name)) {
        compiled.add(name);
      }
      worst(new Part(name, version, source ? Kind.COMPILED : Kind.GLIBC));
    } else {
      worst(new Part(name, version, musl ? Kind.BOTH : Kind.GLIBC));
    }
  }

  private void worst(Part part) {
    Part before = parts.get(part.name());
    // A lock file has several versions of a package for several releases of Python: the one counts
    // that has wheels for ours.
    if (before == null || before.kind() == Kind.COMPILED || part.kind() == Kind.GLIBC) {
      parts.put(part.name(), part);
    }
    if (part.kind() != Kind.COMPILED) {
      compiled.remove(part.name());
    }
  }

  private boolean all(List<WheelTags> wheels, String kind) {
    for (String platform : platforms) {
      String architecture = WheelTags.architecture(platform);
      boolean there = false;
      for (WheelTags each : wheels) {
        there |= !architecture.isEmpty() && each.linux(kind, architecture);
      }
      if (!there) {
        return false;
      }
    }
    return !platforms.isEmpty();
  }

  /** A project's name as PEP 503 compares it. */
  static String normal(@org.jspecify.annotations.Nullable String name) {
    if (name == null) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean dash = c == '-' || c == '_' || c == '.';
      if (!dash) {
        out.append(c);
      } else if (out.isEmpty() || out.charAt(out.length() - 1) != '-') {
        out.append('-');
      }
    }
    return out.toString();
  }
}
