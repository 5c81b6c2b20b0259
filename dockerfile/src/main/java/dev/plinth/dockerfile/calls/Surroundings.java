package dev.plinth.dockerfile.calls;

/**
 * Where in its script a program is run. What holds for an outer command holds for those within it.
 *
 * @param conditional in a branch of {@code if} or {@code case}, or behind {@code ||}: it may be
 *     left out although all before it went well
 * @param tested in a condition, negated, or with {@code ||} behind it: that it fails does not end
 *     the script by itself
 * @param loop within {@code for}, {@code while}, {@code until} or {@code select}
 * @param function the function in whose body it stands; empty where it stands in none
 * @param subshell within parentheses or a substitution: what it sets is gone behind them
 * @param substitution within {@code $(…)}, backquotes, {@code <(…)} or {@code >(…)}
 * @param background ended by {@code &}
 * @param list number of the list of commands that it is an immediate part of
 * @param item index of its {@code &&}-and-{@code ||} chain in that list
 * @param chained index of its pipeline in that chain
 * @param piped index in its pipeline
 * @param pipeline how many commands its pipeline has
 */
public record Surroundings(
    boolean conditional,
    boolean tested,
    boolean loop,
    String function,
    boolean subshell,
    boolean substitution,
    boolean background,
    int list,
    int item,
    int chained,
    int piped,
    int pipeline) {
  static final Surroundings OUTERMOST =
      new Surroundings(false, false, false, "", false, false, false, 0, 0, 0, 0, 1);

  /** True where another command's output is its input. */
  public boolean reads() {
    return piped > 0;
  }

  /** True where its output is another command's input. */
  public boolean feeds() {
    return piped + 1 < pipeline;
  }

  Surroundings inBranch() {
    return new Surroundings(
        true,
        tested,
        loop,
        function,
        subshell,
        substitution,
        background,
        list,
        item,
        chained,
        piped,
        pipeline);
  }

  Surroundings inCondition() {
    return new Surroundings(
        conditional,
        true,
        loop,
        function,
        subshell,
        substitution,
        background,
        list,
        item,
        chained,
        piped,
        pipeline);
  }

  Surroundings inLoop() {
    return new Surroundings(
        conditional,
        tested,
        true,
        function,
        subshell,
        substitution,
        background,
        list,
        item,
        chained,
        piped,
        pipeline);
  }

  Surroundings inFunction(String name) {
    return new Surroundings(
        conditional,
        tested,
        loop,
        name,
        subshell,
        substitution,
        background,
        list,
        item,
        chained,
        piped,
        pipeline);
  }

  Surroundings inSubshell(boolean ofSubstitution) {
    return new Surroundings(
        conditional,
        tested,
        loop,
        function,
        true,
        substitution || ofSubstitution,
        background,
        list,
        item,
        chained,
        piped,
        pipeline);
  }

  Surroundings inPipeline(
      boolean maybe,
      boolean failureSeen,
      boolean behind,
      int ofList,
      int ofItem,
      int ofChain,
      int position,
      int size) {
    return new Surroundings(
        conditional || maybe,
        tested || failureSeen,
        loop,
        function,
        subshell,
        substitution,
        background || behind,
        ofList,
        ofItem,
        ofChain,
        position,
        size);
  }
}
