package dev.plinth.advisories.version;

import java.util.Locale;

/**
 * The order of Semantic Versioning 2.0.0 §11, told in three dialects.
 *
 * <p>{@code [v]number *("." number) ["-" prerelease] ["+" build]}: numbers by value, missing ones
 * are zero, a pre-release sorts before its release, build metadata do not count. Text that is no
 * version has no numbers and is all pre-release, so that it sorts first; letters right after the
 * numbers ({@code 1.0rc1}) begin a pre-release too.
 *
 * <ul>
 *   <li>npm, Cargo, Bitnami: three numbers; a fourth is taken for build metadata.
 *   <li>Go: as these, and the toolchain's own names {@code go1.21rc2}, which equals {@code
 *       1.21.0-rc.2}.
 *   <li>NuGet: four numbers, letters compared without case.
 * </ul>
 */
final class SemverOrder implements VersionOrder {
  private final String id;
  private final int numbers;
  private final boolean ignoreCase;
  private final boolean goNames;

  private SemverOrder(String id, int numbers, boolean ignoreCase, boolean goNames) {
    this.id = id;
    this.numbers = numbers;
    this.ignoreCase = ignoreCase;
    this.goNames = goNames;
  }

  static SemverOrder plain(String id) {
    return new SemverOrder(id, 3, false, false);
  }

  static SemverOrder go() {
    return new SemverOrder("golang", 3, false, true);
  }

  static SemverOrder nuget() {
    return new SemverOrder("nuget", 4, true, false);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public int compare(String first, String second) {
    String a = prepared(first);
    String b = prepared(second);
    int i = start(a);
    int j = start(b);
    for (int n = 0; n < numbers; n++) {
      int iEnd = DigitRuns.end(a, i, a.length());
      int jEnd = DigitRuns.end(b, j, b.length());
      int order = DigitRuns.compare(a, i, iEnd, b, j, jEnd);
      if (order != 0) {
        return order;
      }
      i = n + 1 < numbers ? afterDot(a, iEnd) : iEnd;
      j = n + 1 < numbers ? afterDot(b, jEnd) : jEnd;
    }
    return comparePrerelease(a, i, b, j);
  }

  private String prepared(String text) {
    String stripped = text.strip();
    return ignoreCase ? stripped.toLowerCase(Locale.ROOT) : stripped;
  }

  private int start(String text) {
    int at = 0;
    if (goNames && text.startsWith("go") && digitAt(text, 2)) {
      return 2;
    }
    if (at < text.length() && text.charAt(at) == '=') {
      at++;
    }
    if (at < text.length() && (text.charAt(at) | 0x20) == 'v' && digitAt(text, at + 1)) {
      at++;
    }
    return at;
  }

  private static boolean digitAt(String text, int at) {
    return at < text.length() && DigitRuns.digit(text.charAt(at));
  }

  private static int afterDot(String text, int at) {
    return at < text.length() && text.charAt(at) == '.' && digitAt(text, at + 1) ? at + 1 : at;
  }

  private int comparePrerelease(String a, int aAt, String b, int bAt) {
    int aEnd = prereleaseEnd(a, aAt);
    int bEnd = prereleaseEnd(b, bAt);
    if (aEnd <= aAt || bEnd <= bAt) {
      return Boolean.compare(aEnd <= aAt, bEnd <= bAt);
    }
    boolean aLoose = a.charAt(aAt) != '-';
    boolean bLoose = b.charAt(bAt) != '-';
    int i = aLoose ? aAt : aAt + 1;
    int j = bLoose ? bAt : bAt + 1;
    while (true) {
      int iEnd = identifierEnd(a, i, aEnd, aLoose && goNames);
      int jEnd = identifierEnd(b, j, bEnd, bLoose && goNames);
      int order = compareIdentifiers(a, i, iEnd, b, j, jEnd);
      if (order != 0) {
        return order;
      }
      if (iEnd == aEnd || jEnd == bEnd) {
        return Boolean.compare(iEnd != aEnd, jEnd != bEnd);
      }
      i = a.charAt(iEnd) == '.' ? iEnd + 1 : iEnd;
      j = b.charAt(jEnd) == '.' ? jEnd + 1 : jEnd;
    }
  }

  /** Where the pre-release that starts at {@code at} ends; not beyond {@code at} without one. */
  private static int prereleaseEnd(String text, int at) {
    if (at < text.length() && text.charAt(at) == '.' && digitAt(text, at + 1)) {
      return at;
    }
    int plus = text.indexOf('+', at);
    return plus < 0 ? text.length() : plus;
  }

  private static int identifierEnd(String text, int from, int end, boolean splitAtDigits) {
    int i = from;
    boolean digits = i < end && DigitRuns.digit(text.charAt(i));
    while (i < end && text.charAt(i) != '.') {
      if (splitAtDigits && DigitRuns.digit(text.charAt(i)) != digits) {
        break;
      }
      i++;
    }
    return i;
  }

  private static int compareIdentifiers(
      String a, int aFrom, int aEnd, String b, int bFrom, int bEnd) {
    boolean aNumber = aFrom < aEnd && DigitRuns.end(a, aFrom, aEnd) == aEnd;
    boolean bNumber = bFrom < bEnd && DigitRuns.end(b, bFrom, bEnd) == bEnd;
    if (aNumber && bNumber) {
      return DigitRuns.compare(a, aFrom, aEnd, b, bFrom, bEnd);
    }
    return aNumber != bNumber
        ? (aNumber ? -1 : 1)
        : DigitRuns.compareText(a, aFrom, aEnd, b, bFrom, bEnd);
  }
}
