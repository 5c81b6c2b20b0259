package dev.plinth.checks.split;

import dev.plinth.findings.Fix.TextEdit;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How a file is divided.
 *
 * @param description of the change
 * @param last index of the last step that builds
 * @param inBuild changes of what builds, in order
 * @param from what follows FROM in the second stage
 * @param installs a RUN for the second stage; empty for none
 * @param files the COPYs of what was built
 * @param moved steps up to the last one that belong to the second stage instead
 * @param repeated steps up to the last one that both stages need
 * @param forBuilding names of environment variables that nothing but the build reads
 */
record Division(
    String description,
    int last,
    List<TextEdit> inBuild,
    String from,
    String installs,
    List<String> files,
    Set<Integer> moved,
    Set<Integer> repeated,
    Predicate<String> forBuilding) {
  /** Keeps its own copies. */
  Division {
    inBuild = List.copyOf(inBuild);
    files = List.copyOf(files);
    moved = Set.copyOf(moved);
    repeated = Set.copyOf(repeated);
  }
}
