package dev.plinth.report;

import dev.plinth.foundation.PlinthException;
import java.util.List;

/** Every format there is: a new one is a class and a line here. */
public final class ReportWriters {
  private static final List<ReportWriter> ALL = List.of(new TableReport(), new JsonReport());

  private ReportWriters() {}

  /** All formats, the usual one first. */
  public static List<ReportWriter> all() {
    return ALL;
  }

  /**
   * The format of that name.
   *
   * @throws PlinthException {@code PLINTH-REPORT-FORMAT} where there is none
   */
  public static ReportWriter named(String name) throws PlinthException {
    for (ReportWriter writer : ALL) {
      if (writer.name().equals(name)) {
        return writer;
      }
    }
    throw ReportErrors.unknownFormat(name, ALL);
  }
}
