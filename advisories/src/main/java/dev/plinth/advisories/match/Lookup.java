package dev.plinth.advisories.match;

import dev.plinth.advisories.Affected;
import dev.plinth.advisories.PackageKey;
import dev.plinth.inventory.Package;

/**
 * One name under which advisories may speak of a package.
 *
 * @param version the installed version that their ranges are about: the source package's where the
 *     name is that of the source; empty when unknown
 * @param unfixedOnly whether only rows without versions speak of it: an rpm's source may have
 *     another version and epoch than its packages
 */
record Lookup(Package installed, PackageKey key, String version, boolean unfixedOnly) {
  /** One whose versions are the advisories'. */
  Lookup(Package installed, PackageKey key, String version) {
    this(installed, key, version, false);
  }

  /** Whether a row of that name speaks of the package. */
  boolean heeds(Affected row) {
    if (!unfixedOnly) {
      return true;
    }
    for (Affected.Interval interval : row.ranges()) {
      if (!interval.fixed().isEmpty() || !interval.lastAffected().isEmpty()) {
        return false;
      }
    }
    return row.versions().isEmpty();
  }
}
