package dev.plinth.checks.silence;

import dev.plinth.dockerfile.Span;
import java.util.List;

/**
 * A comment that sets findings aside.
 *
 * @param tool whose form it has: {@code plinth}, {@code hadolint}, {@code buildkit}, {@code tally},
 *     {@code trivy}, {@code checkov}, {@code zizmor}
 * @param names of rules as written, with the tool before a colon where the form tells it; {@code
 *     all} alone for every rule
 * @param reason as written; empty where none is given
 * @param comment where it stands
 * @param from the first byte it is for
 * @param to behind the last byte it is for
 */
public record Silencing(
    String tool, List<String> names, String reason, Span comment, int from, int to) {
  /** Keeps its own copy. */
  public Silencing {
    names = List.copyOf(names);
  }

  /** True where it is for what begins there. */
  public boolean covers(int offset) {
    return from <= offset && offset < to;
  }

  /** True where it is for every rule. */
  public boolean all() {
    return names.contains("all");
  }
}
