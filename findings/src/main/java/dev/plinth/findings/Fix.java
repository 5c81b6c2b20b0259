package dev.plinth.findings;

import java.util.List;

/** What removes a finding. */
public sealed interface Fix {
  /**
   * A version to move to.
   *
   * @param packageName the package to upgrade, by the name its package manager knows
   * @param version the first version without the problem
   */
  record Upgrade(String packageName, String version) implements Fix {}

  /** Advice in words. */
  record Advice(String text) implements Fix {}

  /**
   * Changes of a text. They are made together or not at all.
   *
   * @param description what they do, an imperative sentence without a final stop
   * @param safety whether somebody has to look
   * @param edits in the order of their places, none overlapping another
   * @param brings IDs of rules that may report what it writes, as often as they stand there: advice
   *     that the better file still is given, such as that a further image has no digest
   */
  record Edits(String description, Safety safety, List<TextEdit> edits, List<String> brings)
      implements Fix {
    /** Those that bring no findings. */
    public Edits(String description, Safety safety, List<TextEdit> edits) {
      this(description, safety, edits, List.of());
    }

    /** Keeps its own copies; refuses none at all, and those out of order. */
    public Edits {
      edits = List.copyOf(edits);
      brings = List.copyOf(brings);
      if (edits.isEmpty()) {
        throw new IllegalArgumentException("a fix without edits");
      }
      for (int i = 1; i < edits.size(); i++) {
        if (edits.get(i).start() < edits.get(i - 1).end()) {
          throw new IllegalArgumentException("edits overlap or are out of order");
        }
      }
    }
  }

  /** Whether a change may be made unseen. */
  enum Safety {
    /** What is built means the same, or only loses the problem. */
    SAFE,
    /** Right as far as the file tells; somebody should look. */
    REVIEW;

    /** The lower-case word of reports. */
    public String word() {
      return this == SAFE ? "safe" : "review";
    }
  }

  /**
   * Other bytes in place of a stretch of the file that the finding is about.
   *
   * @param start offset of the first byte that goes
   * @param end offset behind the last; the start where nothing goes
   * @param text what stands there then, written as UTF-8
   */
  record TextEdit(int start, int end, String text) {
    /** Refuses what is no stretch. */
    public TextEdit {
      if (start < 0 || end < start) {
        throw new IllegalArgumentException("no stretch: " + start + " to " + end);
      }
    }
  }
}
