package dev.plinth.checks.context;

import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.DockerfileFacts.Place;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Expansion;
import dev.plinth.dockerfile.tree.Arguments;
import dev.plinth.dockerfile.tree.Keyword;
import dev.plinth.dockerfile.tree.Word;
import java.util.ArrayList;
import java.util.List;

/** What COPY and ADD take from the build context. */
final class Copies {
  private final List<Taken> all = new ArrayList<>();
  private boolean unresolved;

  private Copies(DockerfileFacts facts) {
    for (Place place : facts.places()) {
      Arguments.Paths paths = place.instruction().paths();
      if (paths == null
          || place.onbuild()
          || !(place.is(Keyword.COPY) || place.is(Keyword.ADD))
          || place.instruction().flag("from") != null) {
        continue;
      }
      boolean excludes = place.instruction().flag("exclude") != null;
      for (Word source : paths.sources()) {
        String written = source.value();
        if (written.startsWith("<<") || written.contains("://") || written.startsWith("git@")) {
          continue;
        }
        String value =
            Expansion.of(written, facts.file().escape(), place.stage().before(place.step().index()))
                .value();
        if (value == null) {
          unresolved = true;
        } else {
          all.add(new Taken(place, source, normal(SourceText.utf8(value)), excludes));
        }
      }
    }
  }

  /**
   * A source.
   *
   * @param path relative to the context, without slashes at its ends; empty for all of it
   * @param excludes true where {@code --exclude} leaves something of it out
   */
  record Taken(Place place, Word word, String path, boolean excludes) {
    /** True where it takes everything. */
    boolean everything() {
      return path.isEmpty() || path.equals("*");
    }

    /** True where it takes that file or folder of the context, patterns aside. */
    boolean takes(String file) {
      return everything() || file.equals(path) || file.startsWith(path + "/");
    }
  }

  static List<Taken> of(DockerfileFacts facts) {
    return facts.shared(Copies.class, Copies::new).all;
  }

  /** True where some source's name is known to the build alone. */
  static boolean unresolved(DockerfileFacts facts) {
    return facts.shared(Copies.class, Copies::new).unresolved;
  }

  /** The first that takes everything into the image; else the first into any stage; else null. */
  static @org.jspecify.annotations.Nullable Taken everything(DockerfileFacts facts) {
    Taken first = null;
    for (Taken taken : of(facts)) {
      if (taken.everything() && !taken.excludes()) {
        if (facts.shipped(taken.place().stage())) {
          return taken;
        }
        first = first == null ? taken : first;
      }
    }
    return first;
  }

  private static String normal(String path) {
    String rest = path;
    boolean more = true;
    while (more) {
      more = false;
      if (rest.startsWith("./")) {
        rest = rest.substring(2);
        more = true;
      } else if (rest.startsWith("/")) {
        rest = rest.substring(1);
        more = true;
      }
    }
    while (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return rest.equals(".") ? "" : rest;
  }
}
