package dev.plinth.oci.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an archive by name, links followed: Docker and skopeo store a layer once and link
 * to it ({@code layer.tar -> ../<digest>.tar}). Of two entries with one name the later counts.
 *
 * @param <E> what is known of an entry
 */
final class EntryTable<E> {
  private static final int MAX_HOPS = 40;

  private final String label;
  private final Map<String, E> entries = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();

  EntryTable(String label) {
    this.label = label;
  }

  void put(String name, E entry) {
    links.remove(name);
    entries.put(name, entry);
  }

  /** A symbolic link, its target as written. */
  void link(String name, String target) {
    entries.remove(name);
    int slash = name.lastIndexOf('/');
    String clean = clean((slash < 0 ? "" : name.substring(0, slash + 1)) + target);
    if (clean != null && !target.startsWith("/")) {
      links.put(name, clean);
    }
  }

  /** A hard link, its target a path of the archive. */
  void hardLink(String name, String target) {
    entries.remove(name);
    links.put(name, target);
  }

  Set<String> names() {
    return entries.keySet();
  }

  Map<String, E> entries() {
    return entries;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The name of the entry itself, after all links; null when there is none. */
  @Nullable String resolve(String name) {
    String at = clean(name);
    for (int hop = 0; at != null; hop++) {
      if (hop > MAX_HOPS) {
        throw SourceErrors.linkLoop(label, name);
      }
      String target = links.get(at);
      if (target == null) {
        return entries.containsKey(at) ? at : null;
      }
      at = target;
    }
    return null;
  }

  @Nullable E find(String name) {
    String resolved = resolve(name);
    return resolved == null ? null : entries.get(resolved);
  }

  /** The name without {@code .} and {@code ..}; null when it leads out of the archive. */
  static @Nullable String clean(String name) {
    Deque<String> parts = new ArrayDeque<>();
    int start = 0;
    while (start <= name.length()) {
      int slash = name.indexOf('/', start);
      int end = slash < 0 ? name.length() : slash;
      String part = name.substring(start, end);
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return null;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
      start = end + 1;
    }
    StringBuilder clean = new StringBuilder(name.length());
    for (Iterator<String> i = parts.iterator(); i.hasNext(); ) {
      clean.append(i.next()).append(i.hasNext() ? "/" : "");
    }
    return clean.isEmpty() ? null : clean.toString();
  }
}
