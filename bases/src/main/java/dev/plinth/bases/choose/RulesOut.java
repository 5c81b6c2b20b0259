package dev.plinth.bases.choose;

import dev.plinth.bases.known.Family;
import java.util.ArrayList;
import java.util.List;

/** What cannot do, and why: the first reason that is found. */
final class RulesOut {
  private RulesOut() {}

  /**
   * Why a family does not do, a clause; empty where it does.
   *
   * @param releases of the language that it has; none where any
   */
  static String why(Wishes wishes, Family family, List<String> releases) {
    List<String> missing = new ArrayList<>();
    for (String platform : wishes.platforms()) {
      if (!family.builtFor(platform)) {
        missing.add(platform);
      }
    }
    if (!missing.isEmpty()) {
      return "it is not built for " + String.join(", ", missing);
    }
    if (wishes.support().equals("rhel") && !family.sources().getFirst().equals("ubi")) {
      return "Red Hat does not support it";
    }
    if (!wishes.compliance().isEmpty() && !family.fips().equals("yes")) {
      return family.fips().equals("paid")
          ? "validated cryptography comes with a subscription alone"
          : "it has no validated cryptography";
    }
    String shell = shell(wishes, family);
    if (!shell.isEmpty()) {
      return shell;
    }
    String libc = libc(wishes, family);
    if (!libc.isEmpty()) {
      return libc;
    }
    if (wishes.debug().equals("twin") && family.debug().isEmpty()) {
      return "there is no image with a shell beside it";
    }
    boolean fixed = !releases.isEmpty() && !releases.getFirst().equals("newest");
    if (wishes.exact() && fixed && !releases.contains(wishes.release())) {
      return "it has " + String.join(", ", releases) + ", not " + wishes.release();
    }
    return "";
  }

  private static String shell(Wishes wishes, Family family) {
    return switch (wishes.shell()) {
      case "yes" -> family.hasShell() ? "" : "it has no shell";
      case "no" -> family.hasShell() ? "it has a shell" : "";
      case "powershell" -> family.shell().equals("powershell") ? "" : "it has no PowerShell";
      default -> "";
    };
  }

  private static String libc(Wishes wishes, Family family) {
    if (family.windows()) {
      return wishes.libc().isEmpty() ? "" : "Windows has no " + wishes.libc();
    }
    String has = family.libc();
    if (wishes.libc().equals("glibc") && !has.equals("glibc")) {
      return has.equals("none") ? "it has no C library" : "its C library is musl";
    }
    if (wishes.libc().equals("musl") && !has.equals("musl")) {
      return has.equals("none") ? "it has no C library" : "its C library is glibc";
    }
    boolean linked = wishes.language().equals("go") || wishes.language().equals("rust");
    if (has.equals("none") && linked && !machineCode(wishes).isEmpty()) {
      return "C code in it needs a C library";
    }
    if (has.equals("musl") && wishes.machineCode().equals("glibc")) {
      return "machine code among the dependencies is published for glibc alone";
    }
    return "";
  }

  private static String machineCode(Wishes wishes) {
    return switch (wishes.machineCode()) {
      case "yes", "glibc", "musl" -> wishes.machineCode();
      default -> "";
    };
  }
}
