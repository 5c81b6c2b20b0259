package dev.plinth.inventory.facts;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds where a path leads in a {@link VisibleTree}: symbolic links are followed inside the image's
 * own root, {@code ..} stays in it, loops end.
 */
final class PathWalk {
  /** Nothing that is remembered lies there. */
  static final int ABSENT = -1;

  /** The path leads through symbolic links in a circle, or through too many. */
  static final int LOOP = -2;

  /** As many links as Linux follows (path_resolution(7)). */
  private static final int MAX_LINKS = 40;

  private static final int MAX_PENDING = 1 << 16;
  private static final long MAX_STEPS = 2_000_000_000L;

  /** How to treat what is met on the way. */
  enum Mode {
    /** Look only. */
    LOOK,
    /** Something is to be put there: a file in the way becomes a folder. */
    ENTER,
    /** As ENTER, and what is missing is made. */
    MAKE
  }

  private final VisibleTree tree;

  /**
   * Links that the current layer replaces by folders of its own: its whiteouts do not pass them.
   */
  final Set<Integer> barred = new HashSet<>();

  private long steps;
  private byte[] pending = new byte[512];
  private int start;
  private int end;
  private byte[] lastPath = new byte[256];
  private int lastLength = -1;
  private int lastMoment;
  private Mode lastMode = Mode.LOOK;
  private int lastResult;

  PathWalk(VisibleTree tree) {
    this.tree = tree;
  }

  /** The folder that this encoded path names, all its links followed. */
  int folder(byte[] path, int length, Mode mode) {
    if (length == 0) {
      return VisibleTree.ROOT;
    }
    if (length == lastLength
        && lastMoment == tree.now()
        && lastMode == mode
        && Arrays.equals(path, 0, length, lastPath, 0, length)) {
      return lastResult;
    }
    load(path, 0, length);
    lastResult = walk(VisibleTree.ROOT, mode);
    if (lastPath.length < length) {
      lastPath = new byte[length * 2];
    }
    System.arraycopy(path, 0, lastPath, 0, length);
    lastLength = length;
    lastMoment = tree.now();
    lastMode = mode;
    return lastResult;
  }

  /** Where a symbolic link leads, in the end. */
  int target(int symlink) {
    load(tree.text(), tree.linkOffset(symlink), tree.linkLength(symlink));
    int from = tree.parent(symlink);
    if (start < end && pending[start] == '/') {
      from = VisibleTree.ROOT;
    }
    return walk(from, Mode.LOOK);
  }

  /** What the last {@link #folder} remembers is void: the bars have changed. */
  void forget() {
    lastLength = -1;
  }

  private int walk(int from, Mode mode) {
    int node = from;
    int depthOutside = 0;
    int links = 0;
    while (start < end) {
      if (++steps > MAX_STEPS) {
        throw FactsErrors.tooEntangled(MAX_STEPS);
      }
      if (pending[start] == '/') {
        start++;
        continue;
      }
      int stop = start;
      while (stop < end && pending[stop] != '/') {
        stop++;
      }
      int length = stop - start;
      int name = start;
      start = stop;
      if (length == 1 && pending[name] == '.') {
        continue;
      }
      if (length == 2 && pending[name] == '.' && pending[name + 1] == '.') {
        if (depthOutside > 0) {
          depthOutside--;
        } else {
          node = tree.parent(node);
        }
        continue;
      }
      if (depthOutside > 0) {
        depthOutside++;
        continue;
      }
      int child =
          mode == Mode.MAKE
              ? tree.childOrNew(node, pending, name, length)
              : tree.child(node, pending, name, length);
      if (child == VisibleTree.NONE) {
        depthOutside = 1;
        continue;
      }
      if (tree.liveSymlink(child)) {
        if (barred.contains(child)) {
          return ABSENT;
        }
        if (++links > MAX_LINKS || !prepend(child)) {
          return LOOP;
        }
        if (start < end && pending[start] == '/') {
          node = VisibleTree.ROOT;
        }
        continue;
      }
      if (mode != Mode.LOOK && tree.standsIn(child)) {
        tree.clear(child);
      }
      node = child;
    }
    return depthOutside > 0 ? ABSENT : node;
  }

  private void load(byte[] from, int offset, int length) {
    if (pending.length < length) {
      pending = new byte[length * 2];
    }
    System.arraycopy(from, offset, pending, 0, length);
    start = 0;
    end = length;
  }

  /** Puts a link's target before what is left of the path. */
  private boolean prepend(int symlink) {
    int length = tree.linkLength(symlink);
    int rest = end - start;
    if (length + 1 + rest > MAX_PENDING) {
      return false;
    }
    steps += (length + rest) >> 3;
    byte[] joined =
        length + 1 + rest > pending.length ? new byte[(length + 1 + rest) * 2] : pending;
    System.arraycopy(pending, start, joined, length + 1, rest);
    System.arraycopy(tree.text(), tree.linkOffset(symlink), joined, 0, length);
    joined[length] = '/';
    pending = joined;
    start = 0;
    end = length + 1 + rest;
    return true;
  }
}
