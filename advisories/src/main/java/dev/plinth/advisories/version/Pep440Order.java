package dev.plinth.advisories.version;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Python's order: PEP 440, with its normalisation (case, separators, {@code c} and {@code preview}
 * for {@code rc}, {@code rev} and {@code r} for {@code post}, {@code -1} for {@code .post1}).
 *
 * <p>What is no version by PEP 440 sorts before everything that is, and among its own kind letter
 * by letter, with runs of digits by value.
 */
final class Pep440Order implements VersionOrder {
  @Override
  public String id() {
    return "pypi";
  }

  @Override
  public int compare(String first, String second) {
    String a = first.strip().toLowerCase(Locale.ROOT);
    String b = second.strip().toLowerCase(Locale.ROOT);
    Pep440Version left = Pep440Version.parse(a);
    Pep440Version right = Pep440Version.parse(b);
    if (left == null || right == null) {
      return left == null && right == null
          ? compareNaturally(a, b)
          : Boolean.compare(left != null, right != null);
    }
    return left.compareTo(right);
  }

  private static int compareNaturally(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int iEnd = DigitRuns.end(a, i, a.length());
      int jEnd = DigitRuns.end(b, j, b.length());
      if (iEnd == i && jEnd == j) {
        int order = Character.compare(a.charAt(i++), b.charAt(j++));
        if (order != 0) {
          return order;
        }
      } else if (iEnd == i || jEnd == j) {
        return jEnd == j ? -1 : 1;
      } else {
        int order = DigitRuns.compare(a, i, iEnd, b, j, jEnd);
        if (order != 0) {
          return order;
        }
        i = iEnd;
        j = jEnd;
      }
    }
    return Boolean.compare(i < a.length(), j < b.length());
  }

  /** Where the parts of one lower-case version lie in its text; numbers are kept as text. */
  private static final class Pep440Version implements Comparable<Pep440Version> {
    private static final String[] PRE_WORDS = {
      "alpha", "beta", "preview", "pre", "rc", "a", "b", "c"
    };
    private static final int[] PRE_RANKS = {0, 1, 2, 2, 2, 0, 1, 2};
    private static final String[] POST_WORDS = {"post", "rev", "r"};
    private static final String[] DEV_WORDS = {"dev"};

    private static final int BEFORE_ALL = -1;
    private static final int AFTER_ALL = 3;

    private final String text;
    private int at;
    private int epochFrom;
    private int epochTo;
    private int releaseFrom;
    private int releaseTo;
    private int pre = AFTER_ALL;
    private int preFrom;
    private int preTo;
    private boolean post;
    private int postFrom;
    private int postTo;
    private boolean dev;
    private int devFrom;
    private int devTo;
    private int localFrom = -1;

    private Pep440Version(String text) {
      this.text = text;
    }

    static @Nullable Pep440Version parse(String text) {
      Pep440Version version = new Pep440Version(text);
      return version.read() ? version : null;
    }

    private boolean read() {
      if (at < text.length() && text.charAt(at) == 'v') {
        at++;
      }
      int digits = DigitRuns.end(text, at, text.length());
      if (digits == at) {
        return false;
      }
      if (digits < text.length() && text.charAt(digits) == '!') {
        epochFrom = at;
        epochTo = digits;
        at = digits + 1;
        digits = DigitRuns.end(text, at, text.length());
        if (digits == at) {
          return false;
        }
      }
      releaseFrom = at;
      at = digits;
      while (at < text.length() && text.charAt(at) == '.') {
        digits = DigitRuns.end(text, at + 1, text.length());
        if (digits == at + 1) {
          break;
        }
        at = digits;
      }
      releaseTo = trimmedRelease();
      int word = word(PRE_WORDS);
      if (word >= 0) {
        pre = PRE_RANKS[word];
        preFrom = number();
        preTo = at;
      }
      readPost();
      if (word(DEV_WORDS) >= 0) {
        dev = true;
        devFrom = number();
        devTo = at;
        if (!post && pre == AFTER_ALL) {
          pre = BEFORE_ALL;
        }
      }
      return readLocal();
    }

    /** Without trailing {@code .0}. */
    private int trimmedRelease() {
      int end = at;
      while (true) {
        int from = end;
        while (from > releaseFrom && text.charAt(from - 1) == '0') {
          from--;
        }
        if (from == end || from == releaseFrom || text.charAt(from - 1) != '.') {
          return end;
        }
        end = from - 1;
      }
    }

    private void readPost() {
      if (at + 1 < text.length() && text.charAt(at) == '-') {
        int digits = DigitRuns.end(text, at + 1, text.length());
        if (digits > at + 1) {
          post = true;
          postFrom = at + 1;
          postTo = digits;
          at = digits;
          return;
        }
      }
      if (word(POST_WORDS) >= 0) {
        post = true;
        postFrom = number();
        postTo = at;
      }
    }

    /** Reads one of the words, with a separator before it or not; its index, -1 without one. */
    private int word(String[] words) {
      int from = at < text.length() && separator(text.charAt(at)) ? at + 1 : at;
      for (int i = 0; i < words.length; i++) {
        if (text.startsWith(words[i], from)) {
          at = from + words[i].length();
          return i;
        }
      }
      return -1;
    }

    /** Reads the number after a word, possibly none; where it starts. */
    private int number() {
      int from = at;
      if (at + 1 < text.length()
          && separator(text.charAt(at))
          && DigitRuns.digit(text.charAt(at + 1))) {
        from++;
      }
      at = DigitRuns.end(text, from, text.length());
      return from;
    }

    private boolean readLocal() {
      if (at == text.length()) {
        return true;
      }
      if (text.charAt(at) != '+') {
        return false;
      }
      localFrom = at + 1;
      boolean expectSegment = true;
      for (int i = localFrom; i < text.length(); i++) {
        char c = text.charAt(i);
        if (DigitRuns.digit(c) || DigitRuns.letter(c)) {
          expectSegment = false;
        } else if (separator(c) && !expectSegment) {
          expectSegment = true;
        } else {
          return false;
        }
      }
      return !expectSegment;
    }

    private static boolean separator(char c) {
      return c == '.' || c == '-' || c == '_';
    }

    @Override
    public int compareTo(Pep440Version other) {
      int order = numbers(epochFrom, epochTo, other, other.epochFrom, other.epochTo);
      order = order != 0 ? order : compareReleases(other);
      order = order != 0 ? order : Integer.compare(pre, other.pre);
      order = order != 0 ? order : numbers(preFrom, preTo, other, other.preFrom, other.preTo);
      order = order != 0 ? order : Boolean.compare(post, other.post);
      order = order != 0 ? order : numbers(postFrom, postTo, other, other.postFrom, other.postTo);
      order = order != 0 ? order : Boolean.compare(other.dev, dev);
      order = order != 0 ? order : numbers(devFrom, devTo, other, other.devFrom, other.devTo);
      return order != 0 ? order : compareLocals(other);
    }

    private int numbers(int from, int to, Pep440Version other, int otherFrom, int otherTo) {
      return DigitRuns.compare(text, from, to, other.text, otherFrom, otherTo);
    }

    private int compareReleases(Pep440Version other) {
      int i = releaseFrom;
      int j = other.releaseFrom;
      while (i < releaseTo && j < other.releaseTo) {
        int iEnd = DigitRuns.end(text, i, releaseTo);
        int jEnd = DigitRuns.end(other.text, j, other.releaseTo);
        int order = numbers(i, iEnd, other, j, jEnd);
        if (order != 0) {
          return order;
        }
        i = iEnd + 1;
        j = jEnd + 1;
      }
      return Boolean.compare(i < releaseTo, j < other.releaseTo);
    }

    private int compareLocals(Pep440Version other) {
      if (localFrom < 0 || other.localFrom < 0) {
        return Boolean.compare(localFrom >= 0, other.localFrom >= 0);
      }
      int i = localFrom;
      int j = other.localFrom;
      while (i < text.length() && j < other.text.length()) {
        int iEnd = segmentEnd(text, i);
        int jEnd = segmentEnd(other.text, j);
        boolean iNumber = DigitRuns.end(text, i, iEnd) == iEnd;
        boolean jNumber = DigitRuns.end(other.text, j, jEnd) == jEnd;
        if (iNumber != jNumber) {
          return iNumber ? 1 : -1;
        }
        int order =
            iNumber
                ? numbers(i, iEnd, other, j, jEnd)
                : DigitRuns.compareText(text, i, iEnd, other.text, j, jEnd);
        if (order != 0) {
          return order;
        }
        i = iEnd + 1;
        j = jEnd + 1;
      }
      return Boolean.compare(i < text.length(), j < other.text.length());
    }

    private static int segmentEnd(String text, int from) {
      int i = from;
      while (i < text.length() && !separator(text.charAt(i))) {
        i++;
      }
      return i;
    }
  }
}
