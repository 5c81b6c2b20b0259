package dev.plinth.bases.known;

import dev.plinth.foundation.Split;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which family an image is of, told by its name: the repository is the family's, and the tag has
 * the words that tell its variants apart ({@code slim}, {@code alpine}, {@code jre}), whatever
 * releases stand between them. Of several families the one with most such words counts, then the
 * one whose repository says most.
 */
public final class FamilyNames {
  /** Words that images of a family may lack. */
  private static final List<String> OPTIONAL =
      List.of("latest", "nonroot", "cli", "stable", "jdk", "ltsc2025", "ea", "glibc", "debug");

  private static final List<String> RED_HAT =
      List.of("registry.access.redhat.com/", "registry.redhat.io/", "redhat/");

  /** Chainguard's images in Docker Hub. */
  private static final String CHAINGUARD = "chainguard/";

  /** No repository's name is longer. */
  private static final int LONGEST = 512;

  private FamilyNames() {}

  /** The family of that image; null where it is of none that is known. */
  public static @Nullable Family of(ImageName image) {
    if (image.repository().equals("scratch")) {
      return Families.of("scratch");
    }
    String repository = usual(image.repository());
    List<String> has = Split.of(image.tagOrLatest(), '-');
    String best = null;
    int most = -1;
    for (List<String> row : Families.rows()) {
      String template = row.get(1);
      int colon = template.indexOf(':');
      String name = glob(colon < 0 ? template : template.substring(0, colon));
      boolean named =
          Glob.matches(name, repository)
              || (name.endsWith("-debian*")
                  && Glob.matches(name.substring(0, name.length() - 8), repository));
      int words = named ? words(colon < 0 ? "" : template.substring(colon + 1), has) : -1;
      int said = words < 0 ? -1 : words * LONGEST + Math.min(name.length(), LONGEST - 1);
      if (said > most) {
        best = row.getFirst();
        most = said;
      }
    }
    return best == null ? null : agreed(Families.known(best), image);
  }

  /**
   * The repository by which the table has an image: some makers have the same ones in several
   * registries.
   */
  public static String usual(String repository) {
    if (repository.startsWith(CHAINGUARD)) {
      return "cgr.dev/" + repository;
    }
    for (String registry : RED_HAT) {
      int last = repository.lastIndexOf('/') + 1;
      if (repository.startsWith(registry) && repository.startsWith("ubi", last)) {
        int rest = last + 3;
        while (rest < repository.length() && Character.isDigit(repository.charAt(rest))) {
          rest++;
        }
        return RED_HAT.getFirst() + "ubi9" + repository.substring(rest);
      }
    }
    return repository;
  }

  /** How many of a template's words a tag has; -1 where it lacks one that it needs. */
  private static int words(String template, List<String> has) {
    int words = 0;
    for (String part : Split.of(template, '-')) {
      int brace = part.indexOf('{');
      String word = brace < 0 ? part : part.substring(0, brace);
      if (word.isEmpty()) {
        continue;
      }
      boolean there = false;
      for (String each : has) {
        there |= each.startsWith(word);
      }
      if (there) {
        words++;
      } else if (!OPTIONAL.contains(word)) {
        return -1;
      }
    }
    return words;
  }

  /** Null where the tables of images say that it holds something else. */
  private static @Nullable Family agreed(Family family, ImageName image) {
    KnownBase known = KnownBases.of(image);
    if (known == null) {
      return family;
    }
    boolean libc =
        !known.libc().isEmpty() && !family.libc().isEmpty() && !known.libc().equals(family.libc());
    Boolean shell = known.shell();
    return libc || (shell != null && !shell.equals(family.hasShell())) ? null : family;
  }

  /** A template with stars where releases stand. */
  private static String glob(String template) {
    StringBuilder pattern = new StringBuilder();
    int from = 0;
    for (int at = template.indexOf('{'); at >= 0; at = template.indexOf('{', from)) {
      pattern.append(template, from, at).append('*');
      from = template.indexOf('}', at) + 1;
    }
    return pattern.append(template, from, template.length()).toString();
  }
}
