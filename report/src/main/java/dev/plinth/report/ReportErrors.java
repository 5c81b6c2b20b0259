package dev.plinth.report;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.util.List;
import java.util.StringJoiner;

/** What can go wrong in asking for a report, in words. */
final class ReportErrors {
  private ReportErrors() {}

  static PlinthException unknownFormat(String name, List<ReportWriter> known) {
    StringJoiner names = new StringJoiner(", ");
    for (ReportWriter writer : known) {
      names.add("`" + writer.name() + "`");
    }
    return new PlinthException(
        "PLINTH-REPORT-FORMAT",
        "choose the report format",
        "`" + SafeText.of(name) + "` is not one",
        "take one of " + names);
  }
}
