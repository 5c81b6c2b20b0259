package dev.plinth.advisories.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.feed.ImportReport.FileReport;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.StoreUpdate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/advisories.md} are taken as the page says. */
class AdvisoriesPageTest {
  @TempDir Path folder;

  @Test
  void everyExampleIsTaken() throws IOException {
    List<String> formats = new ArrayList<>();
    try (StoreUpdate update = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      for (String example : examples()) {
        FileReport report =
            Importer.importStream(
                "example",
                new ByteArrayInputStream(TestArchives.bytes(example)),
                update,
                ImportListener.NONE);
        assertThat(report.failure()).as(example).isNull();
        assertThat(report.taken()).as(example).isEqualTo(1);
        formats.addAll(report.formats());
      }
    }
    assertThat(formats)
        .containsExactly(
            "osv",
            "osv",
            "debian-tracker",
            "alpine-secdb",
            "redhat-csaf",
            "endoflife",
            "kev",
            "epss",
            "cve-record",
            "nvd",
            "cvss-table");
  }

  /** The fenced blocks that are data. */
  private static List<String> examples() throws IOException {
    Path page = Path.of(System.getProperty("plinth.root", "..")).resolve("docs/advisories.md");
    List<String> examples = new ArrayList<>();
    StringBuilder example = null;
    for (String line : Files.readAllLines(page)) {
      if (line.matches("```(json|yaml|csv|tsv)")) {
        example = new StringBuilder();
      } else if (line.equals("```") && example != null) {
        examples.add(example.toString());
        example = null;
      } else if (example != null) {
        example.append(line).append('\n');
      }
    }
    return examples;
  }
}
