package dev.plinth.bases.evidence;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The day an image was built, by what its configuration says (RFC 3339). */
public final class BuildDay {
  private static final int LENGTH = "2026-01-01".length();

  /** Docker is of 2013: what is older was written by a build that hides its day. */
  private static final int FIRST_YEAR = 2013;

  private BuildDay() {}

  /**
   * The day; null where it says none. Reproducible builds write 1970, 1980 or the year 1 there,
   * which tells nothing.
   */
  public static @Nullable LocalDate of(String created) {
    if (created.length() < LENGTH) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(created.substring(0, LENGTH));
      return day.getYear() < FIRST_YEAR ? null : day;
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
