package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that were looked at and found good; {@code -Dplinth.approve=true} takes the new ones. */
final class Golden {
  private Golden() {}

  static String written(ReportWriter writer, ScanReport report, ReportContext context) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(report, context, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static void check(String name, String text) {
    Path file =
        Path.of(System.getProperty("plinth.root", ".."), "report/src/test/resources/golden", name);
    try {
      if (Boolean.getBoolean("plinth.approve")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
      assertThat(text)
          .as("%s; run with -Dplinth.approve=true where the change is meant", name)
          .isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
