package dev.plinth.inventory.profile;

import dev.plinth.inventory.catalog.Account;
import java.util.List;

/**
 * What an image is, by the files that are visible in it. It depends on the layers alone, not on the
 * configuration. All lists are sorted and bounded.
 *
 * @param whole false where there are more files than are looked at: then nothing else is known
 * @param libraries the C libraries: none for a static or an empty image, more than one is possible
 * @param programs those that tell what kind of image it is
 * @param loaders the dynamic loaders, by path
 * @param special files that give whoever starts them more rights, the first {@value #MAX_SPECIAL}
 * @param specials how many of them there are
 * @param certificates bundles of root certificates, by path
 * @param zones how many files describe time zones
 * @param users of {@code /etc/passwd}, in its order
 * @param groups of {@code /etc/group}, in its order
 * @param shares what each layer contributes, from the base upwards
 */
public record ImageProfile(
    boolean whole,
    List<Library> libraries,
    List<Program> programs,
    List<String> loaders,
    List<SpecialFile> special,
    int specials,
    List<String> certificates,
    int zones,
    List<Account> users,
    List<Account> groups,
    List<Share> shares) {

  /** So many special files are named. */
  public static final int MAX_SPECIAL = 100;

  /** Of an image with too many files. */
  public static final ImageProfile UNKNOWN =
      new ImageProfile(
          false, List.of(), List.of(), List.of(), List.of(), 0, List.of(), 0, List.of(), List.of(),
          List.of());

  /** Keeps its own copies. */
  public ImageProfile {
    libraries = List.copyOf(libraries);
    programs = List.copyOf(programs);
    loaders = List.copyOf(loaders);
    special = List.copyOf(special);
    certificates = List.copyOf(certificates);
    users = List.copyOf(users);
    groups = List.copyOf(groups);
    shares = List.copyOf(shares);
  }

  /**
   * A C library.
   *
   * @param name {@code glibc} or {@code musl}
   * @param version as its makers count; empty where nothing tells
   * @param evidence the package or file that tells
   */
  public record Library(String name, String version, String evidence) {}

  /**
   * A program.
   *
   * @param name as it is started: {@code bash}, {@code apt-get}
   * @param path where its file lies, or the link that leads to it
   * @param provider {@code busybox} or {@code toybox} where it is a part of that; else empty
   */
  public record Program(Kind kind, String name, String path, String provider) {}

  /** What a program is for. */
  public enum Kind {
    SHELL("shell"),
    PACKAGE_MANAGER("package-manager"),
    LANGUAGE_PACKAGE_MANAGER("language-package-manager"),
    INIT("init"),
    INTERPRETER("interpreter"),
    COMPILER("compiler"),
    BUILD_TOOL("build-tool"),
    TOOL("tool");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The lower-case word of reports. */
    public String word() {
      return word;
    }
  }

  /**
   * A file with the set-user-ID or set-group-ID bit, or with capabilities of its own.
   *
   * @param mode the twelve lowest bits
   * @param user number of the owner
   * @param group number of the owning group
   * @param capabilities whether it has an attribute {@code security.capability}
   */
  public record SpecialFile(String path, int mode, long user, long group, boolean capabilities) {
    /** Whether it runs as its owner. */
    public boolean setUser() {
      return (mode & 04000) != 0;
    }

    /** Whether it runs as its group. */
    public boolean setGroup() {
      return (mode & 02000) != 0;
    }
  }

  /**
   * What one layer contributes, in bytes of files that are still visible on top.
   *
   * @param content all that the layer holds, what is hidden by later ones included
   * @param packaged what packages of the distribution own, and their databases
   * @param runtime what lies where languages are installed without the distribution's packages
   * @param other all the rest
   * @param files how many there are
   */
  public record Share(long content, long packaged, long runtime, long other, long files) {
    /** Nothing. */
    public static final Share NONE = new Share(0, 0, 0, 0, 0);

    /** All that is visible. */
    public long visible() {
      return packaged + runtime + other;
    }

    /** Both together. */
    public Share plus(Share more) {
      return new Share(
          content + more.content,
          packaged + more.packaged,
          runtime + more.runtime,
          other + more.other,
          files + more.files);
    }
  }

  /** The programs of a kind. */
  public List<Program> of(Kind kind) {
    return programs.stream().filter(program -> program.kind() == kind).toList();
  }

  /** Whether there is a program of that name. */
  public boolean has(String name) {
    for (Program program : programs) {
      if (program.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is a C library of that name. */
  public boolean linked(String library) {
    for (Library each : libraries) {
      if (each.name().equals(library)) {
        return true;
      }
    }
    return false;
  }
}
