package dev.plinth.oci.image;

import java.util.Locale;
import java.util.Set;

/**
 * What an image runs on: OCI image-spec image-index.md. The words are Go's {@code GOOS} and {@code
 * GOARCH}; empty where not given.
 */
public record Platform(String os, String architecture, String variant, String osVersion) {
  private static final int LONGEST_PART = 64;

  /** Go's names of processors that Linux runs on, and of WebAssembly. */
  private static final Set<String> ARCHITECTURES =
      Set.of(
          "386",
          "amd64",
          "arm",
          "arm64",
          "loong64",
          "mips",
          "mips64",
          "mips64le",
          "mipsle",
          "ppc64",
          "ppc64le",
          "riscv64",
          "s390x",
          "wasm");

  /**
   * From {@code OS/ARCHITECTURE[/VARIANT]}, or from an architecture alone, which is then Linux's;
   * the common other names ({@code x86_64}, {@code aarch64}, {@code armhf} …) are understood.
   *
   * @throws dev.plinth.foundation.PlinthException when it is none
   */
  public static Platform parse(String text) {
    int first = text.indexOf('/');
    int second = first < 0 ? -1 : text.indexOf('/', first + 1);
    String os = first < 0 ? "linux" : text.substring(0, first);
    String architecture =
        first < 0
            ? text
            : second < 0 ? text.substring(first + 1) : text.substring(first + 1, second);
    String variant = second < 0 ? "" : text.substring(second + 1);
    if (!isWord(os) || !isWord(architecture) || (second >= 0 && !isWord(variant))) {
      throw ImageErrors.platform(text);
    }
    Platform platform =
        new Platform(
                os.toLowerCase(Locale.ROOT),
                architecture.toLowerCase(Locale.ROOT),
                variant.toLowerCase(Locale.ROOT),
                "")
            .normalized();
    // A word alone may as well be half of a platform, or none: containerd takes what it knows.
    if (first < 0 && !ARCHITECTURES.contains(platform.architecture)) {
      throw ImageErrors.platform(text);
    }
    return platform;
  }

  private static boolean isWord(String part) {
    if (part.isEmpty() || part.length() > LONGEST_PART) {
      return false;
    }
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (!(c >= 'a' && c <= 'z')
          && !(c >= 'A' && c <= 'Z')
          && !(c >= '0' && c <= '9')
          && "._-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * What containers run on here: Linux, on this machine's processor (engines on other systems run
   * Linux images in a virtual machine).
   */
  public static Platform host() {
    return new Platform("linux", System.getProperty("os.arch", "amd64"), "", "").normalized();
  }

  /**
   * The same platform in one spelling, as containerd has it: {@code x86_64} is {@code amd64},
   * {@code arm64/v8} is {@code arm64}, {@code arm} is {@code arm/v7}.
   */
  public Platform normalized() {
    String arch = architecture;
    String kind = variant;
    switch (arch) {
      case "x86_64", "x86-64" -> arch = "amd64";
      case "i386", "i486", "i586", "i686", "x86" -> arch = "386";
      case "aarch64" -> arch = "arm64";
      case "armhf" -> {
        arch = "arm";
        kind = "v7";
      }
      case "armel" -> {
        arch = "arm";
        kind = "v6";
      }
      case "loongarch64" -> arch = "loong64";
      default -> {}
    }
    if (arch.equals("arm64") && (kind.equals("8") || kind.equals("v8"))) {
      kind = "";
    } else if (arch.equals("amd64") && (kind.equals("1") || kind.equals("v1"))) {
      kind = "";
    } else if (arch.equals("arm")) {
      kind = kind.isEmpty() ? "v7" : Character.isDigit(kind.charAt(0)) ? "v" + kind : kind;
    }
    String system = os.equals("macos") ? "darwin" : os;
    return system.equals(os) && arch.equals(architecture) && kind.equals(variant)
        ? this
        : new Platform(system, arch, kind, osVersion);
  }

  @Override
  public String toString() {
    return (os.isEmpty() ? "unknown" : os)
        + (architecture.isEmpty() ? "" : "/" + architecture)
        + (variant.isEmpty() ? "" : "/" + variant);
  }
}
