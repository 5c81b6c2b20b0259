package dev.plinth.advisories.feed;

import dev.plinth.advisories.store.CveNumber;
import org.jspecify.annotations.Nullable;
import us.springett.cvss.Cvss;
import us.springett.cvss.MalformedVectorException;

/**
 * The score of one CVE.
 *
 * @param cve by {@link CveNumber}
 * @param vector null where only a number or word is given
 * @param score 0 to 10, -1 where only a word is given
 * @param word empty where none is given
 * @param modified RFC 3339, empty when unknown
 */
record CveScore(long cve, @Nullable String vector, double score, String word, String modified) {
  private static final int MAX_VECTOR = 300;

  /**
   * Of a vector, with the score that stands beside it, or computed from it where that is negative.
   */
  static CveScore of(long cve, String vector, double stated, String word, String modified)
      throws BadRecordException {
    double computed = baseScore(vector);
    double score = stated >= 0 ? stated : computed;
    if (score > 10) {
      throw new BadRecordException("its score is above 10");
    }
    return new CveScore(cve, vector, score, word, modified);
  }

  /** The base score of a CVSS vector of version 2 to 4. */
  static double baseScore(String vector) throws BadRecordException {
    if (vector.length() > MAX_VECTOR) {
      throw new BadRecordException("its CVSS vector is too long");
    }
    try {
      Cvss cvss = Cvss.fromVector(vector);
      if (cvss != null) {
        return cvss.calculateScore().getBaseScore();
      }
    } catch (MalformedVectorException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // told below
    }
    throw new BadRecordException("its CVSS vector is malformed: " + vector);
  }

  /** The number of a CVE name. */
  static long number(@Nullable String name) throws BadRecordException {
    if (name == null) {
      throw new BadRecordException("it names no CVE");
    }
    long number = CveNumber.of(name);
    if (number < 0) {
      throw new BadRecordException("it bears no CVE name: " + name);
    }
    return number;
  }
}
