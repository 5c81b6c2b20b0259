package dev.plinth.dockerfile.shell;

import java.util.List;

/**
 * Commands one after the other: XCU 2.9.3.
 *
 * @param from index of its first character
 * @param to index behind its last
 * @param items in order
 */
public record ShellList(int from, int to, List<Item> items) {
  /** Keeps its own copy. */
  public ShellList {
    items = List.copyOf(items);
  }

  /**
   * Pipelines joined by {@code &&} and {@code ||}.
   *
   * @param pipelines at least one
   * @param operators between them: one less
   * @param terminator {@code ;}, {@code &} or a line feed; empty where the text ends
   * @param terminatorAt its index, behind the last pipeline where there is none
   */
  public record Item(
      List<Pipeline> pipelines, List<Operator> operators, String terminator, int terminatorAt) {
    /** Keeps its own copies. */
    public Item {
      pipelines = List.copyOf(pipelines);
      operators = List.copyOf(operators);
    }

    /** True where it runs in the background. */
    public boolean background() {
      return terminator.equals("&");
    }
  }

  /**
   * What joins.
   *
   * @param text {@code &&}, {@code ||}, {@code |} or {@code |&}
   * @param at its index
   */
  public record Operator(String text, int at) {}

  /**
   * Commands whose outputs feed each other: XCU 2.9.2.
   *
   * @param negated begins with {@code !}
   * @param commands at least one
   * @param operators between them
   */
  public record Pipeline(
      int from, int to, boolean negated, List<ShellCommand> commands, List<Operator> operators) {
    /** Keeps its own copies. */
    public Pipeline {
      commands = List.copyOf(commands);
      operators = List.copyOf(operators);
    }
  }
}
