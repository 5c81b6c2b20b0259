package dev.plinth.bases.choose;

import dev.plinth.bases.known.Family;
import java.util.ArrayList;
import java.util.List;

/** What speaks for a family, by what was asked. */
final class Reasons {
  private Reasons() {}

  static List<String> of(Family family, Wishes wishes) {
    List<String> reasons = new ArrayList<>();
    if (family.libc().equals("musl") && wishes.machineCode().equals("musl")) {
      reasons.add("all machine code among the dependencies is published for musl");
    }
    if (family.libc().equals("musl") && wishes.machineCode().equals("no")) {
      reasons.add("nothing among the dependencies is machine code");
    }
    if (family.libc().equals("glibc") && wishes.machineCode().equals("glibc")) {
      reasons.add("machine code among the dependencies needs glibc");
    }
    if (!wishes.support().isEmpty()) {
      reasons.add("Red Hat supports it on its hosts");
    }
    if (!wishes.compliance().isEmpty()) {
      reasons.add(
          wishes.compliance().equals("stig")
              ? "Red Hat publishes hardening guides for it, and its cryptography is validated"
              : "its cryptography is validated, on a host in FIPS mode");
    }
    if (wishes.prefer().equals("size")) {
      reasons.add(family.size().shown() + " to fetch");
    }
    if (wishes.prefer().equals("security") && !family.hasShell()) {
      reasons.add("neither a shell nor a package manager for an intruder");
    }
    if (!wishes.shell().equals("no") && !family.hasShell() && !family.account().isEmpty()) {
      reasons.add("does not run as root");
    }
    return reasons;
  }
}
