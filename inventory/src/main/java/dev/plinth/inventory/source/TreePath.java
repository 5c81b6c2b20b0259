package dev.plinth.inventory.source;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A file's place in a source tree, its parts joined by slashes, without a leading one. Never leads
 * out of the tree: {@link #resolve} says so.
 */
record TreePath(String text) implements Comparable<TreePath> {
  /** The last part. */
  String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** The folder it lies in; empty for the root. */
  String folder() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? "" : text.substring(0, slash);
  }

  /** The name of the folder it lies in; empty for the root. */
  String folderName() {
    String folder = folder();
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  /** A file beside this one. */
  TreePath sibling(String name) {
    String folder = folder();
    return new TreePath(folder.isEmpty() ? name : folder + "/" + name);
  }

  /**
   * What a relative path written in this file means; null when it is absolute or leads out of the
   * tree.
   */
  @Nullable TreePath resolve(String relative) {
    String written = relative.replace('\\', '/');
    if (written.isEmpty() || written.startsWith("/") || written.indexOf('\0') >= 0) {
      return null;
    }
    Deque<String> parts = new ArrayDeque<>();
    String folder = folder();
    if (!folder.isEmpty()) {
      for (String part : folder.split("/", -1)) {
        parts.add(part);
      }
    }
    for (String part : written.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return null;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts.isEmpty() ? null : new TreePath(String.join("/", parts));
  }

  @Override
  public int compareTo(TreePath other) {
    return text.compareTo(other.text);
  }
}
