package dev.plinth.bases.evidence;

import dev.plinth.oci.image.TagOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Which tags of a repository are builds of the same thing: those with the same words beside their
 * numbers, in the same order, and, where the tag begins with a version, with the same first number.
 * Of {@code 3.12-slim} these are {@code 3.12.4-slim} and {@code 3.13-slim}; of {@code
 * bookworm-slim} it is {@code bookworm-20240211-slim}.
 */
public final class Track {
  private Track() {}

  /** Those of the track, the newest version first, the tag itself left out; at most so many. */
  public static List<String> others(String tag, List<String> tags, int most) {
    String major = major(tag);
    List<String> words = words(tag);
    List<String> others = new ArrayList<>();
    for (String each : tags) {
      if (!each.equals(tag)
          && !each.startsWith("sha256-")
          && major(each).equals(major)
          && words(each).equals(words)) {
        others.add(each);
      }
    }
    others.sort(TagOrder.INSTANCE.reversed());
    return List.copyOf(others.subList(0, Math.min(most, others.size())));
  }

  /** The parts that are no numbers. */
  private static List<String> words(String tag) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= tag.length(); i++) {
      if (i == tag.length() || tag.charAt(i) == '-' || tag.charAt(i) == '_') {
        String part = tag.substring(start, i);
        if (!number(part)) {
          words.add(part);
        }
        start = i + 1;
      }
    }
    return words;
  }

  private static boolean number(String part) {
    int from = part.startsWith("v") ? 1 : 0;
    boolean digits = part.length() > from && digit(part.charAt(from));
    for (int i = from; i < part.length(); i++) {
      digits &= digit(part.charAt(i)) || part.charAt(i) == '.';
    }
    return digits;
  }

  /** The first number of the version that the tag begins with; empty where it begins otherwise. */
  private static String major(String tag) {
    int from = tag.startsWith("v") ? 1 : 0;
    int end = from;
    while (end < tag.length() && digit(tag.charAt(end))) {
      end++;
    }
    return tag.substring(from, end);
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
