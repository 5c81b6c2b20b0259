package dev.plinth.advisories.version;

import java.util.ArrayList;
import java.util.List;

/**
 * RubyGems' order, that of {@code Gem::Version}: runs of digits and runs of letters, all else only
 * separates, a hyphen stands for {@code .pre.}. Letters sort before any number, so that they make a
 * pre-release; zeros before the first letters and at the end do not count.
 */
final class GemOrder implements VersionOrder {
  @Override
  public String id() {
    return "gem";
  }

  @Override
  public int compare(String first, String second) {
    List<Segment> a = segments(first);
    List<Segment> b = segments(second);
    int length = Math.max(a.size(), b.size());
    for (int i = 0; i < length; i++) {
      int order =
          (i < a.size() ? a.get(i) : Segment.ZERO)
              .compareTo(i < b.size() ? b.get(i) : Segment.ZERO);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<Segment> segments(String text) {
    List<Segment> segments = new ArrayList<>();
    boolean letters = false;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (DigitRuns.digit(c)) {
        int end = DigitRuns.end(text, i, text.length());
        segments.add(new Segment(true, text, i, end));
        i = end;
      } else if (DigitRuns.letter(c) || c == '-') {
        if (!letters) {
          dropZeros(segments);
          letters = true;
        }
        int end = i + 1;
        while (c != '-' && end < text.length() && DigitRuns.letter(text.charAt(end))) {
          end++;
        }
        segments.add(c == '-' ? Segment.PRE : new Segment(false, text, i, end));
        i = end;
      } else {
        i++;
      }
    }
    return segments;
  }

  private static void dropZeros(List<Segment> segments) {
    while (!segments.isEmpty() && segments.getLast().zero()) {
      segments.removeLast();
    }
  }

  private record Segment(boolean number, String text, int from, int to)
      implements Comparable<Segment> {
    static final Segment ZERO = new Segment(true, "", 0, 0);
    static final Segment PRE = new Segment(false, "pre", 0, 3);

    boolean zero() {
      return number && DigitRuns.zero(text, from, to);
    }

    @Override
    public int compareTo(Segment other) {
      if (number != other.number) {
        return number ? 1 : -1;
      }
      return number
          ? DigitRuns.compare(text, from, to, other.text, other.from, other.to)
          : DigitRuns.compareText(text, from, to, other.text, other.from, other.to);
    }
  }
}
