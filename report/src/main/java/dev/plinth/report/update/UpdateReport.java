package dev.plinth.report.update;

import dev.plinth.bases.update.Effect;
import dev.plinth.bases.update.ImagePlan;
import dev.plinth.report.places.PlaceReport;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What images could move to.
 *
 * @param tool the version of Plinth
 * @param today by which ends of life are judged
 * @param rows those past their end of life first, then by name
 * @param unread files that could not be read whole
 */
public record UpdateReport(
    String tool, LocalDate today, List<Row> rows, List<PlaceReport.Unread> unread) {
  /** Keeps its own copies. */
  public UpdateReport {
    rows = List.copyOf(rows);
    unread = List.copyOf(unread);
  }

  /**
   * One image.
   *
   * @param effect of its move; null where that was not looked at
   * @param results what was done, by place in the plan's order; empty where nothing was
   * @param services folders or repositories that use it
   * @param owners of its places
   */
  public record Row(
      ImagePlan plan,
      @Nullable Effect effect,
      List<String> results,
      List<String> services,
      List<String> owners) {
    /** Keeps its own copies. */
    public Row {
      results = List.copyOf(results);
      services = List.copyOf(services);
      owners = List.copyOf(owners);
    }
  }
}
