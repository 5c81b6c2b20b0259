package dev.plinth.dockerfile.calls;

import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.shell.ShellWord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a call asks of a package manager.
 *
 * @param call the call; its arguments are those of the manager, but for {@code python -m pip}
 * @param manager which one
 * @param action what it is to do
 * @param command the sub-command's words as written, such as {@code install}, {@code pip install}
 *     or {@code mod download}; empty where there is none
 * @param commandWords where they stand
 * @param packages that are named, files and requirement files among them, in order
 * @param options in order; of combined short ones each by itself
 */
public record PackageCall(
    Call call,
    PackageManager manager,
    Action action,
    String command,
    List<ShellWord> commandWords,
    List<Requested> packages,
    List<Option> options) {
  /** Keeps its own copies. */
  public PackageCall {
    commandWords = List.copyOf(commandWords);
    packages = List.copyOf(packages);
    options = List.copyOf(options);
  }

  /** What a package manager is to do. */
  public enum Action {
    /** Fetches the lists of packages. */
    UPDATE,
    /** Replaces what is installed by newer versions. */
    UPGRADE,
    INSTALL,
    REMOVE,
    /** Drops its caches. */
    CLEAN,
    /** Fetches packages without installing them. */
    DOWNLOAD,
    OTHER
  }

  /** What names a package. */
  public enum Kind {
    NAME,
    /** A file or folder. */
    FILE,
    URL,
    /** A repository of sources. */
    VCS,
    /** Several at once: {@code @development}, {@code dnf group install}. */
    GROUP,
    /** A file that lists packages: {@code pip -r}, {@code conda env create -f}. */
    REQUIREMENTS,
    /** Only the build tells. */
    UNKNOWN
  }

  /**
   * A package that is named.
   *
   * @param word it stands in
   * @param kind what the word is
   * @param name without version, architecture and extras; of others than names all of it; {@code
   *     \0} stands for each expansion
   * @param constraint on the version as written, its operator included, such as {@code =1.2-3},
   *     {@code >=2,<3} or {@code @5}; empty where there is none
   * @param nameSpan where the name stands
   * @param constraintSpan where the constraint stands; null where there is none, or it is quoted in
   *     a way that hides it
   */
  public record Requested(
      ShellWord word,
      Kind kind,
      String name,
      String constraint,
      Span nameSpan,
      @Nullable Span constraintSpan) {
    /** True where it asks for a version. */
    public boolean constrained() {
      return !constraint.isEmpty();
    }
  }

  /**
   * An option.
   *
   * @param name with its hyphens, such as {@code -y} or {@code --no-cache}
   * @param value as far as it can be told; null where it has none
   * @param word it stands in
   * @param valueWord its value's own word; null where it has none, or it is in the same word
   */
  public record Option(
      String name, @Nullable String value, ShellWord word, @Nullable ShellWord valueWord) {}

  /** True where one of these options is given. */
  public boolean has(String... names) {
    return option(names) != null;
  }

  /** The last of the options with one of these names; null where none is given. */
  public @Nullable Option option(String... names) {
    for (int i = options.size() - 1; i >= 0; i--) {
      for (String name : names) {
        if (options.get(i).name().equals(name)) {
          return options.get(i);
        }
      }
    }
    return null;
  }

  /** True where that is what it is to do. */
  public boolean does(Action wanted) {
    return action == wanted;
  }

  /** Those of the packages that are of this kind. */
  public List<Requested> packages(Kind kind) {
    return packages.stream().filter(each -> each.kind() == kind).toList();
  }

  /** True where a package of that name is asked for. */
  public boolean names(String name) {
    for (Requested each : packages) {
      if (each.kind() == Kind.NAME && each.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Where the sub-command stands in the file, else the call's program. */
  public Span commandSpan() {
    return commandWords.isEmpty()
        ? call.span(call.word())
        : call.text().span(commandWords.getFirst().from(), commandWords.getLast().to());
  }
}
