package dev.plinth.report;

import java.io.IOException;
import java.io.OutputStream;

/** One format of a scan's report. Implementations have no state. */
public interface ReportWriter {
  /** The word by which it is asked for, such as {@code table}. */
  String name();

  /** What it is for, in a few words. */
  String purpose();

  /** Whether it must say when the scan was, for which {@link ReportContext#time} is wanted. */
  default boolean tellsTime() {
    return false;
  }

  /** Writes the whole report and flushes; the stream stays open. */
  void write(ScanReport report, ReportContext context, OutputStream out) throws IOException;
}
