package dev.plinth.report;

import dev.plinth.policy.Shown;
import org.jspecify.annotations.Nullable;

/**
 * How a report is to be written; formats for machines mind only what is shown.
 *
 * @param width columns of the terminal, at least {@link #MIN_WIDTH}
 * @param colour whether ANSI colours may be used
 * @param unicode whether the output takes UTF-8; else it is kept to ASCII
 * @param details whether evidence, references and aliases are wanted
 * @param shown which findings are
 * @param time when the scan is said to have been, for formats that must say it: UTC in whole
 *     seconds, {@code 2024-05-01T12:00:00Z}, of {@code SOURCE_DATE_EPOCH} or else the image's
 *     creation, so that the same input gives the same bytes; empty when neither is known
 * @param template what the format {@code template} fills in, null where none was named
 */
public record ReportContext(
    int width,
    boolean colour,
    boolean unicode,
    boolean details,
    Shown shown,
    String time,
    @Nullable ReportTemplate template) {
  /** Columns where nothing else is known. */
  public static final int DEFAULT_WIDTH = 80;

  /** Narrower terminals get lines of this many columns. */
  public static final int MIN_WIDTH = 40;

  /** Wider lines are hard to read. */
  private static final int MAX_WIDTH = 160;

  /** Brings the width within its bounds. */
  public ReportContext {
    width = Math.clamp(width, MIN_WIDTH, MAX_WIDTH);
  }

  /** Without time and template. */
  public ReportContext(int width, boolean colour, boolean unicode, boolean details, Shown shown) {
    this(width, colour, unicode, details, shown, "", null);
  }

  /** For a file: 80 columns, UTF-8, no colour, no details, everything shown. */
  public static ReportContext plain() {
    return new ReportContext(DEFAULT_WIDTH, false, true, false, Shown.all());
  }
}
