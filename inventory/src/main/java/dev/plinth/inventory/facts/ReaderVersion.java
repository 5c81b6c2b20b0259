package dev.plinth.inventory.facts;

import dev.plinth.inventory.catalog.Cataloguer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One number for everything that decides what is read from a layer and how it is kept. */
final class ReaderVersion {
  /** Raised whenever reading, folding or a kept format changes in what it gives. */
  private static final int OWN = 1;

  private ReaderVersion() {}

  /** The same for the same cataloguers in any order. */
  static long of(List<Cataloguer> cataloguers) {
    List<String> names = new ArrayList<>();
    for (Cataloguer cataloguer : cataloguers) {
      names.add(cataloguer.id() + ":" + cataloguer.version());
    }
    Collections.sort(names);
    StringBuilder all = new StringBuilder("plinth-facts:").append(OWN);
    for (String name : names) {
      all.append('\n').append(name);
    }
    return PathHash.of(all.toString());
  }
}
