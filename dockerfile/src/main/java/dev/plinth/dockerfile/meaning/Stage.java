package dev.plinth.dockerfile.meaning;

import dev.plinth.dockerfile.tree.Instruction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stage: a FROM and what follows it.
 *
 * @param index from 0
 * @param name in lower case; empty where it has none
 * @param from its FROM
 * @param base the image or stage it begins with
 * @param steps the instructions after its FROM, in order
 * @param variables what its instructions declare
 * @param end how things stand behind its last instruction
 */
public record Stage(
    int index,
    String name,
    Instruction from,
    ImageUse base,
    List<Step> steps,
    StageVariables variables,
    Situation end) {
  /** Keeps its own copy. */
  public Stage {
    steps = List.copyOf(steps);
  }

  /**
   * An instruction in its stage.
   *
   * @param index from 0 in the stage
   * @param before how things stand before it
   */
  public record Step(Instruction instruction, int index, Situation before) {}

  /**
   * What earlier instructions settle for later ones, those of the stages beneath included.
   *
   * @param user as USER says, variables put in; null where the base image decides or only the build
   *     tells
   * @param userBy the USER instruction; null where there was none
   * @param workdir absolute path; null where the base image decides or only the build tells
   * @param workdirBy the last WORKDIR; null where there was none
   * @param shell what runs RUN's text: {@code /bin/sh -c} unless SHELL says otherwise
   * @param shellBy the SHELL instruction; null where there was none
   */
  public record Situation(
      @Nullable String user,
      @Nullable Instruction userBy,
      @Nullable String workdir,
      @Nullable Instruction workdirBy,
      List<String> shell,
      @Nullable Instruction shellBy) {
    /** Keeps its own copy. */
    public Situation {
      shell = List.copyOf(shell);
    }

    /** Where nothing was said yet, on an image that is not known. */
    static final Situation UNKNOWN =
        new Situation(null, null, null, null, List.of("/bin/sh", "-c"), null);

    /** Where nothing was said yet, on the empty image. */
    static final Situation SCRATCH =
        new Situation(null, null, "/", null, List.of("/bin/sh", "-c"), null);
  }

  /** The variables that the step of that index sees, or what follows the last one. */
  public Variables before(int step) {
    return name -> variables.find(name, step);
  }
}
