package dev.plinth.advisories.version;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;

/** The failures of this package. */
final class VersionErrors {
  private VersionErrors() {}

  static PlinthException unknownEcosystem(String name) {
    return new PlinthException(
        "PLINTH-VERSION-ECOSYSTEM",
        "compare versions of " + SafeText.of(name),
        "no ecosystem is known by that name",
        "use one of "
            + String.join(", ", VersionOrders.ids())
            + ", or an ecosystem's name in OSV, such as Debian:12");
  }
}
