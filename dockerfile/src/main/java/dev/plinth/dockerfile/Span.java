package dev.plinth.dockerfile;

/**
 * A stretch of a file's bytes.
 *
 * @param start offset of the first byte
 * @param end offset behind the last byte, not below the start
 */
public record Span(int start, int end) implements Comparable<Span> {
  /** Refuses what is no stretch. */
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no span: " + start + " to " + end);
    }
  }

  // By hand: what the JVM makes for records is generated at run time (docs/adr/0004).

  @Override
  public boolean equals(Object other) {
    return other instanceof Span span && start == span.start && end == span.end;
  }

  @Override
  public int hashCode() {
    return 31 * start + end;
  }

  /** How many bytes. */
  public int length() {
    return end - start;
  }

  /** True where nothing is in it: a place between two bytes. */
  public boolean isEmpty() {
    return start == end;
  }

  /** True where the other lies within this one. */
  public boolean contains(Span other) {
    return start <= other.start && other.end <= end;
  }

  /** True where both have a byte in common, or one is a place strictly within the other. */
  public boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }

  /** The smallest stretch that holds both. */
  public Span to(Span other) {
    return new Span(Math.min(start, other.start), Math.max(end, other.end));
  }

  @Override
  public int compareTo(Span other) {
    int byStart = Integer.compare(start, other.start);
    return byStart != 0 ? byStart : Integer.compare(end, other.end);
  }
}
