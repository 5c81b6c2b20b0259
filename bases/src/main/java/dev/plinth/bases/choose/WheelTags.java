package dev.plinth.bases.choose;

import java.util.List;
import java.util.Locale;

/**
 * The tags of a wheel's file name (PyPA, binary distribution format; PEP 425, 513, 600, 656):
 *
 * <pre>
 * name     = distribution "-" version [ "-" build ] "-" python "-" abi "-" platform ".whl"
 * python   = tag { "." tag }          cp312, py3, py2.py3
 * abi      = tag { "." tag }          cp312, abi3, none, cp313t (without the global lock)
 * platform = tag { "." tag }          any, manylinux_2_17_x86_64, musllinux_1_2_aarch64, win_amd64
 * </pre>
 */
record WheelTags(String python, String abi, String platform) {
  private static final int LONGEST = 1_000;

  /** Of that file's name; all empty where it is no wheel's. */
  static WheelTags of(String file) {
    if (!file.endsWith(".whl") || file.length() > LONGEST) {
      return new WheelTags("", "", "");
    }
    String name = file.substring(0, file.length() - 4).toLowerCase(Locale.ROOT);
    int platform = name.lastIndexOf('-');
    int abi = platform < 0 ? -1 : name.lastIndexOf('-', platform - 1);
    int python = abi < 0 ? -1 : name.lastIndexOf('-', abi - 1);
    return python < 0
        ? new WheelTags("", "", "")
        : new WheelTags(
            name.substring(python + 1, abi),
            name.substring(abi + 1, platform),
            name.substring(platform + 1));
  }

  /** True where it runs everywhere. */
  boolean pure() {
    return platform.equals("any");
  }

  /** True for Linux of that kind: {@code manylinux} or {@code musllinux}. */
  boolean linux(String kind, String architecture) {
    return platform.contains(kind) && platform.contains("_" + architecture);
  }

  /** True for any Linux. */
  boolean linux() {
    return platform.contains("linux");
  }

  /**
   * True where that release of CPython takes it.
   *
   * @param cycle such as {@code 3.14}; empty for any
   */
  boolean python(String cycle) {
    if (abi.endsWith("t")) {
      return false; // for builds without the global lock, which official images are not
    }
    int dot = cycle.indexOf('.');
    if (dot < 0) {
      return !python.startsWith("pp");
    }
    int next = cycle.indexOf('.', dot + 1);
    int minor = number(cycle.substring(dot + 1, next < 0 ? cycle.length() : next));
    for (String tag : List.of(python.split("\\.", 10))) {
      if (tag.equals("py3") || tag.equals("cp3" + minor) || tag.equals("py3" + minor)) {
        return true;
      }
      if (tag.startsWith("cp3") && abi.contains("abi3")) {
        int least = number(tag.substring(3));
        if (least >= 0 && least <= minor) {
          return true;
        }
      }
    }
    return false;
  }

  private static int number(String digits) {
    if (digits.isEmpty() || digits.length() > 4) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** A platform's architecture as wheels name it; empty where they have no name for it. */
  static String architecture(String platform) {
    return switch (platform) {
      case "amd64" -> "x86_64";
      case "arm64" -> "aarch64";
      case "386" -> "i686";
      case "arm/v7" -> "armv7l";
      case "ppc64le", "s390x", "riscv64" -> platform;
      default -> "";
    };
  }
}
