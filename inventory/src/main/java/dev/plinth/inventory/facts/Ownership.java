package dev.plinth.inventory.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers which distribution package owns a file. A package may list a file under another path than
 * the one it lies at: {@code lib/x} for {@code usr/lib/x}, where {@code lib} is a symbolic link. So
 * a file is asked for under each path that leads to it.
 */
final class Ownership {
  private static final int MAX_ALIASES = 16;

  private final VisibleTree tree;

  /** Folder → the symbolic links that lead to it. */
  private final Map<Integer, List<Integer>> links = new HashMap<>();

  /** Path → who asked. */
  private final Map<Long, List<Integer>> asked = new HashMap<>();

  /** A package that says it owns the file of that question. */
  interface Answer {
    void owned(int question, OwnedFiles by);
  }

  Ownership(VisibleTree tree, PathWalk walk) {
    this.tree = tree;
    for (int node = 1; node < tree.size(); node++) {
      if (tree.liveSymlink(node)) {
        int target = walk.target(node);
        if (target > VisibleTree.ROOT && !tree.live(target)) {
          links.computeIfAbsent(target, key -> new ArrayList<>(1)).add(node);
        }
      }
    }
  }

  /** Asks who owns the file that is this node. */
  void ask(int question, int node) {
    for (String path : paths(node)) {
      asked.computeIfAbsent(PathHash.of(path), key -> new ArrayList<>(1)).add(question);
    }
  }

  private Set<String> paths(int node) {
    Set<String> paths = new HashSet<>();
    aliases(node, "", paths, 0);
    return paths;
  }

  /** Adds every path that leads to the node, followed by the suffix. */
  private void aliases(int node, String suffix, Set<String> paths, int depth) {
    String own = tree.path(node) + suffix;
    if (!paths.add(own) || depth > 3) {
      return;
    }
    String below = suffix;
    for (int each = node; each != VisibleTree.ROOT; each = tree.parent(each)) {
      for (int link : links.getOrDefault(each, List.of())) {
        if (paths.size() >= MAX_ALIASES) {
          return;
        }
        aliases(link, below, paths, depth + 1);
      }
      String path = tree.path(each);
      below = "/" + path.substring(path.lastIndexOf('/') + 1) + below;
    }
  }

  /** Goes through one list of owned files. */
  void answer(OwnedFiles files, Answer answer) {
    if (asked.isEmpty()) {
      return;
    }
    for (long hash : files.hashes()) {
      List<Integer> questions = asked.get(hash);
      if (questions != null) {
        for (int question : questions) {
          answer.owned(question, files);
        }
      }
    }
  }
}
