package dev.plinth.inventory.facts;

import dev.plinth.foundation.SafeText;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.oci.tar.EntryType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of the layers says something: which facts are visible, and since when. */
final class Fold extends TreeFold {
  private static final int MAX_PROBLEMS = 100;

  private final List<FileVersion> versions = new ArrayList<>();

  /** By node: the version last set there, null when none ever was. */
  private final List<@Nullable FileVersion> latest = new ArrayList<>();

  private final DatabaseRuns databases = new DatabaseRuns(tree);
  private final List<Problem> problems = new ArrayList<>();
  private int layers;

  Fold() {
    super(VisibleTree.MAX_NODES);
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

  @Override
  void problem(EntryCursor at, int index, String text) {
    if (problems.size() < MAX_PROBLEMS * (index + 1)) {
      problems.add(new Problem(at.pathText(), index, SafeText.of(text)));
    }
  }
}
