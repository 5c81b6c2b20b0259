package dev.plinth.bases.choose;

import java.util.List;

/**
 * Which bases would do, the best first.
 *
 * @param wishes that it answers
 * @param offers what would do; none where nothing does
 * @param ruledOut what would not, with why
 * @param changes what other answers would put first instead
 */
public record Advice(
    Wishes wishes, List<Offer> offers, List<RuledOut> ruledOut, List<Change> changes) {

  /**
   * A family that does not do.
   *
   * @param why a clause
   */
  public record RuledOut(String family, String shown, String why) {}

  /**
   * What another answer would put first.
   *
   * @param question as the option is named, without hyphens
   * @param answer as the option takes it
   * @param when the same for people, a clause
   * @param family that would be first
   * @param image to write
   */
  public record Change(String question, String answer, String when, String family, String image) {}
}
