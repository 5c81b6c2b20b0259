package dev.plinth.dockerfile.parse;

import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Problem;
import java.util.ArrayList;
import java.util.List;

/** What was found wrong so far; of a file that is wrong all over, the beginning suffices. */
final class Problems {
  private static final int MOST = 1_000;

  private final List<Problem> found = new ArrayList<>();

  void add(Problem.Kind kind, Span span, String text) {
    if (found.size() >= MOST) {
      return;
    }
    found.add(new Problem(kind, span, text));
  }

  List<Problem> sorted() {
    found.sort((one, other) -> one.span().compareTo(other.span()));
    return found;
  }
}
