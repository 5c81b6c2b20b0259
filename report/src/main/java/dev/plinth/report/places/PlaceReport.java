package dev.plinth.report.places;

import dev.plinth.bases.pin.Pin;
import dev.plinth.bases.places.Place;
import dev.plinth.bases.places.PlaceFacts;
import dev.plinth.bases.places.Places;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Places that name images, with what is known of each.
 *
 * @param tool the version of Plinth
 * @param verb that was run
 * @param rows in the order of the files
 * @param unread files that could not be read whole, with the reason: sentences without a final stop
 */
public record PlaceReport(String tool, String verb, List<Row> rows, List<Unread> unread) {
  /** Keeps its own copies. */
  public PlaceReport {
    rows = List.copyOf(rows);
    unread = List.copyOf(unread);
  }

  /**
   * One place.
   *
   * @param pin how it stands with its registry; null where that was not asked
   * @param result what was done, or would be; empty where nothing was
   */
  public record Row(
      String file,
      int line,
      int column,
      Place place,
      PlaceFacts facts,
      @Nullable Pin pin,
      String result) {
    /** Of a place of a file. */
    public static Row of(
        Places file, Place place, PlaceFacts facts, @Nullable Pin pin, String result) {
      return new Row(file.file(), file.line(place), file.column(place), place, facts, pin, result);
    }
  }

  /** A file, and why. */
  public record Unread(String file, String reason) {}
}
