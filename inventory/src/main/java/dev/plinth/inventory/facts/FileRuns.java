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

  private final IdentityHashMap<FileFacts, Set<Key>> keys = new IdentityHashMap<>();

  /** The layers by package; a package that is not in it came with the file's own layer. */
  @SuppressWarnings("ReferenceEquality") // only saves work where it is the very same file
  Map<Key, Integer> since(FileVersion version) {
    if (version.before() == null) {
      return Map.of();
    }
    Map<Key, Integer> since = new HashMap<>();
    Set<Key> unbroken = new HashSet<>(keys(version.facts()));
    FileFacts facts = version.facts();
    for (FileVersion each = version.before(); each != null; each = each.before()) {
      if (each.facts() != facts) {
        unbroken.retainAll(keys(each.facts()));
        facts = each.facts();
      }
      if (unbroken.isEmpty()) {
        break;
      }
      for (Key key : unbroken) {
        since.put(key, each.contentLayer());
      }
    }
    return since;
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
