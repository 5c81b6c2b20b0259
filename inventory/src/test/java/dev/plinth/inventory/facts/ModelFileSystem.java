package dev.plinth.inventory.facts;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A file system in memory that applies layers the plain way; slow and obvious. */
final class ModelFileSystem {
  enum What {
    FACTS,
    PLAIN,
    DIRECTORY,
    SYMLINK,
    HARDLINK,
    OPAQUE,
    WHITEOUT
  }

  record Op(What what, String path, String detail) {
    void write(LayerScript script) {
      switch (what) {
        case FACTS -> script.file(path, "npm " + detail + " 1");
        case PLAIN -> script.file(path, "");
        case DIRECTORY -> script.dir(path);
        case SYMLINK -> script.symlink(path, detail);
        case HARDLINK -> script.hardlink(path, detail);
        case OPAQUE -> script.opaque(path);
        case WHITEOUT -> script.whiteout(path);
      }
    }
  }

  /** A file, folder or link; two names of one file share it. */
  private static final class Inode {
    final What what;
    final String detail;
    final Map<String, Inode> children = new TreeMap<>();

    /** What this layer's whiteouts took away: hard links may still refer to it. */
    final Map<String, Inode> ghosts = new TreeMap<>();

    Inode(What what, String detail) {
      this.what = what;
      this.detail = detail;
    }
  }

  private Inode root = new Inode(What.DIRECTORY, "");

  void apply(List<Op> ops) {
    root = copy(root, new IdentityHashMap<>());
    // The links of the lower layers that this layer replaces by folders.
    List<Inode> barred = new ArrayList<>();
    for (Op op : ops) {
      if (op.what == What.DIRECTORY) {
        Inode parent = resolve(parent(op.path), false, barred);
        Inode there = parent == null ? null : parent.children.get(name(op.path));
        if (there != null && there.what == What.SYMLINK) {
          barred.add(there);
        }
      }
    }
    for (Op op : ops) {
      if (op.what == What.WHITEOUT) {
        Inode parent = resolve(parent(op.path), false, barred);
        if (parent != null) {
          Inode gone = parent.children.remove(name(op.path));
          if (gone != null) {
            parent.ghosts.put(name(op.path), gone);
          }
        }
      } else if (op.what == What.OPAQUE) {
        Inode folder = resolve(op.path, false, barred);
        if (folder != null) {
          folder.ghosts.putAll(folder.children);
          folder.children.clear();
        }
      }
    }
    for (Op op : ops) {
      apply(op);
    }
  }

  private void apply(Op op) {
    String name = name(op.path);
    switch (op.what) {
      case WHITEOUT, OPAQUE -> {}
      case DIRECTORY -> {
        Inode parent = resolve(parent(op.path), true, List.of());
        Inode there = parent == null ? null : parent.children.get(name);
        if (parent != null && (there == null || there.what != What.DIRECTORY)) {
          makeFolder(parent, name);
        }
      }
      case FACTS, PLAIN, SYMLINK -> {
        Inode parent = resolve(parent(op.path), true, List.of());
        if (parent != null) {
          put(parent, name, new Inode(op.what, op.detail));
        }
      }
      case HARDLINK -> {
        Inode target = lookup(op.detail);
        Inode parent = resolve(parent(op.path), true, List.of());
        if (parent == null) {
          return;
        }
        if (target == null || target.what == What.DIRECTORY) {
          // A link that cannot be made leaves nothing where it was to stand.
          parent.children.remove(name);
          parent.ghosts.remove(name);
        } else {
          put(parent, name, target);
        }
      }
    }
  }

  private static void put(Inode parent, String name, Inode inode) {
    parent.children.put(name, inode);
    parent.ghosts.remove(name);
  }

  private static void makeFolder(Inode parent, String name) {
    Inode made = new Inode(What.DIRECTORY, "");
    Inode ghost = parent.ghosts.remove(name);
    if (ghost != null && !parent.children.containsKey(name)) {
      made.ghosts.putAll(ghost.ghosts);
      made.ghosts.putAll(ghost.children);
    }
    parent.children.put(name, made);
  }

  /** What a hard link's target names: what is there, else what was whited out. */
  private @Nullable Inode lookup(String path) {
    List<String> real = realPath(parent(path), false, List.of());
    if (real == null) {
      return null;
    }
    Inode folder = root;
    for (String part : real) {
      folder = step(folder, part);
      if (folder == null || folder.what != What.DIRECTORY) {
        return null;
      }
    }
    return step(folder, name(path));
  }

  private static @Nullable Inode step(Inode folder, String part) {
    Inode there = folder.children.get(part);
    return there == null ? folder.ghosts.get(part) : there;
  }

  private @Nullable Inode resolve(String path, boolean make, List<Inode> barred) {
    List<String> real = realPath(path, make, barred);
    if (real == null) {
      return null;
    }
    Inode folder = root;
    for (String part : real) {
      folder = folder.children.get(part);
      if (folder == null) {
        return null;
      }
    }
    return folder;
  }

  /** The parts of the path with all links followed; null where they loop or are barred. */
  private @Nullable List<String> realPath(String path, boolean make, List<Inode> barred) {
    List<String> open = new ArrayList<>(List.of(path.split("/")));
    List<String> done = new ArrayList<>();
    int links = 0;
    while (!open.isEmpty()) {
      String part = open.removeFirst();
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (part.equals("..")) {
        if (!done.isEmpty()) {
          done.removeLast();
        }
        continue;
      }
      Inode folder = root;
      for (String each : done) {
        folder = folder == null ? null : folder.children.get(each);
      }
      Inode there = folder == null ? null : folder.children.get(part);
      if (there != null && there.what == What.SYMLINK) {
        if (barred.contains(there) || ++links > 40) {
          return null;
        }
        if (there.detail.startsWith("/")) {
          done.clear();
        }
        open.addAll(0, List.of(there.detail.split("/")));
        continue;
      }
      if (make && folder != null && (there == null || there.what != What.DIRECTORY)) {
        makeFolder(folder, part);
      }
      done.add(part);
    }
    return done;
  }

  private static Inode copy(Inode inode, IdentityHashMap<Inode, Inode> copies) {
    if (inode.what != What.DIRECTORY) {
      return inode;
    }
    Inode known = copies.get(inode);
    if (known != null) {
      return known;
    }
    Inode made = new Inode(inode.what, inode.detail);
    copies.put(inode, made);
    inode.children.forEach((name, child) -> made.children.put(name, copy(child, copies)));
    return made;
  }

  /** The visible packages by name, each with all names of its file. */
  TreeMap<String, TreeSet<String>> packages() {
    TreeMap<String, TreeSet<String>> packages = new TreeMap<>();
    collect(root, "", packages);
    return packages;
  }

  private static void collect(Inode folder, String path, TreeMap<String, TreeSet<String>> to) {
    folder.children.forEach((name, child) -> {
      String here = path.isEmpty() ? name : path + "/" + name;
      if (child.what == What.FACTS) {
        to.computeIfAbsent(child.detail, key -> new TreeSet<>()).add(here);
      }
      collect(child, here, to);
    });
  }

  /** How many files are visible, under however many names. */
  int files() {
    IdentityHashMap<Inode, Inode> files = new IdentityHashMap<>();
    collect(root, files);
    return files.size();
  }

  private static void collect(Inode folder, IdentityHashMap<Inode, Inode> to) {
    for (Inode child : folder.children.values()) {
      if (child.what == What.FACTS || child.what == What.PLAIN) {
        to.put(child, child);
      }
      collect(child, to);
    }
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
