package dev.plinth.advisories;

import java.util.List;

/** Debian's releases by code name and number: advisories use either, OSV the number. */
public final class DebianReleases {
  /** Code name, number; in the order of release. */
  private static final List<String[]> RELEASES =
      List.of(
          new String[] {"etch", "4"},
          new String[] {"lenny", "5"},
          new String[] {"squeeze", "6"},
          new String[] {"wheezy", "7"},
          new String[] {"jessie", "8"},
          new String[] {"stretch", "9"},
          new String[] {"buster", "10"},
          new String[] {"bullseye", "11"},
          new String[] {"bookworm", "12"},
          new String[] {"trixie", "13"},
          new String[] {"forky", "14"},
          new String[] {"duke", "15"});

  private DebianReleases() {}

  /** The number of a release by its code name; {@code unstable} for sid, empty when unknown. */
  public static String number(String codename) {
    for (String[] release : RELEASES) {
      if (release[0].equals(codename)) {
        return release[1];
      }
    }
    return codename.equals("sid") || codename.equals("unstable") ? "unstable" : "";
  }

  /** OSV's name of a release by its code name: {@code Debian:12}. */
  public static String ecosystem(String codename) {
    String number = number(codename);
    return "Debian:" + (number.isEmpty() ? codename : number);
  }
}
