package dev.plinth.inventory.facts;

import java.util.Arrays;

/**
 * What of the stacked layers must be remembered to say which facts are visible: the files that
 * carry facts, symbolic links, and the folders above them. Everything else needs no node: that it
 * is absent, a folder or a file without facts makes no difference to what is remembered.
 *
 * <p>Nodes are never taken out. Each carries the moment its content was set and the moment it was
 * last cleared with all below it; it is live when it was set after the last clearing of itself and
 * of every folder above it. So removing a subtree costs nothing however large it is, and it can
 * still be told what was live when the current layer began.
 */
final class VisibleTree {
  static final int ROOT = 0;
  static final int NONE = -1;

  static final int MAX_NODES = 1_000_000;
  private static final int MAX_TEXT = 32 << 20;

  /** What a node is while it is live. */
  static final byte PLAIN = 0;

  static final byte FILE = 1;
  static final byte SYMLINK = 2;

  private final int maxNodes;
  private int nodes = 1;
  private int[] parents = new int[256];
  private int[] nameOffsets = new int[256];
  private int[] nameLengths = new int[256];
  private byte[] kinds = new byte[256];

  /** Symbolic links: where the target's text begins; files: their version. */
  private int[] values = new int[256];

  private int[] valueLengths = new int[256];
  private int[] setAt = new int[256];
  private int[] clearedAt = new int[256];
  private int[] clearedBefore = new int[256];
  private byte[] text = new byte[4 << 10];
  private int textSize;
  private int[] slots = new int[512];
  private int now = 1;
  private int layerStart = 1;
  private int entriesStart = 1;

  VisibleTree(int maxNodes) {
    this.maxNodes = maxNodes;
  }

  /** From here on it is another layer that changes the tree. */
  void beginLayer() {
    layerStart = tick();
  }

  /** The current layer's whiteouts are done. */
  void beginEntries() {
    entriesStart = tick();
  }

  /** The moment, which grows with every change. */
  int now() {
    return now;
  }

  int size() {
    return nodes;
  }

  int parent(int node) {
    return node == ROOT ? ROOT : parents[node];
  }

  byte kind(int node) {
    return kinds[node];
  }

  /** The version of a file. */
  int version(int node) {
    return values[node];
  }

  byte[] text() {
    return text;
  }

  int linkOffset(int node) {
    return values[node];
  }

  int linkLength(int node) {
    return valueLengths[node];
  }

  int child(int parent, byte[] name, int offset, int length) {
    int mask = slots.length - 1;
    for (int i = hash(parent, name, offset, length) & mask; ; i = (i + 1) & mask) {
      int node = slots[i] - 1;
      if (node < 0) {
        return NONE;
      }
      if (parents[node] == parent
          && nameLengths[node] == length
          && Arrays.equals(
              text, nameOffsets[node], nameOffsets[node] + length, name, offset, offset + length)) {
        return node;
      }
    }
  }

  int childOrNew(int parent, byte[] name, int offset, int length) {
    int found = child(parent, name, offset, length);
    if (found != NONE) {
      return found;
    }
    if (nodes >= maxNodes) {
      throw FactsErrors.tooMuch("symbolic links and files that say something", maxNodes);
    }
    if (nodes == parents.length) {
      grow();
    }
    int node = nodes++;
    parents[node] = parent;
    nameOffsets[node] = keep(name, offset, length);
    nameLengths[node] = length;
    if (nodes * 2 > slots.length) {
      slots = new int[slots.length * 2];
      for (int each = 1; each < nodes; each++) {
        insert(each);
      }
    } else {
      insert(node);
    }
    return node;
  }

  private void insert(int node) {
    int mask = slots.length - 1;
    int i = hash(parents[node], text, nameOffsets[node], nameLengths[node]) & mask;
    while (slots[i] != 0) {
      i = (i + 1) & mask;
    }
    slots[i] = node + 1;
  }

  private static int hash(int parent, byte[] name, int offset, int length) {
    long hash = parent * 0x9E3779B97F4A7C15L + length;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ name[i]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return (int) PathHash.mix(hash);
  }

  /** Whether the node is what it was set to: neither it nor a folder above it was cleared since. */
  boolean live(int node) {
    int set = setAt[node];
    if (kinds[node] == PLAIN) {
      return false;
    }
    for (int each = node; ; each = parents[each]) {
      if (clearedAt[each] > set) {
        return false;
      }
      if (each == ROOT) {
        return true;
      }
    }
  }

  boolean liveFile(int node) {
    return kinds[node] == FILE && live(node);
  }

  boolean liveSymlink(int node) {
    return kinds[node] == SYMLINK && live(node);
  }

  /** Whether what was set at that moment was live when the current layer began. */
  boolean liveAtLayerStart(int node, int set) {
    if (set >= layerStart) {
      return false;
    }
    for (int each = node; ; each = parents[each]) {
      int cleared = clearedAt[each] < layerStart ? clearedAt[each] : clearedBefore[each];
      if (cleared > set) {
        return false;
      }
      if (each == ROOT) {
        return true;
      }
    }
  }

  /**
   * Whether what was set at that moment was live when the current layer began and only the layer's
   * whiteouts have touched it since.
   */
  boolean whitedOut(int node, int set) {
    for (int each = node; ; each = parents[each]) {
      if (clearedAt[each] > entriesStart) {
        return false;
      }
      if (each == ROOT) {
        return liveAtLayerStart(node, set);
      }
    }
  }

  /**
   * Whether the node is something other than a folder, or was until this layer's whiteouts, so that
   * a folder that takes its place has to clear it.
   */
  boolean standsIn(int node) {
    return kinds[node] != PLAIN && (live(node) || whitedOut(node, setAt[node]));
  }

  /** Whether what was set at that moment was set by the current layer. */
  boolean setInThisLayer(int set) {
    return set >= layerStart;
  }

  /** When the node was last set. */
  int setAt(int node) {
    return setAt[node];
  }

  /** Removes what the node is and all below it. */
  void clear(int node) {
    if (clearedAt[node] < layerStart) {
      clearedBefore[node] = clearedAt[node];
    }
    clearedAt[node] = tick();
  }

  void setFile(int node, int version) {
    clear(node);
    kinds[node] = FILE;
    values[node] = version;
    setAt[node] = tick();
  }

  void setSymlink(int node, byte[] link, int offset, int length) {
    int kept = keep(link, offset, length);
    clear(node);
    kinds[node] = SYMLINK;
    values[node] = kept;
    valueLengths[node] = length;
    setAt[node] = tick();
  }

  /** The path from the root, encoded. */
  String path(int node) {
    int length = -1;
    for (int each = node; each != ROOT; each = parents[each]) {
      length += nameLengths[each] + 1;
    }
    if (length <= 0) {
      return "";
    }
    byte[] path = new byte[length];
    int end = length;
    for (int each = node; each != ROOT; each = parents[each]) {
      end -= nameLengths[each];
      System.arraycopy(text, nameOffsets[each], path, end, nameLengths[each]);
      if (end > 0) {
        path[--end] = '/';
      }
    }
    try {
      return ByteReader.decode(path, 0, length);
    } catch (FactsFormatException e) {
      throw FactsErrors.table(e);
    }
  }

  private int tick() {
    if (now == Integer.MAX_VALUE) {
      throw FactsErrors.tooMuch("changes of the file tree", Integer.MAX_VALUE);
    }
    return ++now;
  }

  private int keep(byte[] from, int offset, int length) {
    if (length > MAX_TEXT - textSize) {
      throw FactsErrors.tooLarge("the names of its symbolic links", MAX_TEXT);
    }
    byte[] source = from;
    if (textSize + length > text.length) {
      text = Arrays.copyOf(text, Math.min(MAX_TEXT, Math.max(textSize + length, text.length * 2)));
    }
    System.arraycopy(source, offset, text, textSize, length);
    textSize += length;
    return textSize - length;
  }

  private void grow() {
    int capacity = Math.min(maxNodes, parents.length * 2);
    parents = Arrays.copyOf(parents, capacity);
    nameOffsets = Arrays.copyOf(nameOffsets, capacity);
    nameLengths = Arrays.copyOf(nameLengths, capacity);
    kinds = Arrays.copyOf(kinds, capacity);
    values = Arrays.copyOf(values, capacity);
    valueLengths = Arrays.copyOf(valueLengths, capacity);
    setAt = Arrays.copyOf(setAt, capacity);
    clearedAt = Arrays.copyOf(clearedAt, capacity);
    clearedBefore = Arrays.copyOf(clearedBefore, capacity);
  }
}
