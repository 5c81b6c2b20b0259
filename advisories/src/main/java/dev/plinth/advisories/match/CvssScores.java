package dev.plinth.advisories.match;

import us.springett.cvss.Cvss;

/**
 * CVSS base scores of vectors. Version 3 is reckoned here, since nearly every vector is of that
 * version and the calculator library takes some ten milliseconds to start; 2 and 4 are left to it.
 */
final class CvssScores {
  private static final int LONGEST = 512;
  private static final double NONE = -1;

  private CvssScores() {}

  /** Between 0 and 10; -1 when it is no vector. */
  static double base(String vector) {
    if (vector.length() > LONGEST) {
      return NONE;
    }
    if (vector.startsWith("CVSS:3.0/") || vector.startsWith("CVSS:3.1/")) {
      return version3(vector);
    }
    try {
      Cvss cvss = Cvss.fromVector(vector);
      if (cvss == null) {
        return NONE;
      }
      double score = cvss.calculateScore().getBaseScore();
      return score >= 0 && score <= 10 ? score : NONE;
    } catch (RuntimeException e) {
      return NONE;
    }
  }

  /** CVSS 3.1 specification §7.1 and appendix A. */
  private static double version3(String vector) {
    char scope = metric(vector, "/S:");
    boolean changed = scope == 'C';
    double attackVector =
        switch (metric(vector, "/AV:")) {
          case 'N' -> 0.85;
          case 'A' -> 0.62;
          case 'L' -> 0.55;
          case 'P' -> 0.2;
          default -> NONE;
        };
    double complexity =
        switch (metric(vector, "/AC:")) {
          case 'L' -> 0.77;
          case 'H' -> 0.44;
          default -> NONE;
        };
    double privileges =
        switch (metric(vector, "/PR:")) {
          case 'N' -> 0.85;
          case 'L' -> changed ? 0.68 : 0.62;
          case 'H' -> changed ? 0.5 : 0.27;
          default -> NONE;
        };
    double interaction =
        switch (metric(vector, "/UI:")) {
          case 'N' -> 0.85;
          case 'R' -> 0.62;
          default -> NONE;
        };
    double confidentiality = impact(metric(vector, "/C:"));
    double integrity = impact(metric(vector, "/I:"));
    double availability = impact(metric(vector, "/A:"));
    if ((scope != 'U' && scope != 'C')
        || attackVector < 0
        || complexity < 0
        || privileges < 0
        || interaction < 0
        || confidentiality < 0
        || integrity < 0
        || availability < 0) {
      return NONE;
    }
    double base = 1 - (1 - confidentiality) * (1 - integrity) * (1 - availability);
    double impact =
        changed ? 7.52 * (base - 0.029) - 3.25 * Math.pow(base - 0.02, 15) : 6.42 * base;
    if (impact <= 0) {
      return 0;
    }
    double exploitability = 8.22 * attackVector * complexity * privileges * interaction;
    double sum = impact + exploitability;
    return roundUp(Math.min(changed ? 1.08 * sum : sum, 10));
  }

  private static double impact(char value) {
    return switch (value) {
      case 'H' -> 0.56;
      case 'L' -> 0.22;
      case 'N' -> 0;
      default -> NONE;
    };
  }

  /** The metric's value when it is one letter, else NUL. */
  private static char metric(String vector, String name) {
    int at = vector.indexOf(name);
    if (at < 0 || at + name.length() >= vector.length()) {
      return 0;
    }
    int after = at + name.length() + 1;
    return after == vector.length() || vector.charAt(after) == '/' ? vector.charAt(after - 1) : 0;
  }

  private static double roundUp(double value) {
    long scaled = Math.round(value * 100_000);
    return scaled % 10_000 == 0 ? scaled / 100_000.0 : (scaled / 10_000 + 1) / 10.0;
  }
}
