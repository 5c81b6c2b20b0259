package dev.plinth.advisories.match;

import dev.plinth.advisories.Affected;
import dev.plinth.inventory.Package;
import java.util.ArrayList;
import java.util.List;

/** All that the advisories say of one vulnerability in one package. */
final class Group {
  final Package installed;

  /** The best known name of the vulnerability. */
  final String vulnerability;

  /** Rows that affect the installed version. */
  final List<Match> hits = new ArrayList<>();

  /** Rows by which the vendor says that it is not affected. */
  final List<Match> denials = new ArrayList<>();

  /** Rows whose vendor has not decided yet. */
  final List<Match> undecided = new ArrayList<>();

  /** Rows that would have to be compared with a version, where none is known. */
  final List<Match> unknown = new ArrayList<>();

  /** Every row of the vulnerability, those in whose ranges the installed version is not, too. */
  final List<Affected> rows = new ArrayList<>();

  Group(Package installed, String vulnerability) {
    this.installed = installed;
    this.vulnerability = vulnerability;
  }

  /** The rows to tell of: the strongest statement there is. Empty when none speaks of it. */
  List<Match> telling() {
    if (!hits.isEmpty()) {
      return hits;
    }
    return undecided.isEmpty() ? unknown : undecided;
  }
}
