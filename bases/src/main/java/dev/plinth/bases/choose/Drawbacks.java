package dev.plinth.bases.choose;

import dev.plinth.bases.known.Families;
import dev.plinth.bases.known.Family;
import java.util.ArrayList;
import java.util.List;

/** What a family gives up: what it has not, and its traps. */
final class Drawbacks {
  private Drawbacks() {}

  static List<String> of(Family family, Wishes wishes, String note) {
    List<String> all = new ArrayList<>();
    if (!note.isEmpty()) {
      all.add(note);
    }
    boolean unknown = wishes.machineCode().equals("unknown") || wishes.machineCode().equals("yes");
    if (family.libc().equals("musl") && unknown && interpreted(wishes.language())) {
      all.add("whether machine code among the dependencies is published for musl is not known");
    }
    if (!family.hasShell() && !wishes.shell().equals("no")) {
      all.add("no shell: look inside by kubectl debug or its debug image");
    }
    all.addAll(Families.traps(family, unknown));
    if (Boolean.FALSE.equals(family.certificates()) && !family.id().equals("scratch")) {
      all.add("no certificates until ca-certificates is installed");
    }
    if (Boolean.FALSE.equals(family.zones()) && !family.id().equals("scratch")) {
      all.add("no time zones until tzdata is installed");
    }
    if (family.hasShell() && family.hasManager() && wishes.shell().isEmpty()) {
      all.add("a shell and a package manager serve an intruder, too");
    }
    return all;
  }

  private static boolean interpreted(String language) {
    return switch (language) {
      case "python", "node", "ruby", "java", "dotnet" -> true;
      default -> false;
    };
  }
}
