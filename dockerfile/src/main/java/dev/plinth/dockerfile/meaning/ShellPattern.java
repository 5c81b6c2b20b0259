package dev.plinth.dockerfile.meaning;

import java.util.BitSet;

/**
 * The patterns of substitutions: {@code *} for any text, {@code ?} for one byte, a backslash before
 * what is meant as itself. There are no brackets. Matching takes at most the pattern's length times
 * the text's.
 */
final class ShellPattern {
  private static final int LONGEST = 1_024;

  private final StringBuilder characters = new StringBuilder();
  private final BitSet wild = new BitSet();

  ShellPattern(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        characters.append(pattern.charAt(++i));
      } else {
        wild.set(characters.length(), c == '*' || c == '?');
        characters.append(c);
      }
    }
  }

  /** At most how many steps it takes to match it in such a text, at every place of it. */
  long cost(String text, boolean everywhere) {
    if (tooLong(text)) {
      return 1;
    }
    long once = (long) (characters.length() + 1) * (text.length() + 1);
    return everywhere ? once * (text.length() + 1) : once;
  }

  /** How many characters at the text's beginning match: the fewest, or the most; -1 for none. */
  int prefix(String text, boolean greedy) {
    return length(text, 0, greedy);
  }

  /** Where the end that matches begins: the shortest one, or the longest; -1 for none. */
  int suffix(String text, boolean greedy) {
    // A suffix that matches is a prefix that does, both read backwards.
    ShellPattern backwards = new ShellPattern("");
    for (int i = characters.length() - 1; i >= 0; i--) {
      backwards.wild.set(backwards.characters.length(), wild.get(i));
      backwards.characters.append(characters.charAt(i));
    }
    int length = backwards.length(new StringBuilder(text).reverse().toString(), 0, greedy);
    return length < 0 ? -1 : text.length() - length;
  }

  /** The text with the longest match, or all of them from left to right, replaced. */
  String replace(String text, String replacement, boolean all) {
    if (characters.isEmpty() || tooLong(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    boolean done = false;
    while (at < text.length()) {
      int length = done ? 0 : length(text, at, true);
      if (length > 0) {
        out.append(replacement);
        at += length;
        done = !all;
      } else {
        out.append(text.charAt(at++));
      }
    }
    return out.toString();
  }

  private boolean tooLong(String text) {
    return text.length() > LONGEST || characters.length() > LONGEST;
  }

  private int length(String text, int start, boolean greedy) {
    if (tooLong(text)) {
      return -1;
    }
    BitSet ends = ends(text, start);
    return greedy ? ends.length() - 1 : ends.nextSetBit(0);
  }

  /** Lengths, from that index on, of which the whole pattern is a match. */
  private BitSet ends(String text, int start) {
    int rest = text.length() - start;
    BitSet reached = new BitSet(rest + 1);
    reached.set(0);
    for (int i = 0; i < characters.length() && !reached.isEmpty(); i++) {
      char c = characters.charAt(i);
      BitSet next = new BitSet(rest + 1);
      if (wild.get(i) && c == '*') {
        next.set(reached.nextSetBit(0), rest + 1);
      } else {
        for (int at = reached.nextSetBit(0);
            at >= 0 && at < rest;
            at = reached.nextSetBit(at + 1)) {
          if (wild.get(i) || text.charAt(start + at) == c) {
            next.set(at + 1);
          }
        }
      }
      reached = next;
    }
    return reached;
  }
}
