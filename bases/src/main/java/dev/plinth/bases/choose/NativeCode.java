package dev.plinth.bases.choose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The machine code among a project's dependencies, and the C libraries it is published for.
 *
 * @param state all in all
 * @param parts the dependencies with machine code, or that may have some, by name
 * @param from the file that tells it, the registry, or {@code table}; empty where nothing does
 * @param notes what people should know, each a clause
 */
public record NativeCode(State state, List<Part> parts, String from, List<String> notes) {
  /** Nothing is known. */
  public static final NativeCode UNKNOWN = new NativeCode(State.UNKNOWN, List.of(), "", List.of());

  /** All in all. */
  public enum State {
    /** There is none. */
    NONE("no"),
    /** All of it is published for musl, too. */
    MUSL("musl"),
    /** Some of it is published for glibc alone. */
    GLIBC("glibc"),
    /** There is some, and nobody told whether it is published for musl. */
    SOME("yes"),
    /** Nothing is known. */
    UNKNOWN("unknown");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** As the option takes it. */
    public String word() {
      return word;
    }
  }

  /** What one dependency is published for. */
  public enum Kind {
    /** For glibc and musl. */
    BOTH("binaries for glibc and musl"),
    /** For glibc alone. */
    GLIBC("binaries for glibc alone"),
    /** Machine code that is compiled wherever it is installed. */
    COMPILED("compiled on every base"),
    /** As sources alone, which may be compiled or not; or by a script that may fetch something. */
    UNKNOWN("not known");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    /** For people. */
    public String shown() {
      return shown;
    }
  }

  /** One dependency. */
  public record Part(String name, String version, Kind kind) {}

  /** In all, of these parts. */
  static NativeCode of(List<Part> parts, String from, List<String> notes) {
    boolean glibc = false;
    boolean unknown = false;
    boolean some = false;
    for (Part part : parts) {
      glibc |= part.kind == Kind.GLIBC;
      unknown |= part.kind == Kind.UNKNOWN;
      some = true;
    }
    State state = glibc ? State.GLIBC : unknown ? State.UNKNOWN : some ? State.MUSL : State.NONE;
    List<Part> sorted = new ArrayList<>(parts);
    sorted.sort(Comparator.comparing(Part::name).thenComparing(Part::version));
    return new NativeCode(state, List.copyOf(sorted), from, List.copyOf(notes));
  }

  /** The names of the parts of a kind. */
  public List<String> names(Kind kind) {
    List<String> names = new ArrayList<>();
    for (Part part : parts) {
      if (part.kind == kind && !names.contains(part.name)) {
        names.add(part.name);
      }
    }
    return names;
  }
}
