package dev.plinth.inventory.source;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** What is needed by what ships: everything else only serves development. */
final class Reach {
  private Reach() {}

  /** The starts and all that can be come to from them. */
  static Set<String> from(
      Collection<String> starts, Function<String, ? extends Collection<String>> next) {
    Set<String> seen = new HashSet<>(starts);
    Deque<String> todo = new ArrayDeque<>(seen);
    while (!todo.isEmpty()) {
      for (String each : next.apply(todo.pop())) {
        if (seen.add(each)) {
          todo.push(each);
        }
      }
    }
    return seen;
  }
}
