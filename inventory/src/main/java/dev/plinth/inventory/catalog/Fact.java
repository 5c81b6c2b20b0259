package dev.plinth.inventory.catalog;

import java.util.List;
import java.util.Map;

/**
 * What one file of one layer says by itself. Facts are folded into an inventory by the visibility
 * of their file in the whole image.
 */
public sealed interface Fact {
  /**
   * A package this file is evidence of.
   *
   * @param type the purl type: {@code deb}, {@code apk}, {@code rpm}, {@code pypi}, {@code npm},
   *     {@code maven}, {@code golang}, {@code cargo}
   * @param namespace of the purl, unencoded; empty for none, and for distribution packages, whose
   *     namespace is the distribution's ID, known only once the image is folded
   * @param name as its ecosystem writes it
   * @param version as its ecosystem writes it: Debian with epoch and revision, rpm as {@code
   *     [epoch:]version-release}; empty when unknown
   * @param architecture {@code amd64}, {@code x86_64}, {@code all}, …; empty when it has none
   * @param sourceName Debian source package, apk origin, source rpm's name; empty when there is
   *     none or (never for Debian and apk, where it is always given) not known
   * @param sourceVersion its version in the same writing; empty when unknown
   * @param licenses as declared, one per statement, unnormalised
   * @param details further facts under short stable keys, such as {@code maintainer}, {@code
   *     vendor}, {@code sha1}, {@code modularity-label}, {@code main-module}, {@code go-version},
   *     {@code status}, {@code inner-path} (the place within an archive: {@code
   *     BOOT-INF/lib/a.jar!/…})
   */
  record PackageFact(
      String type,
      String namespace,
      String name,
      String version,
      String architecture,
      String sourceName,
      String sourceVersion,
      List<String> licenses,
      Map<String, String> details)
      implements Fact {
    /** Keeps its own copies. */
    public PackageFact {
      licenses = List.copyOf(licenses);
      details = Map.copyOf(details);
    }
  }

  /**
   * The distribution, as an os-release file (or another release file) states it.
   *
   * @param values the variables of os-release by name, unquoted; those of another release file
   *     (which counts only where no os-release is visible) are turned into os-release's, with its
   *     path under {@link #RELEASE_FILE}
   */
  record ReleaseFact(Map<String, String> values) implements Fact {
    /** The key that marks a release file other than os-release; no shell variable can have it. */
    public static final String RELEASE_FILE = "release-file";

    /** Keeps its own copy. */
    public ReleaseFact {
      values = Map.copyOf(values);
    }
  }

  /**
   * The repositories that an apk configuration lists.
   *
   * @param lines without comments and blank lines
   */
  record RepositoriesFact(List<String> lines) implements Fact {
    /** Keeps its own copy. */
    public RepositoriesFact {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Files that a distribution package says are its own.
   *
   * @param packageName the binary package, as in its {@link PackageFact}
   * @param architecture as there; empty when the file does not say
   * @param paths normalised as {@code TarEntry.path} is, but as the package writes them: on a
   *     merged-usr system {@code lib/…} may lie in {@code usr/lib/…}; folders may be among them
   */
  record OwnedFilesFact(String packageName, String architecture, List<String> paths)
      implements Fact {
    /** Keeps its own copy. */
    public OwnedFilesFact {
      paths = List.copyOf(paths);
    }
  }

  /**
   * Licences that a file beside a distribution package states for it (Debian's {@code copyright}).
   *
   * @param packageName the binary package, as in its {@link PackageFact}
   * @param licenses as declared, one per statement, unnormalised, without doubles
   */
  record LicenseFact(String packageName, List<String> licenses) implements Fact {
    /** Keeps its own copy. */
    public LicenseFact {
      licenses = List.copyOf(licenses);
    }
  }

  /**
   * The users or groups that an image has.
   *
   * @param groups whether they are groups
   */
  record AccountsFact(boolean groups, List<Account> accounts) implements Fact {
    /** Keeps its own copy. */
    public AccountsFact {
      accounts = List.copyOf(accounts);
    }
  }
}
