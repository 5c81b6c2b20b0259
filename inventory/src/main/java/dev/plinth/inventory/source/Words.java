package dev.plinth.inventory.source;

import java.util.Collection;
import java.util.Iterator;

/** Counts and lists as people read them. */
final class Words {
  private static final int TOLD = 5;

  private Words() {}

  static String count(int count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }

  /** The first few, and how many more there are. */
  static String some(Collection<String> names) {
    StringBuilder out = new StringBuilder();
    Iterator<String> each = names.iterator();
    for (int i = 0; i < TOLD && each.hasNext(); i++) {
      out.append(i == 0 ? "" : ", ").append(LockSink.shorten(each.next()));
    }
    int more = names.size() - TOLD;
    return more > 0 ? out.append(" and ").append(more).append(" more").toString() : out.toString();
  }
}
