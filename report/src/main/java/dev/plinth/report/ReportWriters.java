package dev.plinth.report;

import dev.plinth.foundation.PlinthException;
import java.util.List;

/** Every format there is: a new one is a class, a name and a case here. */
public final class ReportWriters {
  private static final List<String> NAMES =
      List.of("table", "json", "sarif", "junit", "gitlab", "github", "markdown", "csv", "template");

  private ReportWriters() {}

  /** The names of all formats, the usual one first. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The format of that name. Only its own classes are loaded, since a scan wants one or two of
   * them.
   *
   * @throws PlinthException {@code PLINTH-REPORT-FORMAT} where there is none
   */
  public static ReportWriter named(String name) throws PlinthException {
    return switch (name) {
      case "table" -> new TableReport();
      case "json" -> new JsonReport();
      case "sarif" -> new SarifReport();
      case "junit" -> new JunitReport();
      case "gitlab" -> new GitlabReport();
      case "github" -> new GithubReport();
      case "markdown" -> new MarkdownReport();
      case "csv" -> new CsvReport();
      case "template" -> new TemplateReport();
      default -> throw ReportErrors.unknownFormat(name, NAMES);
    };
  }
}
