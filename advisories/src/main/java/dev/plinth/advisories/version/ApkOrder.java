package dev.plinth.advisories.version;

/**
 * Alpine's order, as apk-tools 3 has it:
 *
 * <pre>
 * version  = digits *("." digits) [letter] *("_" suffix [digits]) ["~" hash] ["-r" digits]
 * suffix   = "alpha" / "beta" / "pre" / "rc" / "cvs" / "svn" / "git" / "hg" / "p"
 * </pre>
 *
 * <p>Token by token. Where the kinds differ, the order is: a suffix of a pre-release, what is no
 * version, the end, revision, hash, suffix number, other suffixes, letter, number. Numbers after
 * the first compare as text when one of them starts with {@code 0}. What follows the part that is a
 * version compares as text, but malformed revisions ({@code -ruff}, {@code --1}) are all equal.
 */
final class ApkOrder implements VersionOrder {
  private static final String[] SUFFIXES = {
    "alpha", "beta", "pre", "rc", "cvs", "svn", "git", "hg", "p"
  };
  private static final int PRE_RELEASES = 4;

  private static final int PRE_SUFFIX = 0;
  private static final int INVALID = 1;
  private static final int END = 2;
  private static final int REVISION = 3;
  private static final int HASH = 4;
  private static final int SUFFIX_NUMBER = 5;
  private static final int SUFFIX = 6;
  private static final int LETTER = 7;
  private static final int NUMBER = 8;
  private static final int FIRST_NUMBER = 9;

  @Override
  public String id() {
    return "apk";
  }

  @Override
  public int compare(String a, String b) {
    Tokens left = new Tokens(a.strip());
    Tokens right = new Tokens(b.strip());
    while (true) {
      left.next();
      right.next();
      if (left.kind != right.kind) {
        return Integer.compare(left.kind, right.kind);
      }
      int order = compareValues(left, right);
      if (order != 0 || left.kind == END || left.kind == INVALID) {
        return order;
      }
    }
  }

  private static int compareValues(Tokens a, Tokens b) {
    return switch (a.kind) {
      case FIRST_NUMBER, SUFFIX_NUMBER, REVISION ->
          DigitRuns.compare(a.text, a.from, a.to, b.text, b.from, b.to);
      case NUMBER ->
          a.text.charAt(a.from) == '0' || b.text.charAt(b.from) == '0'
              ? DigitRuns.compareText(a.text, a.from, a.to, b.text, b.from, b.to)
              : DigitRuns.compare(a.text, a.from, a.to, b.text, b.from, b.to);
      case PRE_SUFFIX, SUFFIX -> Integer.compare(a.suffix, b.suffix);
      default -> DigitRuns.compareText(a.text, a.from, a.to, b.text, b.from, b.to);
    };
  }

  /** Walks over one version; the fields describe the token it stands at. */
  private static final class Tokens {
    final String text;
    int kind;
    int suffix;
    int from;
    int to;

    /** None of the kinds: nothing was read yet. */
    private static final int START = 10;

    Tokens(String text) {
      this.text = text;
      this.kind = START;
    }

    void next() {
      int at = to;
      int end = text.length();
      if (kind == START) {
        digits(FIRST_NUMBER, 0);
        if (to == from) {
          invalid(0);
        }
        return;
      }
      if (at == end) {
        from = at;
        kind = END;
        return;
      }
      char c = text.charAt(at);
      if (c >= 'a' && c <= 'z' && kind >= NUMBER) {
        from = at;
        to = at + 1;
        kind = LETTER;
      } else if (c == '.'
          && kind >= NUMBER
          && at + 1 < end
          && DigitRuns.digit(text.charAt(at + 1))) {
        digits(NUMBER, at + 1);
      } else if (DigitRuns.digit(c) && (kind == SUFFIX || kind == PRE_SUFFIX)) {
        digits(SUFFIX_NUMBER, at);
      } else if (c == '_' && (kind == PRE_SUFFIX || kind >= SUFFIX_NUMBER)) {
        suffix(at);
      } else if (c == '~' && (kind == PRE_SUFFIX || kind > HASH)) {
        hash(at);
      } else if (c == '-' && kind != REVISION) {
        revision(at);
      } else {
        invalid(at);
      }
    }

    private void digits(int newKind, int at) {
      kind = newKind;
      from = at;
      to = DigitRuns.end(text, at, text.length());
    }

    private void suffix(int at) {
      int stop = at + 1;
      while (stop < text.length() && text.charAt(stop) >= 'a' && text.charAt(stop) <= 'z') {
        stop++;
      }
      for (int i = 0; i < SUFFIXES.length; i++) {
        String word = SUFFIXES[i];
        if (word.length() == stop - at - 1 && text.startsWith(word, at + 1)) {
          kind = i < PRE_RELEASES ? PRE_SUFFIX : SUFFIX;
          suffix = i;
          from = at;
          to = stop;
          return;
        }
      }
      invalid(at);
    }

    private void hash(int at) {
      int stop = at + 1;
      while (stop < text.length() && hexadecimal(text.charAt(stop))) {
        stop++;
      }
      if (stop == at + 1) {
        invalid(at);
      } else {
        kind = HASH;
        from = at + 1;
        to = stop;
      }
    }

    private void revision(int at) {
      if (at + 1 < text.length() && text.charAt(at + 1) == 'r') {
        digits(REVISION, at + 2);
        if (to > from || to == text.length() || text.charAt(to) == '-') {
          return;
        }
      }
      invalid(at);
    }

    private void invalid(int at) {
      kind = INVALID;
      from = at < text.length() && text.charAt(at) == '-' && at > 0 ? text.length() : at;
      to = text.length();
    }

    private static boolean hexadecimal(char c) {
      return DigitRuns.digit(c) || (c >= 'a' && c <= 'f');
    }
  }
}
