package dev.plinth.dockerfile.meaning;

import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Instruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Dockerfile would build.
 *
 * @param file the tree
 * @param preamble the ARGs before the first FROM
 * @param globals what they declare, the builder's own platform arguments included
 * @param stages in order
 * @param images every place that names an image, in order
 */
public record Build(
    Dockerfile file,
    List<Instruction> preamble,
    Map<String, Variable> globals,
    List<Stage> stages,
    List<ImageUse> images) {
  /** Stages on top of each other that are looked at: beyond it a file is made to cost time. */
  private static final int HIGHEST = 500;

  /** Keeps its own copies. */
  public Build {
    preamble = List.copyOf(preamble);
    globals = Map.copyOf(globals);
    stages = List.copyOf(stages);
    images = List.copyOf(images);
  }

  /** Of that tree. */
  public static Build of(Dockerfile file) {
    return of(file, BuildOptions.NONE);
  }

  /** Of that tree, built with what the caller gives. */
  public static Build of(Dockerfile file, BuildOptions options) {
    return new BuildReader(file, options).read();
  }

  /** The stage that is built where none is asked for: the last; null where there is none. */
  public @Nullable Stage last() {
    return stages.isEmpty() ? null : stages.getLast();
  }

  /** Indexes of the stages whose files or state the last one needs, itself included. */
  public BitSet reaching() {
    BitSet needed = new BitSet(stages.size());
    if (stages.isEmpty()) {
      return needed;
    }
    // Stages and images stand in the same order, so each stage's images are a stretch of them.
    int[] first = new int[stages.size() + 1];
    for (ImageUse use : images) {
      if (use.stage() >= 0) {
        first[use.stage() + 1]++;
      }
    }
    first[0] = images.size() - Arrays.stream(first).sum();
    for (int i = 1; i < first.length; i++) {
      first[i] += first[i - 1];
    }
    Deque<Integer> open = new ArrayDeque<>();
    needed.set(stages.size() - 1);
    open.add(stages.size() - 1);
    while (!open.isEmpty()) {
      int stage = open.remove();
      for (ImageUse use : images.subList(first[stage], first[stage + 1])) {
        int used = use.refersTo();
        if (used >= 0 && !needed.get(used)) {
          needed.set(used);
          open.add(used);
        }
      }
    }
    return needed;
  }

  /** Indexes of the stages whose image is one of Windows, as far as the file tells. */
  public BitSet windows() {
    return WindowsStages.of(this);
  }

  /**
   * The stages that a stage is built upon, from itself down to that on an image; of those deeper
   * than the five hundredth, none.
   */
  public List<Stage> lineage(Stage stage) {
    List<Stage> line = new ArrayList<>();
    Stage at = stage;
    line.add(at);
    while (line.size() < HIGHEST
        && at.base().refersTo() >= 0
        && at.base().refersTo() < at.index()) {
      at = stages.get(at.base().refersTo());
      line.add(at);
    }
    return line;
  }
}
