package dev.plinth.dockerfile.context;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for paths with slashes, in one of two dialects:
 *
 * <pre>
 * pattern = { "*" | "?" | "[" [ "^" ] { character [ "-" character ] } "]" | "\" character | character }
 * </pre>
 *
 * as Go's {@code path/filepath.Match} has it; and as {@code .dockerignore} has it, where {@code **}
 * spans folders, a slash behind it included, and a class may match a slash. Matching takes time in
 * the product of pattern and path, never more. Immutable.
 */
final class PathPattern implements IgnoreFile.PathMatcher {
  private static final int STAR = -1;
  private static final int ONE = -2;

  /** {@code **} at the end: anything. */
  private static final int ALL = -3;

  /** {@code **} elsewhere: nothing, or anything up to a slash. */
  private static final int FOLDERS = -4;

  /** And below: a class, by its index. */
  private static final int CLASS = -5;

  private final int[] tokens;
  private final List<int[]> classes;
  private final boolean classTakesSlash;

  private PathPattern(int[] tokens, List<int[]> classes, boolean classTakesSlash) {
    this.tokens = tokens;
    this.classes = classes;
    this.classTakesSlash = classTakesSlash;
  }

  /**
   * Reads a pattern.
   *
   * @param spanning true where {@code **} spans folders
   * @return null where Go would refuse it
   */
  static @Nullable PathPattern of(String pattern, boolean spanning) {
    int[] text = pattern.codePoints().toArray();
    int[] tokens = new int[text.length];
    int count = 0;
    List<int[]> classes = new ArrayList<>(0);
    int at = 0;
    while (at < text.length) {
      int c = text[at++];
      if (c == '*') {
        if (spanning && at < text.length && text[at] == '*') {
          at++;
          if (at < text.length && text[at] == '/') {
            at++;
          }
          tokens[count++] = at == text.length ? ALL : FOLDERS;
        } else {
          tokens[count++] = STAR;
        }
      } else if (c == '?') {
        tokens[count++] = ONE;
      } else if (c == '[') {
        int end = characterClass(text, at, classes);
        if (end < 0) {
          return null;
        }
        tokens[count++] = CLASS - (classes.size() - 1);
        at = end;
      } else if (c == '\\') {
        if (at == text.length) {
          return null;
        }
        tokens[count++] = text[at++];
      } else {
        tokens[count++] = c;
      }
    }
    return new PathPattern(java.util.Arrays.copyOf(tokens, count), classes, spanning);
  }

  /** Reads a class behind its bracket: 1 where negated, then pairs; the index behind it, or -1. */
  private static int characterClass(int[] text, int from, List<int[]> classes) {
    int at = from;
    boolean negated = at < text.length && text[at] == '^';
    at += negated ? 1 : 0;
    List<Integer> ranges = new ArrayList<>();
    ranges.add(negated ? 1 : 0);
    while (at < text.length && (text[at] != ']' || ranges.size() == 1)) {
      for (int side = 0; side < 2; side++) {
        if (at < text.length && text[at] == '\\') {
          at++;
        } else if (at < text.length && (text[at] == '-' || text[at] == ']')) {
          return -1;
        }
        if (at >= text.length) {
          return -1;
        }
        ranges.add(text[at++]);
        if (side == 0) {
          if (at < text.length && text[at] == '-') {
            at++;
          } else {
            ranges.add(ranges.getLast());
            break;
          }
        }
      }
    }
    if (at >= text.length) {
      return -1;
    }
    classes.add(ranges.stream().mapToInt(Integer::intValue).toArray());
    return at + 1;
  }

  @Override
  public long cost(String path) {
    return (long) (tokens.length + 1) * (path.length() + 1);
  }

  @Override
  public boolean matches(String path) {
    int[] text = path.codePoints().toArray();
    BitSet reached = new BitSet(text.length + 1);
    reached.set(0);
    for (int token : tokens) {
      if (reached.isEmpty()) {
        return false;
      }
      reached = step(token, text, reached);
    }
    return reached.get(text.length);
  }

  private BitSet step(int token, int[] text, BitSet reached) {
    BitSet next = new BitSet(text.length + 1);
    if (token == ALL) {
      next.set(reached.nextSetBit(0), text.length + 1);
      return next;
    }
    if (token == FOLDERS) {
      next.or(reached);
      for (int at = reached.nextSetBit(0); at < text.length; at++) {
        if (text[at] == '/') {
          next.set(at + 1);
        }
      }
      return next;
    }
    if (token == STAR) {
      boolean open = false;
      for (int at = 0; at <= text.length; at++) {
        open |= reached.get(at);
        if (open) {
          next.set(at);
        }
        open &= at < text.length && text[at] != '/';
      }
      return next;
    }
    for (int at = reached.nextSetBit(0);
        at >= 0 && at < text.length;
        at = reached.nextSetBit(at + 1)) {
      if (one(token, text[at])) {
        next.set(at + 1);
      }
    }
    return next;
  }

  private boolean one(int token, int c) {
    if (token == ONE) {
      return c != '/';
    }
    if (token > CLASS) {
      return token == c;
    }
    if (c == '/' && !classTakesSlash) {
      return false;
    }
    int[] ranges = classes.get(CLASS - token);
    for (int i = 1; i < ranges.length; i += 2) {
      if (ranges[i] <= c && c <= ranges[i + 1]) {
        return ranges[0] == 0;
      }
    }
    return ranges[0] == 1;
  }

  /** A path without empty parts, {@code .} and inner {@code ..}, as Go's Clean leaves it. */
  static String clean(String path) {
    boolean rooted = path.startsWith("/");
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".") && !(part.equals("..") && rooted)) {
        parts.add(part);
      }
    }
    String joined = String.join("/", parts);
    return rooted ? "/" + joined : joined.isEmpty() ? "." : joined;
  }
}
