package dev.plinth.dockerfile.shell;

/**
 * How many characters of a text were looked at before they are read: bounded, so that reading takes
 * linear time however often something begins that does not end. Shared by all cursors of one text.
 */
final class LookAhead {
  /** Characters for each one of the text. */
  private static final int EACH = 16;

  private long left;
  private long looked;

  LookAhead(int length) {
    this.left = 4_096 + (long) EACH * length;
  }

  /** From there, how far may be looked. */
  int reach(int from, int end) {
    return (int) Math.min(end, from + left);
  }

  /** So many were looked at where the reader has no other way to know how what it reads goes on. */
  void spend(int characters) {
    left = Math.max(0, left - characters);
    looked += characters;
  }

  /** So many were looked at, each of them a bounded number of times. */
  void count(int characters) {
    looked += characters;
  }

  /** How many in all. */
  long looked() {
    return looked;
  }
}
