package dev.plinth.report;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

/** What can go wrong in asking for a report, in words. */
public final class ReportErrors {
  private ReportErrors() {}

  /** Nobody writes a format of that name. */
  public static PlinthException unknownFormat(String name, List<String> known) {
    StringJoiner names = new StringJoiner(", ");
    for (String format : known) {
      names.add("`" + format + "`");
    }
    return new PlinthException(
        "PLINTH-REPORT-FORMAT",
        "choose the report format",
        "`" + SafeText.of(name) + "` is not one",
        "take one of " + names);
  }

  static PlinthException template(String file, String cause) {
    return new PlinthException(
        "PLINTH-REPORT-TEMPLATE",
        "use " + SafeText.of(file) + " as a report's template",
        SafeText.of(cause),
        "correct it; docs/formats.md says what a template may be");
  }

  static PlinthException templateFile(Path file, IOException e) {
    return new PlinthException(
        "PLINTH-REPORT-TEMPLATE-FILE",
        "read the template " + SafeText.of(file.toString()),
        e instanceof NoSuchFileException
            ? "there is no such file"
            : "it failed: " + SafeText.of(String.valueOf(e.getMessage())),
        "check the path and its permissions",
        e);
  }

  static PlinthException noTemplate() {
    return new PlinthException(
        "PLINTH-REPORT-TEMPLATE-NONE",
        "write a report by a template",
        "none is named",
        "name its file with --template FILE");
  }
}
