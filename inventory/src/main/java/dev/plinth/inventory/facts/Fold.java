package dev.plinth.inventory.facts;

import dev.plinth.foundation.SafeText;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.oci.tar.EntryType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
final class Fold {
  private static final int MAX_PROBLEMS = 100;

  private final VisibleTree tree = new VisibleTree();
  private final PathWalk walk = new PathWalk(tree);
  private final List<FileVersion> versions = new ArrayList<>();

  /** By node: the version last set there, null when none ever was. */
  private final List<@Nullable FileVersion> latest = new ArrayList<>();

  private final DatabaseRuns databases = new DatabaseRuns(tree);
  private final List<Problem> problems = new ArrayList<>();
  private int layers;

  VisibleTree tree() {
    return tree;
  }

  PathWalk walk() {
    return walk;
  }

  DatabaseRuns databases() {
    return databases;
  }

  /** What was odd about the layers. */
  List<Problem> problems() {
    return problems;
  }

  /** The next layer, from the base upwards. */
  void add(LayerFacts layer) {
    int index = layers++;
    tree.beginLayer();
    for (Problem problem : layer.statements().problems()) {
      problems.add(new Problem(problem.path(), index, problem.text()));
    }
    if (layer.sizes().whiteouts() > 0) {
      whiteouts(layer, index);
    }
    tree.beginEntries();
    entries(layer, index);
    databases.endLayer(index);
  }

  /** The files that say something and are visible, in no order. */
  List<FileVersion> visible() {
    List<FileVersion> visible = new ArrayList<>();
    for (int node = 0; node < tree.size(); node++) {
      if (tree.liveFile(node)) {
        visible.add(versions.get(tree.version(node)));
      }
    }
    return visible;
  }

  private void whiteouts(LayerFacts layer, int index) {
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

  private void entries(LayerFacts layer, int index) {
    List<FileFacts> files = layer.statements().files();
    int nextFile = 0;
    for (EntryCursor at = layer.table().cursor(); at.next(); ) {
      FileFacts facts = null;
      if (nextFile < files.size() && files.get(nextFile).ordinal() == at.ordinal()) {
        facts = files.get(nextFile++);
      }
      int name = name(at);
      if (at.pathLength() == 0
          || Whiteouts.kind(at.path(), name, at.pathLength()) != Whiteouts.Kind.NONE) {
        continue;
      }
      switch (at.type()) {
        case FILE -> {
          if (facts == null) {
            remove(at, name, index);
          } else {
            int node = make(at, name, index);
            if (node >= 0) {
              set(node, facts, index, index);
            }
          }
        }
        case DIRECTORY -> directory(at, name, index);
        case SYMLINK -> {
          int node = make(at, name, index);
          if (node >= 0) {
            tree.setSymlink(node, at.link(), 0, at.linkLength());
          }
        }
        case HARDLINK -> hardlink(at, name, index);
        case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, OTHER -> remove(at, name, index);
      }
      if (facts != null && at.type() != EntryType.FILE) {
        for (String problem : facts.problems()) {
          problems.add(new Problem(facts.path(), index, problem));
        }
      }
    }
  }

  /** Something that need not be remembered takes the place of what was there. */
  private void remove(EntryCursor at, int name, int index) {
    int node = look(at, name, index);
    if (node >= 0) {
      tree.clear(node);
    }
  }

  private void directory(EntryCursor at, int name, int index) {
    int node = look(at, name, index);
    if (node >= 0 && tree.standsIn(node)) {
      tree.clear(node);
    }
  }

  private void hardlink(EntryCursor at, int name, int index) {
    byte[] link = at.link();
    int length = at.linkLength();
    int targetName = lastPart(link, length);
    int folder = walk.folder(link, Math.max(0, targetName - 1), PathWalk.Mode.LOOK);
    int target = folder < 0 ? ABSENT : tree.child(folder, link, targetName, length - targetName);
    FileVersion file = target < 0 ? null : linkedFile(target);
    boolean symlink = file == null && target >= 0 && linkedSymlink(target);
    if (file == null && !symlink) {
      remove(at, name, index);
      return;
    }
    int node = make(at, name, index);
    if (node < 0 || (node == target && tree.live(node))) {
      return;
    }
    if (file != null) {
      set(node, file.facts(), file.contentLayer(), index);
    } else {
      tree.setSymlink(node, tree.text(), tree.linkOffset(target), tree.linkLength(target));
    }
  }

  /** The file there now, else the one that this layer's whiteouts have just hidden. */
  private @Nullable FileVersion linkedFile(int target) {
    if (tree.live(target)) {
      return tree.kind(target) == VisibleTree.FILE ? versions.get(tree.version(target)) : null;
    }
    FileVersion last = target < latest.size() ? latest.get(target) : null;
    return last != null && tree.whitedOut(target, last.setAt()) ? last : null;
  }

  private boolean linkedSymlink(int target) {
    return tree.kind(target) == VisibleTree.SYMLINK
        && (tree.live(target) || tree.whitedOut(target, tree.setAt(target)));
  }

  private static final int ABSENT = PathWalk.ABSENT;

  private void set(int node, FileFacts facts, int contentLayer, int index) {
    while (latest.size() <= node) {
      latest.add(null);
    }
    FileVersion last = latest.get(node);
    FileVersion before = null;
    if (last != null) {
      if (tree.setInThisLayer(last.setAt())) {
        before = last.before();
      } else if (tree.liveAtLayerStart(node, last.setAt())) {
        before = last;
      }
    }
    tree.setFile(node, versions.size());
    FileVersion version =
        new FileVersion(facts, contentLayer, index, before, node, tree.setAt(node));
    versions.add(version);
    latest.set(node, version);
    databases.set(version);
  }

  private int look(EntryCursor at, int name, int index) {
    int folder = walk.folder(at.path(), Math.max(0, name - 1), PathWalk.Mode.ENTER);
    return folder < 0
        ? missing(folder, at, index)
        : tree.child(folder, at.path(), name, at.pathLength() - name);
  }

  private int make(EntryCursor at, int name, int index) {
    int folder = walk.folder(at.path(), Math.max(0, name - 1), PathWalk.Mode.MAKE);
    return folder < 0
        ? missing(folder, at, index)
        : tree.childOrNew(folder, at.path(), name, at.pathLength() - name);
  }

  private int missing(int why, EntryCursor at, int index) {
    if (why == PathWalk.LOOP) {
      problem(at, index, "it lies beneath symbolic links that lead in a circle");
    }
    return ABSENT;
  }

  private void problem(EntryCursor at, int index, String text) {
    if (problems.size() < MAX_PROBLEMS * (index + 1)) {
      problems.add(new Problem(at.pathText(), index, SafeText.of(text)));
    }
  }

  private static int name(EntryCursor at) {
    return lastPart(at.path(), at.pathLength());
  }

  private static int lastPart(byte[] path, int length) {
    int i = length;
    while (i > 0 && path[i - 1] != '/') {
      i--;
    }
    return i;
  }
}
