package dev.plinth.advisories.match;

import dev.plinth.advisories.PackageKey;
import dev.plinth.inventory.Package;

/**
 * One name under which advisories may speak of a package.
 *
 * @param version the installed version that their ranges are about: the source package's where the
 *     name is that of the source; empty when unknown
 */
record Lookup(Package installed, PackageKey key, String version) {}
