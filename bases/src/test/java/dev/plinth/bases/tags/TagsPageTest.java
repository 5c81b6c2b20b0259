package dev.plinth.bases.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules, and their table in {@code docs/tags.md}: {@code -Dplinth.approve=true}. */
class TagsPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("plinth.root", "..")).resolve("docs/tags.md");
  private static final String BEGIN = "<!-- rules: made from bases.tags, tags.tsv -->\n";
  private static final String END = "<!-- end of rules -->";

  @Test
  void thePageHasTheRulesAsTheyAre() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    String wanted = page.substring(0, from) + table() + page.substring(to);
    if (Boolean.getBoolean("plinth.approve")) {
      Files.writeString(PAGE, wanted);
    }
    assertThat(Files.readString(PAGE))
        .as("-Dplinth.approve=true writes the table anew")
        .isEqualTo(wanted);
  }

  @Test
  void thePageTellsAllKeysAndLevels() throws IOException {
    String page = Files.readString(PAGE);
    for (TagRules.Key key : TagRules.Key.values()) {
      assertThat(page).contains("`" + key.shown() + "`");
    }
    for (Level level : Level.values()) {
      assertThat(page).contains("| `" + level.name().toLowerCase(java.util.Locale.ROOT) + "` |");
    }
  }

  private static String table() {
    StringBuilder out = new StringBuilder("| images | key | value | why |\n|---|---|---|---|\n");
    for (List<String> row : TagWords.TABLE.all()) {
      if (!row.getFirst().startsWith("=")) {
        out.append("| `").append(row.get(0).replace("|", "` `"));
        out.append("` | ").append(row.get(1));
        out.append(" | `").append(row.get(2).replace("|", "` `"));
        out.append("` | ").append(row.get(3).replace("*", "\\*")).append(" |\n");
      }
    }
    return out.toString();
  }
}
