package dev.plinth.checks.ci;

import dev.plinth.dockerfile.Span;
import java.util.Set;

/**
 * A build of an image.
 *
 * @param file that it stands in
 * @param span where
 * @param builder what builds, such as {@code docker build}
 * @param option what would make it ask for the newest base
 * @param pulls true where it does, or may for all the file tells
 * @param fresh true where no base can be there yet
 * @param triggers what makes it run
 */
public record ImageBuild(
    CiFile file,
    Span span,
    String builder,
    String option,
    boolean pulls,
    boolean fresh,
    Set<Trigger> triggers) {
  /** Keeps its own copy. */
  public ImageBuild {
    triggers = Set.copyOf(triggers);
  }
}
