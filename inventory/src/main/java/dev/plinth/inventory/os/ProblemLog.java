package dev.plinth.inventory.os;

import dev.plinth.inventory.catalog.FactSink;

/** Reports the problems of one file: the first few in words, the others as a number. */
final class ProblemLog {
  private static final int LIMIT = 8;

  private final FactSink sink;
  private long count;

  ProblemLog(FactSink sink) {
    this.sink = sink;
  }

  /** A sentence without a final stop; input in it already made safe. */
  void add(String problem) {
    if (count++ < LIMIT) {
      sink.problem(problem);
    }
  }

  /** The file is done. */
  void end() {
    if (count > LIMIT) {
      sink.problem((count - LIMIT) + " more problems of this kind in this file");
    }
  }
}
