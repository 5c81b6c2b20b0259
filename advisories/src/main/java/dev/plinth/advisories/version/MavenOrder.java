package dev.plinth.advisories.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maven's order: the POM reference's "Version Order Specification".
 *
 * <p>A version falls into tokens at dots, hyphens and between digits and letters; such a transition
 * counts as a hyphen, an empty token as {@code 0}. Null tokens ({@code 0}, {@code final}, {@code
 * ga}, {@code release}) are dropped before a hyphen, before a qualifier and at the end. Then token
 * by token: {@code alpha < beta < milestone < rc < snapshot <} the end {@code < sp <} other words
 * after a dot {@code <} other words after a hyphen {@code <} a number after a hyphen {@code <} a
 * number after a dot. (Maven 3.9 and later hold other words after a dot and a hyphen equal, earlier
 * ones do not; no order can please both.)
 *
 * <p>Maven itself compares nested lists, and there goes round in a circle for some versions nobody
 * writes ({@code 1 < 1-sp < 1-0.alpha < 1}); on flat tokens the same rules are a total order.
 */
final class MavenOrder implements VersionOrder {
  private static final List<String> PRE_RELEASES =
      List.of("alpha", "beta", "milestone", "rc", "snapshot");

  private static final int RELEASE = 5;
  private static final int SERVICE_PACK = 6;
  private static final int DOT_WORD = 7;
  private static final int HYPHEN_WORD = 8;
  private static final int HYPHEN_NUMBER = 9;
  private static final int DOT_NUMBER = 10;

  private static final Token END = new Token(RELEASE, "", 0, 0);

  @Override
  public String id() {
    return "maven";
  }

  @Override
  public int compare(String first, String second) {
    String a = first.strip().toLowerCase(Locale.ROOT);
    String b = second.strip().toLowerCase(Locale.ROOT);
    if (a.equals(b)) {
      return 0;
    }
    List<Token> left = tokens(a);
    List<Token> right = tokens(b);
    int length = Math.max(left.size(), right.size());
    for (int i = 0; i < length; i++) {
      Token x = i < left.size() ? left.get(i) : END;
      Token y = i < right.size() ? right.get(i) : END;
      int order = x.compareTo(y);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    boolean hyphen = false;
    int from = 0;
    while (from <= text.length()) {
      int to = tokenEnd(text, from);
      boolean transition = to < text.length() && text.charAt(to) != '.' && text.charAt(to) != '-';
      add(tokens, token(text, from, to, hyphen, transition), hyphen);
      if (to == text.length()) {
        break;
      }
      hyphen = text.charAt(to) != '.';
      from = transition ? to : to + 1;
    }
    dropNulls(tokens);
    return tokens;
  }

  private static int tokenEnd(String text, int from) {
    int i = from;
    boolean digits = i < text.length() && DigitRuns.digit(text.charAt(i));
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '.' || c == '-' || DigitRuns.digit(c) != digits) {
        break;
      }
      i++;
    }
    return i;
  }

  private static void add(List<Token> tokens, Token token, boolean hyphen) {
    if (hyphen || token.rank < HYPHEN_NUMBER) {
      dropNulls(tokens);
    }
    tokens.add(token);
  }

  private static void dropNulls(List<Token> tokens) {
    while (!tokens.isEmpty() && tokens.getLast().isNull()) {
      tokens.removeLast();
    }
  }

  private static Token token(
      String text, int from, int to, boolean hyphen, boolean beforeTransition) {
    if (from == to || DigitRuns.digit(text.charAt(from))) {
      return new Token(hyphen ? HYPHEN_NUMBER : DOT_NUMBER, text, from, to);
    }
    String word = text.substring(from, to);
    if (beforeTransition && word.length() == 1) {
      word =
          switch (word) {
            case "a" -> "alpha";
            case "b" -> "beta";
            case "m" -> "milestone";
            default -> word;
          };
    }
    return switch (word) {
      case "final", "ga", "release" -> END;
      case "cr" -> new Token(PRE_RELEASES.indexOf("rc"), "", 0, 0);
      case "sp" -> new Token(SERVICE_PACK, "", 0, 0);
      default -> {
        int rank = PRE_RELEASES.indexOf(word);
        yield rank >= 0
            ? new Token(rank, "", 0, 0)
            : new Token(hyphen ? HYPHEN_WORD : DOT_WORD, text, from, to);
      }
    };
  }

  /** A number or an unknown word lies in the text; the known words are their rank alone. */
  private record Token(int rank, String text, int from, int to) implements Comparable<Token> {
    boolean isNull() {
      return rank == RELEASE || (rank >= HYPHEN_NUMBER && DigitRuns.zero(text, from, to));
    }

    @Override
    public int compareTo(Token other) {
      if (rank != other.rank) {
        return Integer.compare(rank, other.rank);
      }
      return rank == DOT_WORD || rank == HYPHEN_WORD
          ? DigitRuns.compareText(text, from, to, other.text, other.from, other.to)
          : DigitRuns.compare(text, from, to, other.text, other.from, other.to);
    }
  }
}
