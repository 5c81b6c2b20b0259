package dev.plinth.inventory.facts;

import dev.plinth.inventory.catalog.Fact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** Since which layer, without a break, a path has given each of the packages it gives now. */
final class FileRuns {
  /** What makes a package of a file the same from layer to layer: what its purl is made of. */
  record Key(String type, String namespace, String name, String version) {
    static Key of(Fact.PackageFact fact) {
      return new Key(fact.type(), fact.namespace(), fact.name(), fact.version());
    }
  }

  /**
   * How long a path has given a package.
   *
   * @param since the layer it came with
   * @param replaced whether it took the place of a file that said something else
   */
  record Run(int since, boolean replaced) {}

  private final IdentityHashMap<FileFacts, Set<Key>> keys = new IdentityHashMap<>();

  /** The run of every package of the file. */
  @SuppressWarnings("ReferenceEquality") // only saves work where it is the very same file
  Map<Key, Run> runs(FileVersion version) {
    Map<Key, Run> runs = new HashMap<>();
    Set<Key> unbroken = new HashSet<>(keys(version.facts()));
    for (FileVersion at = version; ; ) {
      FileVersion before = at.before();
      if (before == null) {
        for (Key key : unbroken) {
          runs.put(key, new Run(at.contentLayer(), false));
        }
        return runs;
      }
      if (before.facts() != at.facts()) {
        Set<Key> earlier = keys(before.facts());
        int layer = at.contentLayer();
        unbroken.removeIf(key -> {
          boolean broken = !earlier.contains(key);
          if (broken) {
            runs.put(key, new Run(layer, true));
          }
          return broken;
        });
      }
      if (unbroken.isEmpty()) {
        return runs;
      }
      at = before;
    }
  }

  private Set<Key> keys(FileFacts facts) {
    Set<Key> known = keys.get(facts);
    if (known != null) {
      return known;
    }
    Set<Key> made = new HashSet<>();
    for (Fact fact : facts.facts()) {
      if (fact instanceof Fact.PackageFact p) {
        made.add(Key.of(p));
      }
    }
    keys.put(facts, made);
    return made;
  }
}
