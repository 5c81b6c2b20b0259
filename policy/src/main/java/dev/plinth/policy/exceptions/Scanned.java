package dev.plinth.policy.exceptions;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.image.Reference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was scanned, for rules that hold for some images alone.
 *
 * @param names by which it goes: as asked for, as it calls itself, and that normalised
 * @param digests of its manifest, index and configuration
 */
public record Scanned(List<String> names, Set<String> digests) {
  /** Keeps its own copies. */
  public Scanned {
    names = List.copyOf(names);
    digests = Set.copyOf(digests);
  }

  /**
   * @param target as asked for
   * @param name as the image calls itself; empty when it does not
   * @param digests as far as known; empty texts mean nothing
   */
  public static Scanned of(String target, String name, List<String> digests) {
    Set<String> names = new LinkedHashSet<>();
    names.add(target);
    if (!name.isEmpty()) {
      names.add(name);
      names.addAll(normalised(name));
    }
    Set<String> known = new LinkedHashSet<>(digests);
    known.remove("");
    return new Scanned(List.copyOf(names), known);
  }

  private static List<String> normalised(String text) {
    try {
      Reference reference = Reference.parse(text);
      return List.of(reference.toString(), reference.name(), reference.familiarName());
    } catch (PlinthException e) {
      // A path is no reference.
      return new ArrayList<>();
    }
  }

  /** Whether one of its names matches. */
  public boolean named(Glob image) {
    for (String name : names) {
      if (image.matches(name)) {
        return true;
      }
    }
    return false;
  }
}
