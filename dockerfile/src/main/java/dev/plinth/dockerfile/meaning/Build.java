package dev.plinth.dockerfile.meaning;

import dev.plinth.dockerfile.tree.Dockerfile;
import dev.plinth.dockerfile.tree.Instruction;
import java.util.ArrayList;
import java.util.BitSet;
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
  /** Keeps its own copies. */
  public Build {
    preamble = List.copyOf(preamble);
    globals = Map.copyOf(globals);
    stages = List.copyOf(stages);
    images = List.copyOf(images);
  }

  /** Of that tree. */
  public static Build of(Dockerfile file) {
    return new BuildReader(file).read();
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
    needed.set(stages.size() - 1);
    boolean more = true;
    while (more) {
      more = false;
      for (ImageUse use : images) {
        if (use.stage() >= 0
            && use.refersTo() >= 0
            && needed.get(use.stage())
            && !needed.get(use.refersTo())) {
          needed.set(use.refersTo());
          more = true;
        }
      }
    }
    return needed;
  }

  /** The stages that the last one is built upon, from itself down to that on an image. */
  public List<Stage> lineage(Stage stage) {
    List<Stage> line = new ArrayList<>();
    Stage at = stage;
    line.add(at);
    while (at.base().refersTo() >= 0 && at.base().refersTo() < at.index()) {
      at = stages.get(at.base().refersTo());
      line.add(at);
    }
    return line;
  }
}
