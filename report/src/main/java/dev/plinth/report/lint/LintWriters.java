package dev.plinth.report.lint;

import dev.plinth.foundation.PlinthException;
import dev.plinth.report.ReportErrors;
import java.util.List;

/** Every format there is: a new one is a class, a name and a case here. */
public final class LintWriters {
  private static final List<String> NAMES =
      List.of("text", "json", "sarif", "checkstyle", "github", "gitlab", "junit");

  private LintWriters() {}

  /** The names of all formats, the usual one first. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The format of that name.
   *
   * @throws PlinthException {@code PLINTH-REPORT-FORMAT} where there is none
   */
  public static LintWriter named(String name) throws PlinthException {
    return switch (name) {
      case "text" -> new LintText();
      case "json" -> new LintJson();
      case "sarif" -> new LintSarif();
      case "checkstyle" -> new LintCheckstyle();
      case "github" -> new LintGithub();
      case "gitlab" -> new LintGitlab();
      case "junit" -> new LintJunit();
      default -> throw ReportErrors.unknownFormat(name, NAMES);
    };
  }
}
