package dev.plinth.report.lint;

import java.io.IOException;
import java.io.OutputStream;

/** One format of what was found in Dockerfiles. Implementations have no state. */
public interface LintWriter {
  /** Writes the whole report and flushes; the stream stays open. */
  void write(LintReport report, Look look, OutputStream out) throws IOException;

  /**
   * How a report for people is to look.
   *
   * @param width columns
   * @param colour whether ANSI colours may be used
   * @param unicode whether the output takes UTF-8
   */
  record Look(int width, boolean colour, boolean unicode) {
    /** For a file. */
    public static final Look PLAIN = new Look(80, false, true);
  }
}
