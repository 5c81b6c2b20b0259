package dev.plinth.checks.ci;

import dev.plinth.bases.places.YamlTree.Mapping;
import dev.plinth.bases.places.YamlTree.Node;
import dev.plinth.bases.places.YamlTree.Sequence;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * How many mappings a look at one may lead to by its merge keys ({@code <<}): few lines can ask for
 * billions, or for themselves.
 */
final class Merges {
  private static final int MOST = 1_000;
  private static final int DEEPEST = 50;

  private final IdentityHashMap<Mapping, Integer> known = new IdentityHashMap<>();

  private Merges() {}

  /** True where some mapping in these merges more than anybody means. */
  static boolean tooMany(List<Mapping> documents) {
    Merges merges = new Merges();
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> open = new ArrayDeque<>(documents);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (!seen.add(node)) {
        continue;
      }
      if (node instanceof Mapping mapping) {
        if (merges.count(mapping, 0) > MOST) {
          return true;
        }
        mapping.values.forEach(open::push);
      } else if (node instanceof Sequence sequence) {
        sequence.items.forEach(open::push);
      }
    }
    return false;
  }

  private int count(Mapping mapping, int depth) {
    Integer before = known.get(mapping);
    if (before != null) {
      return before;
    }
    if (depth > DEEPEST) {
      return MOST + 1;
    }
    // What merges itself finds this.
    known.put(mapping, MOST + 1);
    int count = 1;
    for (int i = 0; i < mapping.keys.size() && count <= MOST; i++) {
      if (mapping.keys.get(i).text().equals("<<")) {
        Node merged = mapping.values.get(i);
        List<Node> all = merged instanceof Sequence some ? some.items : List.of(merged);
        for (Node each : all) {
          if (each instanceof Mapping other && count <= MOST) {
            count += count(other, depth + 1);
          }
        }
      }
    }
    known.put(mapping, Math.min(count, MOST + 1));
    return count;
  }
}
