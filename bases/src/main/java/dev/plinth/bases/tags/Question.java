package dev.plinth.bases.tags;

import dev.plinth.bases.known.ImageName;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

/**
 * Which newer tag there is.
 *
 * @param image whose tags they are
 * @param current the tag in use; it need not be published any more
 * @param all that are published, in any order; what is no tag is passed over
 * @param most how far the update may go
 * @param today counts for long-term support and ends of life, and later days in tags are not
 *     believed
 * @param rules what is special of images
 * @param digests what tags point to, as far as it is known: versions newer than what the floating
 *     tag of their major points to are not believed to be released. Empty where nothing is known
 */
public record Question(
    ImageName image,
    String current,
    Collection<String> all,
    Level most,
    LocalDate today,
    TagRules rules,
    Map<String, String> digests) {

  /** With the rules within the program, and without digests. */
  public static Question of(
      ImageName image, String current, Collection<String> all, Level most, LocalDate today) {
    return new Question(image, current, all, most, today, TagRules.EMBEDDED, Map.of());
  }

  /** By other rules. */
  public Question by(TagRules other) {
    return new Question(image, current, all, most, today, other, digests);
  }

  /** Where it is known what tags point to. */
  public Question knowing(Map<String, String> known) {
    return new Question(image, current, all, most, today, rules, known);
  }
}
