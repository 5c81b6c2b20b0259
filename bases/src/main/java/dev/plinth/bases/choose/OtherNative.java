package dev.plinth.bases.choose;

import dev.plinth.bases.choose.NativeCode.Kind;
import dev.plinth.bases.choose.NativeCode.Part;
import dev.plinth.bases.choose.NativeCode.State;
import dev.plinth.bases.known.MuslBinaries;
import dev.plinth.bases.start.ProjectFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Machine code of Go's, Rust's, Ruby's and Java's dependencies. */
final class OtherNative {
  private static final int MOST_LINES = 500_000;

  private OtherNative() {}

  /**
   * Go: with C or without.
   *
   * @param withC what of it is C; empty where nothing
   */
  static NativeCode go(String withC) {
    return withC.isEmpty()
        ? NativeCode.of(List.of(), "go.mod and the sources", List.of())
        : new NativeCode(
            State.SOME,
            List.of(new Part(withC, "", Kind.COMPILED)),
            "go.mod and the sources",
            List.of());
  }

  /** Rust: crates that link a library of the system, by {@code Cargo.lock}. */
  static NativeCode rust(ProjectFiles files) {
    if (!files.has("Cargo.lock")) {
      return NativeCode.UNKNOWN;
    }
    List<Part> parts = new ArrayList<>();
    String name = "";
    int lines = 0;
    for (String line : files.text("Cargo.lock").lines().toList()) {
      if (++lines > MOST_LINES) {
        break;
      }
      if (line.startsWith("name = \"") && line.endsWith("\"")) {
        name = line.substring(8, line.length() - 1);
      } else if (line.startsWith("version = \"")
          && line.endsWith("\"")
          && MuslBinaries.of("cargo", name) != null) {
        parts.add(new Part(name, line.substring(11, line.length() - 1), Kind.COMPILED));
      }
    }
    return parts.isEmpty()
        ? NativeCode.of(parts, "Cargo.lock", List.of())
        : new NativeCode(State.SOME, List.copyOf(parts), "Cargo.lock", List.of());
  }

  /**
   * Ruby: gems published for platforms, by {@code Gemfile.lock}:
   *
   * <pre>
   *     nokogiri (1.18.9-x86_64-linux-musl)
   * </pre>
   */
  static NativeCode ruby(ProjectFiles files, List<String> platforms) {
    if (!files.has("Gemfile.lock")) {
      return NativeCode.UNKNOWN;
    }
    Map<String, List<String>> found = new TreeMap<>();
    int lines = 0;
    for (String line : files.text("Gemfile.lock").lines().toList()) {
      if (++lines > MOST_LINES) {
        break;
      }
      int open = line.indexOf(" (");
      boolean spec = line.startsWith("    ") && line.length() > 4 && line.charAt(4) != ' ';
      if (!spec || open < 0 || !line.endsWith(")")) {
        continue;
      }
      String version = line.substring(open + 2, line.length() - 1);
      int dash = version.indexOf('-');
      if (dash > 0 && version.contains("linux")) {
        found
            .computeIfAbsent(line.substring(4, open), _ -> new ArrayList<>())
            .add(version.substring(dash + 1));
      }
    }
    List<Part> parts = new ArrayList<>();
    found.forEach((name, built) -> parts.add(new Part(name, "", kind(built, platforms))));
    if (parts.isEmpty()) {
      return new NativeCode(
          State.UNKNOWN,
          List.of(),
          "Gemfile.lock",
          List.of(
              "gems that are compiled at installation cannot be told from others by Gemfile.lock"));
    }
    return NativeCode.of(parts, "Gemfile.lock", List.of());
  }

  private static Kind kind(List<String> built, List<String> platforms) {
    boolean musl = true;
    for (String platform : platforms) {
      String architecture = WheelTags.architecture(platform);
      boolean there = false;
      for (String each : built) {
        there |= each.startsWith(architecture) && each.endsWith("linux-musl");
      }
      musl &= there;
    }
    return musl ? Kind.BOTH : Kind.GLIBC;
  }

  /** Java: libraries with machine code that the build file names itself. */
  static NativeCode java(ProjectFiles files) {
    List<Part> parts = new ArrayList<>();
    for (String file : List.of("pom.xml", "build.gradle", "build.gradle.kts")) {
      String text = files.text(file);
      for (String each : MuslBinaries.names("maven")) {
        String artifact = each.substring(each.indexOf(':') + 1);
        if (text.contains(">" + artifact + "<") || text.contains(each + ":")) {
          MuslBinaries known = MuslBinaries.of("maven", each);
          if (known != null && known.never()) {
            parts.add(new Part(artifact, "", Kind.GLIBC));
          }
        }
      }
    }
    return parts.isEmpty()
        ? NativeCode.UNKNOWN
        : NativeCode.of(
            parts, "table", List.of("only what the build file names itself was looked at"));
  }
}
