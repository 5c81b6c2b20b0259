package dev.plinth.bases.tags;

import java.util.ArrayList;
import java.util.List;

/** A piece of a tag that can be newer or older. */
public final class TagPart {
  /** What it tells. */
  public enum Kind {
    /** The version of what the image is for. */
    VERSION,
    /** A further version without a name: of {@code 16-3.4} PostGIS's. */
    SECOND,
    /** Something else that is in the image, with its release: {@code python3.12}, {@code jdk21}. */
    COMPONENT,
    /** The distribution, with its release, as number or code name, or without one. */
    DISTRIBUTION,
    /** Which build of a version it is: {@code -r5}, {@code -1}, {@code _7}, {@code KB5034129}. */
    REVISION,
    /** When it was built. */
    DATE,
    /** A commit, which has no order. */
    HASH
  }

  private final Kind kind;
  private final String name;
  private final String text;
  private final long[] numbers;
  private final int line;

  TagPart(Kind kind, String name, String text, long[] numbers, int line) {
    this.kind = kind;
    this.name = name;
    this.text = text;
    this.numbers = numbers;
    this.line = Math.min(line, numbers.length);
  }

  /** What it tells. */
  public Kind kind() {
    return kind;
  }

  /**
   * What it is of: the product of a distribution as endoflife.date names it, the word before a
   * component's or revision's number; else empty.
   */
  public String name() {
    return name;
  }

  /** As written, without what it is joined to the rest by. */
  public String text() {
    return text;
  }

  /** Its numbers; of a code name those of its release, of a commit and a bare name none. */
  public List<Long> numbers() {
    List<Long> all = new ArrayList<>(numbers.length);
    for (long number : numbers) {
      all.add(number);
    }
    return all;
  }

  /** How many numbers there are. */
  public int precision() {
    return numbers.length;
  }

  long number(int index) {
    return index < numbers.length ? numbers[index] : 0;
  }

  /** How many numbers, from the first, name the release that is stayed on. */
  int line() {
    return line;
  }

  /** The numbers that name the release that is stayed on, with dots between. */
  String lineText() {
    return dotted(line);
  }

  /** All numbers with dots between. */
  String dotted() {
    return dotted(numbers.length);
  }

  private String dotted(int count) {
    StringBuilder dotted = new StringBuilder();
    for (int i = 0; i < count; i++) {
      dotted.append(i == 0 ? "" : ".").append(numbers[i]);
    }
    return dotted.toString();
  }

  /** The first number in which the two differ; -1 where none does. */
  int difference(TagPart other) {
    int longest = Math.max(numbers.length, other.numbers.length);
    for (int i = 0; i < longest; i++) {
      if (number(i) != other.number(i)) {
        return i;
      }
    }
    return -1;
  }

  /** Number by number; of two that are alike as far as both go, the longer is newer. */
  int compareNumbers(TagPart other) {
    int index = difference(other);
    return index < 0
        ? Integer.compare(numbers.length, other.numbers.length)
        : Long.compare(number(index), other.number(index));
  }

  /** By the numbers that name the release alone. */
  int compareLine(TagPart other) {
    int index = difference(other);
    return index < 0 || index >= Math.max(line, other.line)
        ? 0
        : Long.compare(number(index), other.number(index));
  }

  /** True where all numbers of this one are the first ones of the other. */
  boolean begins(TagPart other) {
    int index = difference(other);
    return numbers.length <= other.numbers.length && (index < 0 || index >= numbers.length);
  }
}
