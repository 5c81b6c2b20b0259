package dev.plinth.inventory.profile;

import dev.plinth.inventory.Package;
import dev.plinth.inventory.profile.ImageProfile.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Which C libraries an image has: what lies there, with the version of the package that the
 * distribution calls so, else the one in the file's name. A package alone counts where no file
 * tells anything, since an image may hold no more than its database.
 */
final class CLibraries {
  private CLibraries() {}

  static List<Library> of(List<Package> packages, SortedSet<String> glibc, SortedSet<String> musl) {
    Package glibcPackage = null;
    Package muslPackage = null;
    for (Package each : packages) {
      if (each.fromDistribution()) {
        switch (each.name()) {
          case "libc6", "glibc" -> glibcPackage = each;
          case "musl" -> muslPackage = each;
          default -> {}
        }
      }
    }
    boolean none = glibc.isEmpty() && musl.isEmpty();
    List<Library> libraries = new ArrayList<>(2);
    if (!glibc.isEmpty() || (none && glibcPackage != null)) {
      libraries.add(library("glibc", glibcPackage, glibc));
    }
    if (!musl.isEmpty() || (none && muslPackage != null)) {
      libraries.add(library("musl", muslPackage, musl));
    }
    return libraries;
  }

  private static Library library(String name, @Nullable Package by, SortedSet<String> files) {
    if (by != null) {
      return new Library(name, upstream(by.version()), by.name() + " " + by.version());
    }
    for (String file : files) {
      int at = file.lastIndexOf("libc-2.");
      if (at >= 0 && file.endsWith(".so")) {
        return new Library(name, file.substring(at + 5, file.length() - 3), file);
      }
    }
    return new Library(name, "", files.getFirst());
  }

  /** Of {@code 1:2.36-9+deb12u9} it is {@code 2.36}. */
  static String upstream(String version) {
    int start = version.indexOf(':') + 1;
    int end = start;
    while (end < version.length()
        && (Character.isDigit(version.charAt(end)) || version.charAt(end) == '.')) {
      end++;
    }
    return version.substring(start, end);
  }
}
