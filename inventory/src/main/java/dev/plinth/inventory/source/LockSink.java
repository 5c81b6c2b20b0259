package dev.plinth.inventory.source;

import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.inventory.Package;
import dev.plinth.inventory.catalog.Fact.PackageFact;
import dev.plinth.inventory.facts.PackageUrls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes what one file names. A package that a file names several times is one package, at its first
 * line; it is for development only when every mention is.
 */
final class LockSink {
  /** How many packages one tree may name. */
  static final int MAX_PACKAGES = 500_000;

  private static final int MAX_PROBLEMS = 50;
  private static final int MAX_NAME = 512;
  private static final int MAX_VERSION = 256;

  private final String path;
  private final Map<String, LockedPackage> found = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<TreePath, LockFileReader> further = new LinkedHashMap<>();
  private int odd;
  private String firstOdd = "";
  private int unsaid;

  LockSink(TreePath path) {
    this.path = path.text();
  }

  /** One package. */
  void add(LockedPackage each) throws LockFormatException {
    if (!plausible(each.namespace(), MAX_NAME)
        || !plausible(each.name(), MAX_NAME)
        || each.name().isEmpty()
        || each.version().isEmpty()
        || !plausible(each.version(), MAX_VERSION)) {
      if (odd++ == 0) {
        firstOdd = "\"" + shorten(each.name()) + "\" at line " + each.line();
      }
      return;
    }
    found.merge(
        each.namespace() + '\n' + each.name() + '\n' + each.version(), each, LockedPackage::both);
    if (found.size() > MAX_PACKAGES) {
      throw new LockFormatException("it names more than " + MAX_PACKAGES + " packages");
    }
  }

  /** Something that could not be read or is not known; a sentence without a final stop. */
  void problem(String text) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new Problem(path, -1, text));
    } else {
      unsaid++;
    }
  }

  /** A file of the tree that this one includes, and who reads it. */
  void alsoRead(TreePath path, LockFileReader reader) {
    further.putIfAbsent(path, reader);
  }

  Map<TreePath, LockFileReader> further() {
    return further;
  }

  /** How many packages were named. */
  int size() {
    return found.size();
  }

  List<Problem> problems() {
    List<Problem> all = new ArrayList<>(problems);
    if (odd > 0) {
      all.add(
          new Problem(
              path,
              -1,
              Words.count(odd, "entry has", "entries have")
                  + " a name or version that no package can have, "
                  + firstOdd
                  + (odd > 1 ? " the first" : "")));
    }
    if (unsaid > 0) {
      all.add(new Problem(path, -1, "there are " + unsaid + " more such problems"));
    }
    return all;
  }

  List<Package> packages() {
    List<Package> packages = new ArrayList<>(found.size());
    for (LockedPackage each : found.values()) {
      Map<String, String> details = new LinkedHashMap<>(each.details());
      if (each.line() > 0) {
        details.put(Package.LINE, Integer.toString(each.line()));
      }
      if (each.development()) {
        details.put(Package.SCOPE, Package.DEVELOPMENT);
      }
      PackageFact fact =
          new PackageFact(
              each.type(),
              each.namespace(),
              each.name(),
              each.version(),
              "",
              "",
              "",
              each.licenses(),
              details);
      packages.add(
          new Package(
              fact.type(),
              fact.namespace(),
              fact.name(),
              fact.version(),
              "",
              "",
              "",
              fact.licenses(),
              fact.details(),
              PackageUrls.of(fact, Distribution.UNKNOWN),
              List.of(path),
              -1,
              null));
    }
    return packages;
  }

  /** No control characters, no white space, not longer than that. */
  private static boolean plausible(String text, int limit) {
    if (text.length() > limit) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || (c >= 0x7f && c <= 0xa0) || c == 0x2028 || c == 0x2029) {
        return false;
      }
    }
    return true;
  }

  static String shorten(String text) {
    return text.length() <= 60 ? text : text.substring(0, 59) + "…";
  }
}
