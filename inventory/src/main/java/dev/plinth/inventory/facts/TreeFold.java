package dev.plinth.inventory.facts;

import dev.plinth.oci.tar.EntryType;

/**
 * Lays layers over each other: OCI image-spec layer.md § Applying Changesets.
 *
 * <ul>
 *   <li>Whiteouts take effect before anything else of their layer, wherever they stand in it, and
 *       never on the root. They act on the lower layers only.
 *   <li>A folder over a folder keeps what is in it; over anything else, a symbolic link to a folder
 *       included, it replaces it. Anything else over a folder removes all that was in it. A file
 *       where a path needs a folder becomes one.
 *   <li>A path that leads through symbolic links is followed inside the image's root.
 *   <li>A hard link is the same file as the one its target names when it is made (one that the same
 *       layer whites out included), and outlives it.
 *   <li>Of two entries of one path the later counts.
 * </ul>
 */
abstract class TreeFold {
  static final int ABSENT = PathWalk.ABSENT;

  final VisibleTree tree;
  final PathWalk walk;

  /** Over at most so many nodes. */
  TreeFold(int maxNodes) {
    tree = new VisibleTree(maxNodes);
    walk = new PathWalk(tree);
  }

  final VisibleTree tree() {
    return tree;
  }

  final PathWalk walk() {
    return walk;
  }

  /** Something odd about an entry of that layer. */
  abstract void problem(EntryCursor at, int index, String text);

  final void whiteouts(LayerFacts layer, int index) {
    walk.barred.clear();
    for (EntryCursor at = layer.table().cursor(); at.next(); ) {
      if (at.type() == EntryType.DIRECTORY && at.pathLength() > 0) {
        int name = name(at);
        int folder = walk.folder(at.path(), Math.max(0, name - 1), PathWalk.Mode.LOOK);
        if (folder >= 0) {
          int node = tree.child(folder, at.path(), name, at.pathLength() - name);
          if (node >= 0 && tree.liveSymlink(node)) {
            walk.barred.add(node);
            walk.forget();
          }
        }
      }
    }
    for (EntryCursor at = layer.table().cursor(); at.next(); ) {
      int name = name(at);
      switch (Whiteouts.kind(at.path(), name, at.pathLength())) {
        case NONE, IGNORED -> {}
        case INVALID -> problem(at, index, "it is a whiteout that names nothing");
        case OPAQUE -> {
          int folder = walk.folder(at.path(), Math.max(0, name - 1), PathWalk.Mode.LOOK);
          if (folder >= 0 && !tree.liveFile(folder)) {
            tree.clear(folder);
          }
        }
        case REMOVE -> {
          int folder = walk.folder(at.path(), Math.max(0, name - 1), PathWalk.Mode.LOOK);
          int from = name + Whiteouts.prefix();
          int node =
              folder < 0 ? folder : tree.child(folder, at.path(), from, at.pathLength() - from);
          if (node >= 0) {
            tree.clear(node);
          }
        }
      }
    }
    walk.barred.clear();
    walk.forget();
  }

  /** Something that need not be remembered takes the place of what was there. */
  final void remove(EntryCursor at, int name, int index) {
    int node = look(at, name, index);
    if (node >= 0) {
      tree.clear(node);
    }
  }

  final void directory(EntryCursor at, int name, int index) {
    int node = look(at, name, index);
    if (node >= 0 && tree.standsIn(node)) {
      tree.clear(node);
    }
  }

  final int look(EntryCursor at, int name, int index) {
    int folder = walk.folder(at.path(), Math.max(0, name - 1), PathWalk.Mode.ENTER);
    return folder < 0
        ? missing(folder, at, index)
        : tree.child(folder, at.path(), name, at.pathLength() - name);
  }

  final int make(EntryCursor at, int name, int index) {
    int folder = walk.folder(at.path(), Math.max(0, name - 1), PathWalk.Mode.MAKE);
    return folder < 0
        ? missing(folder, at, index)
        : tree.childOrNew(folder, at.path(), name, at.pathLength() - name);
  }

  final int missing(int why, EntryCursor at, int index) {
    if (why == PathWalk.LOOP) {
      problem(at, index, "it lies beneath symbolic links that lead in a circle");
    }
    return ABSENT;
  }

  static int name(EntryCursor at) {
    return lastPart(at.path(), at.pathLength());
  }

  static int lastPart(byte[] path, int length) {
    int i = length;
    while (i > 0 && path[i - 1] != '/') {
      i--;
    }
    return i;
  }
}
