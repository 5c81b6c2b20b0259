package dev.plinth.inventory.facts;

import dev.plinth.foundation.PlinthException;
import dev.plinth.inventory.Package;
import dev.plinth.inventory.catalog.Account;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.inventory.profile.ProfileBuilder;
import dev.plinth.inventory.profile.ProfileBuilder.VisibleFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All files of an image, as they lie on top of each other: what an image is cannot be told by the
 * files alone that say something of packages.
 */
final class FileFold extends TreeFold {
  private static final String CAPABILITIES = "security.capability";

  /** Who owns a file that gives its rights away: such are few. */
  private record Rights(long user, long group, boolean capabilities) {}

  private static final Rights NONE = new Rights(0, 0, false);

  private int files;
  private long[] sizes = new long[1024];
  private short[] modes = new short[1024];
  private int[] layers = new int[1024];
  private final Map<Integer, Rights> rights = new HashMap<>();
  private int index = -1;

  private FileFold() {
    super(VisibleTree.MAX_NODES);
  }

  /**
   * What these layers give together, from the base upwards.
   *
   * @param owned hashes of paths that the distribution's packages own
   */
  static ImageProfile profile(
      List<LayerFacts> layers,
      List<Package> packages,
      LongSet owned,
      List<Account> users,
      List<Account> groups) {
    FileFold fold = new FileFold();
    List<Long> contents = new ArrayList<>(layers.size());
    try {
      for (LayerFacts layer : layers) {
        fold.add(layer);
        contents.add(layer.sizes().content());
      }
    } catch (PlinthException e) {
      if (e.code().equals("PLINTH-FACTS-LIMIT")) {
        return ImageProfile.UNKNOWN;
      }
      throw e;
    }
    ProfileBuilder builder = new ProfileBuilder(contents);
    fold.tell(builder, owned);
    return builder.build(packages, users, groups);
  }

  /** The next layer, from the base upwards. */
  private void add(LayerFacts layer) {
    index++;
    tree.beginLayer();
    if (layer.sizes().whiteouts() > 0) {
      whiteouts(layer, index);
    }
    tree.beginEntries();
    for (EntryCursor at = layer.table().cursor(); at.next(); ) {
      int name = name(at);
      if (at.pathLength() == 0
          || Whiteouts.kind(at.path(), name, at.pathLength()) != Whiteouts.Kind.NONE) {
        continue;
      }
      switch (at.type()) {
        case FILE -> {
          int node = make(at, name, index);
          if (node >= 0) {
            tree.setFile(node, number(at));
          }
        }
        case DIRECTORY -> directory(at, name, index);
        case SYMLINK -> {
          int node = make(at, name, index);
          if (node >= 0) {
            tree.setSymlink(node, at.link(), 0, at.linkLength());
          }
        }
        case HARDLINK -> hardlink(at, name);
        case CHARACTER_DEVICE, BLOCK_DEVICE, FIFO, OTHER -> remove(at, name, index);
      }
    }
  }

  private int number(EntryCursor at) {
    if (files == sizes.length) {
      int larger = files * 2;
      sizes = Arrays.copyOf(sizes, larger);
      modes = Arrays.copyOf(modes, larger);
      layers = Arrays.copyOf(layers, larger);
    }
    sizes[files] = at.size();
    modes[files] = (short) (at.mode() & 07777);
    layers[files] = index;
    boolean capabilities = at.attribute(CAPABILITIES);
    if (capabilities || (at.mode() & 06000) != 0) {
      rights.put(files, new Rights(at.user(), at.group(), capabilities));
    }
    return files++;
  }

  private void hardlink(EntryCursor at, int name) {
    byte[] link = at.link();
    int length = at.linkLength();
    int targetName = lastPart(link, length);
    int folder = walk.folder(link, Math.max(0, targetName - 1), PathWalk.Mode.LOOK);
    int target = folder < 0 ? ABSENT : tree.child(folder, link, targetName, length - targetName);
    boolean there =
        target >= 0
            && tree.kind(target) != VisibleTree.PLAIN
            && (tree.live(target) || tree.whitedOut(target, tree.setAt(target)));
    if (!there) {
      remove(at, name, index);
      return;
    }
    int node = make(at, name, index);
    if (node < 0 || (node == target && tree.live(node))) {
      return;
    }
    if (tree.kind(target) == VisibleTree.FILE) {
      tree.setFile(node, tree.version(target));
    } else {
      tree.setSymlink(node, tree.text(), tree.linkOffset(target), tree.linkLength(target));
    }
  }

  /** What is odd was said when the packages were told. */
  @Override
  void problem(EntryCursor at, int layer, String text) {}

  private void tell(ProfileBuilder builder, LongSet owned) {
    for (int node = 1; node < tree.size(); node++) {
      if (tree.liveFile(node)) {
        String path = tree.path(node);
        int number = tree.version(node);
        Rights special = rights.getOrDefault(number, NONE);
        builder.file(
            new VisibleFile(
                path,
                number,
                sizes[number],
                modes[number],
                special.user(),
                special.group(),
                special.capabilities(),
                layers[number],
                owned(path, owned)));
      } else if (tree.liveSymlink(node)) {
        int target = walk.target(node);
        if (target > VisibleTree.ROOT && tree.liveFile(target)) {
          int number = tree.version(target);
          builder.link(tree.path(node), tree.path(target), number, modes[number]);
        }
      }
    }
  }

  /** Where {@code /usr} is merged, packages may list a file as it lay before. */
  private static boolean owned(String path, LongSet owned) {
    return owned.contains(PathHash.of(path))
        || (path.startsWith("usr/") && owned.contains(PathHash.of(path.substring(4))));
  }
}
