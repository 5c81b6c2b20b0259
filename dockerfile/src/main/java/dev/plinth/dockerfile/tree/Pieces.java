package dev.plinth.dockerfile.tree;

import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.tree.Dockerfile.Piece;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/** The pieces of a file, each behind the one before: a few bytes each, however many there are. */
public final class Pieces extends AbstractList<Piece> implements RandomAccess {
  private final int[] ends;
  private final Piece.Kind[] kinds;

  private Pieces(int[] ends, Piece.Kind[] kinds) {
    this.ends = ends;
    this.kinds = kinds;
  }

  @Override
  public Piece get(int index) {
    Objects.checkIndex(index, ends.length);
    int start = index == 0 ? 0 : ends[index - 1];
    return new Piece(kinds[index], new Span(start, ends[index]));
  }

  @Override
  public int size() {
    return ends.length;
  }

  /** Puts them together. */
  public static final class Builder {
    private int[] ends = new int[64];
    private Piece.Kind[] kinds = new Piece.Kind[64];
    private int count;

    /** The next one, from the end of the last to there. */
    public void add(Piece.Kind kind, int end) {
      if (count == ends.length) {
        ends = Arrays.copyOf(ends, count * 2);
        kinds = Arrays.copyOf(kinds, count * 2);
      }
      ends[count] = end;
      kinds[count++] = kind;
    }

    /** All of them. */
    public Pieces build() {
      return new Pieces(Arrays.copyOf(ends, count), Arrays.copyOf(kinds, count));
    }
  }
}
