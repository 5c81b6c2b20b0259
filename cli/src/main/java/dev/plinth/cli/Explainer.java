package dev.plinth.cli;

import java.io.PrintStream;
import java.util.List;

/** Explains names of one kind: a class of its own and one line in {@link ExplainVerb}. */
interface Explainer {
  /**
   * Explains a name.
   *
   * @param all nothing is left out for brevity
   * @param width columns to stay within
   * @return false where it knows nothing of that name, and nothing was printed
   */
  boolean explain(String name, boolean all, int width, PrintStream out);

  /** Names it knows that may have been meant. */
  List<String> near(String name);

  /** Whether the name reads like one of its kind, so that not knowing it means something. */
  boolean speaksOf(String name);

  /** What it says of a name that reads like one of its kind and is not known, and what to do. */
  String unknown(String name);
}
