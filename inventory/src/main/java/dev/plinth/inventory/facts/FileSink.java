package dev.plinth.inventory.facts;

import dev.plinth.foundation.PlinthException;
import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.catalog.FactSink;
import java.util.ArrayList;
import java.util.List;

/** Gathers what one file says; lists of owned files are made small as they come. */
final class FileSink implements FactSink {
  static final int MAX_PROBLEMS = 20;
  static final int MAX_PROBLEM_LENGTH = 600;

  private final MemoryBudget budget;
  private final List<Fact> facts = new ArrayList<>(2);
  private final List<OwnedFiles> owned = new ArrayList<>(0);
  private final List<String> problems = new ArrayList<>(0);
  private long weight;
  private int moreProblems;

  FileSink(MemoryBudget budget) {
    this.budget = budget;
  }

  @Override
  public void add(Fact fact) {
    keep(FactWeights.of(fact));
    if (fact instanceof Fact.OwnedFilesFact(String name, String architecture, List<String> paths)) {
      long[] hashes = new long[paths.size()];
      int count = 0;
      for (String path : paths) {
        hashes[count++] = PathHash.of(path);
      }
      owned.add(new OwnedFiles(name, architecture, hashes));
    } else {
      facts.add(fact);
    }
  }

  @Override
  public void problem(String problem) {
    if (problems.size() >= MAX_PROBLEMS) {
      moreProblems++;
      return;
    }
    String text =
        problem.length() <= MAX_PROBLEM_LENGTH
            ? problem
            : problem.substring(0, MAX_PROBLEM_LENGTH) + "…";
    keep(FactWeights.of(text));
    problems.add(text);
  }

  /** A cataloguer failed on this file: its problem, not everybody's. */
  void failure(Cataloguer cataloguer, RuntimeException failure) {
    if (failure instanceof PlinthException known) {
      if (known.code().equals("PLINTH-FACTS-LIMIT")) {
        throw known;
      }
      problem(String.valueOf(known.getMessage()));
    } else {
      problem(
          "it could not be read as "
              + cataloguer.id()
              + " because of a mistake in Plinth ("
              + failure.getClass().getSimpleName()
              + "); please report it");
    }
  }

  private void keep(long bytes) {
    budget.keepFacts(bytes);
    weight += bytes;
  }

  boolean isEmpty() {
    return facts.isEmpty() && owned.isEmpty() && problems.isEmpty();
  }

  long weight() {
    return weight;
  }

  FileFacts facts(int ordinal, String path) {
    if (moreProblems > 0) {
      problems.add("and " + moreProblems + " more problems");
    }
    return new FileFacts(
        ordinal, path, List.copyOf(facts), List.copyOf(owned), List.copyOf(problems));
  }
}
