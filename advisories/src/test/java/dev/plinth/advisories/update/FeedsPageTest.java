package dev.plinth.advisories.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The list of feeds, and its table in {@code docs/advisories.md}: {@code -Dplinth.approve=true}.
 */
class FeedsPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("plinth.root", "..")).resolve("docs/advisories.md");
  private static final String BEGIN = "<!-- feeds: made from advisories.update.Feeds -->\n";
  private static final String END = "<!-- end of feeds -->";

  @Test
  void thePageHasTheFeedsAsTheyAre() throws IOException {
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

  private static String table() {
    StringBuilder out =
        new StringBuilder("| feed | covers | fetched from | licence |\n|---|---|---|---|\n");
    for (Feed feed : Feeds.all()) {
      out.append("| ").append(feed.usual() ? "\\* " : "").append('`').append(feed.id());
      out.append("` | ").append(feed.covers()).append(feed.big() ? " (big)" : "");
      out.append(" | <").append(feed.url()).append("> | ").append(feed.licence()).append(" |\n");
    }
    return out.toString();
  }

  @Test
  void namesAreUniqueAndAddressesWhole() {
    Set<String> names = new HashSet<>();
    for (Feed feed : Feeds.all()) {
      assertThat(names.add(feed.id())).as(feed.id()).isTrue();
      assertThat(feed.id()).matches("[a-z][a-z0-9-]*");
      assertThat(URI.create(feed.url()).getScheme()).isEqualTo("https");
      assertThat(Feeds.named(feed.id())).containsExactly(feed);
      assertThat(feed.formats()).isNotEmpty();
    }
    assertThat(Feeds.all()).extracting(Feed::group).doesNotContainAnyElementsOf(names);
    assertThat(Feeds.named("osv")).hasSizeGreaterThan(10).allMatch(f -> f.id().startsWith("osv-"));
    assertThat(Feeds.named("")).isEqualTo(List.of());
  }
}
