package dev.plinth.advisories.version;

import java.util.Locale;

/**
 * Composer's order, that of PHP's {@code version_compare}: runs of digits and runs of letters, all
 * else only separates; what follows {@code +} does not count, nor a {@code v} before the first
 * digit.
 *
 * <p>Where the kinds differ: other words, {@code dev < alpha = a < beta = b < rc <} the end {@code
 * <} number {@code < pl = p}. A word counts by how it begins. The placeholder {@code #} equals the
 * end as well as every number, which only text that has it can notice.
 */
final class ComposerOrder implements VersionOrder {
  private static final int PLACEHOLDER = 4;
  private static final int NUMBER = 6;

  @Override
  public String id() {
    return "composer";
  }

  @Override
  public int compare(String first, String second) {
    Tokens a = new Tokens(first.strip().toLowerCase(Locale.ROOT));
    Tokens b = new Tokens(second.strip().toLowerCase(Locale.ROOT));
    while (true) {
      a.next();
      b.next();
      if (a.end || b.end) {
        return a.end && b.end ? 0 : a.end ? -remainder(b) : remainder(a);
      }
      int order =
          a.rank == NUMBER && b.rank == NUMBER
              ? DigitRuns.compare(a.text, a.from, a.to, b.text, b.from, b.to)
              : Integer.compare(weight(a), weight(b));
      if (order != 0) {
        return order;
      }
    }
  }

  /** A version against the one it continues, from the current token on. */
  private static int remainder(Tokens tokens) {
    while (!tokens.end) {
      if (tokens.rank == NUMBER) {
        return 1;
      }
      if (tokens.rank != PLACEHOLDER) {
        return Integer.compare(tokens.rank, PLACEHOLDER);
      }
      tokens.next();
    }
    return 0;
  }

  private static int weight(Tokens tokens) {
    return tokens.rank == NUMBER ? PLACEHOLDER : tokens.rank;
  }

  /** Walks over one lower-case version. */
  private static final class Tokens {
    final String text;
    final int stop;
    boolean end;
    int rank;
    int from;
    int to;

    Tokens(String text) {
      this.text = text;
      int plus = text.indexOf('+');
      this.stop = plus < 0 ? text.length() : plus;
      boolean prefixed = stop > 1 && text.charAt(0) == 'v' && DigitRuns.digit(text.charAt(1));
      this.to = prefixed ? 1 : 0;
    }

    void next() {
      from = to;
      while (from < stop && !counts(text.charAt(from))) {
        from++;
      }
      to = from;
      end = from == stop;
      if (end) {
        return;
      }
      char c = text.charAt(from);
      if (DigitRuns.digit(c)) {
        rank = NUMBER;
        to = DigitRuns.end(text, from, stop);
      } else if (c == '#') {
        rank = PLACEHOLDER;
        to = from + 1;
      } else {
        while (to < stop && DigitRuns.letter(text.charAt(to))) {
          to++;
        }
        rank = wordRank();
      }
    }

    private int wordRank() {
      if (text.startsWith("dev", from)) {
        return 0;
      }
      if (text.startsWith("rc", from)) {
        return 3;
      }
      return switch (text.charAt(from)) {
        case 'a' -> 1;
        case 'b' -> 2;
        case 'p' -> 5;
        default -> -1;
      };
    }

    private static boolean counts(char c) {
      return DigitRuns.digit(c) || DigitRuns.letter(c) || c == '#';
    }
  }
}
