package dev.plinth.inventory.language;

import dev.plinth.foundation.SafeText;
import dev.plinth.inventory.catalog.Fact.PackageFact;
import dev.plinth.inventory.catalog.FactSink;

/**
 * What the readings of one file and of all archives within it share: where the facts go, and the
 * limits, so that a small file cannot make much work.
 */
final class JavaArchiveJob {
  /** Archives in archives in …, the outermost not counted. */
  static final int MAX_DEPTH = 8;

  /** The most bytes of a manifest or {@code pom.properties}. */
  static final int MAX_TEXT = 1 << 20;

  /** The most members of one archive. */
  static final int MAX_MEMBERS = 1_000_000;

  private static final int MAX_ARCHIVES = 20_000;
  private static final int MAX_FACTS = 50_000;
  private static final int MAX_PROBLEMS = 20;
  private static final long FREE_INFLATED = 256L << 20;
  private static final int INFLATED_RATIO = 20;

  private final FactSink sink;
  private final MemoryBudget memory;
  private long inflatedLeft;
  private int archives;
  private int facts;
  private int problems;

  /**
   * @param size of the outermost file: at most 256 MiB and 20 times this are inflated
   */
  JavaArchiveJob(FactSink sink, MemoryBudget memory, long size) {
    this.sink = sink;
    this.memory = memory;
    this.inflatedLeft = FREE_INFLATED + INFLATED_RATIO * Math.min(size, 1L << 40);
  }

  MemoryBudget memory() {
    return memory;
  }

  /** Counts inflated bytes; false once there were too many, which is reported once. */
  boolean inflated(long bytes) {
    if (inflatedLeft < 0) {
      return false;
    }
    inflatedLeft -= bytes;
    if (inflatedLeft < 0) {
      problem("", "it unpacks to far more than archives of its size do; the rest was not read");
      return false;
    }
    return true;
  }

  /** One more archive within; false once there were too many or they lie too deep. */
  boolean enter(String innerPath, int depth) {
    if (depth > MAX_DEPTH) {
      problem(innerPath, "it lies more than " + MAX_DEPTH + " archives deep and was not read");
      return false;
    }
    if (++archives > MAX_ARCHIVES) {
      if (archives == MAX_ARCHIVES + 1) {
        problem("", "it holds more than " + MAX_ARCHIVES + " archives; the rest was not read");
      }
      return false;
    }
    return true;
  }

  void add(PackageFact fact) {
    if (++facts <= MAX_FACTS) {
      sink.add(fact);
    } else if (facts == MAX_FACTS + 1) {
      problem("", "it names more than " + MAX_FACTS + " packages; the rest was left out");
    }
  }

  /** Something of an archive that could not be read; only the first twenty are told. */
  void problem(String innerPath, String what) {
    if (++problems > MAX_PROBLEMS) {
      return;
    }
    String place = innerPath.isEmpty() ? "the archive" : "the archive " + SafeText.of(innerPath);
    sink.problem(place + ": " + what);
  }
}
