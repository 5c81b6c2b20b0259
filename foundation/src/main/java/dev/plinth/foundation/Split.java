package dev.plinth.foundation;

import java.util.ArrayList;
import java.util.List;

/** Parts of a text; by hand, since what regular expressions need is loaded for nothing else. */
public final class Split {
  private Split() {}

  /** What stands between these characters: one part more than there are of them. */
  public static List<String> of(String text, char by) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(by); at >= 0; at = text.indexOf(by, from)) {
      parts.add(text.substring(from, at));
      from = at + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }
}
