package dev.plinth.bases.difference;

import dev.plinth.bases.difference.Side.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What to know of a comparison before trusting it. */
final class DifferenceNotes {
  private DifferenceNotes() {}

  static List<String> of(Side before, Side after) {
    List<String> notes = new ArrayList<>();
    for (Side side : List.of(before, after)) {
      if (!side.complete()) {
        notes.add(side.label() + " could not be read whole: more may differ than is told here");
      }
      if (side.installed() == null) {
        notes.add(
            side.label()
                + " was saved by a Plinth that did not list packages: scan that image anew to"
                + " compare them");
      }
    }
    if (!Set.copyOf(before.data()).equals(Set.copyOf(after.data()))) {
      notes.add(
          "they were matched with other advisories: " + data(before) + ", then " + data(after));
    }
    if (!before.platform().isEmpty()
        && !after.platform().isEmpty()
        && !before.platform().equals(after.platform())) {
      notes.add("they are for other platforms: " + before.platform() + ", " + after.platform());
    }
    return notes;
  }

  private static String data(Side side) {
    if (side.data().isEmpty()) {
      return "none";
    }
    String newest = "";
    for (Data data : side.data()) {
      newest = data.asOf().compareTo(newest) > 0 ? data.asOf() : newest;
    }
    int sources = side.data().size();
    return sources
        + (sources == 1 ? " source" : " sources")
        + (newest.isEmpty() ? "" : " up to " + newest);
  }
}
