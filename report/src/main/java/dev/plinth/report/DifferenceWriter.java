package dev.plinth.report;

import dev.plinth.bases.difference.Difference;
import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One format of a comparison. Implementations have no state. */
public interface DifferenceWriter {
  /** The names of all formats, the usual one first. */
  static List<String> names() {
    return List.of("text", "json", "markdown");
  }

  /**
   * The format of that name.
   *
   * @throws PlinthException {@code PLINTH-REPORT-FORMAT} where there is none
   */
  static DifferenceWriter named(String name) throws PlinthException {
    return switch (name) {
      case "text" -> new DifferenceText();
      case "json" -> new DifferenceJson();
      case "markdown" -> new DifferenceMarkdown();
      default -> throw ReportErrors.unknownFormat(name, names());
    };
  }

  /** Writes the whole comparison and flushes; the stream stays open. */
  void write(Difference difference, ReportContext context, OutputStream out) throws IOException;
}
