package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.http.StandInRegistry;
import dev.plinth.http.StandInServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cool-down is counted from: the day first seen, or the registry's own time. */
class UpdateCoolDownTest {
  /** The first day of 2027, a Friday. */
  private static final long TODAY = 1_798_761_600L;

  @TempDir Path folder;
  private StandInRegistry registry;
  private Path file;
  private String old = "";
  private String fresh = "";
  private long day = TODAY;

  @BeforeEach
  void begin() throws IOException {
    registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY);
    StandInImages images = new StandInImages(registry);
    old = images.index("hub/base", "12", "1", "1.0");
    file = folder.resolve("Dockerfile");
    Files.writeString(file, "FROM " + registry.address() + "/hub/base:1.0@" + old + "\n");
    Files.writeString(folder.resolve(".plinth.yaml"), "update:\n  cooldown: 3d\n");
    fresh = images.index("hub/base", "12", "2", "1.0");
  }

  @AfterEach
  void end() throws IOException {
    registry.close();
  }

  private CliHarness.Run run(String... words) {
    return new CliHarness(folder)
        .with("SOURCE_DATE_EPOCH", Long.toString(day))
        .in(folder)
        .run((Object[]) words);
  }

  /** Without the breaks of lines. */
  private static String shown(CliHarness.Run run) {
    return run.out().replaceAll("\\s+", " ");
  }

  private void says(String date) {
    registry.lastModified("hub/base", "1.0", date);
  }

  private Json image() throws IOException {
    CliHarness.Run run = run("update", "-o", "json");
    return JsonReader.read(run.out().getBytes(StandardCharsets.UTF_8)).items("images").getFirst();
  }

  private void counted(String state, String by, String since, String until) throws IOException {
    Json image = image();
    assertThat(image.text("state")).isEqualTo(state);
    assertThat(image.items("coolDown")).hasSize(1);
    Json coolDown = image.items("coolDown").getFirst();
    assertThat(coolDown.text("tag")).isEqualTo("1.0");
    assertThat(coolDown.text("digest")).isEqualTo(fresh);
    assertThat(coolDown.text("by")).isEqualTo(by);
    assertThat(coolDown.text("since")).isEqualTo(since);
    assertThat(coolDown.text("until")).isEqualTo(until);
  }

  @Test
  void withoutAWordOfTheRegistryItIsTheDayFirstSeen() throws IOException {
    counted("waits", "first-seen", "2027-01-01", "2027-01-04");
    assertThat(shown(run("update")))
        .contains("waits until 2027-01-04", "it was first seen on 2027-01-01");
  }

  @Test
  void runsThatWriteNothingKeepWhatTheyHaveSeen() throws IOException {
    counted("waits", "first-seen", "2027-01-01", "2027-01-04");
    Path seen = folder.resolve("home/.local/state/plinth/seen.lock");
    String kept = Files.readString(seen);
    assertThat(kept).contains(fresh, "2027-01-01");
    assertThat(folder.resolve("plinth.lock")).doesNotExist();
    day += 2 * 86_400;
    counted("waits", "first-seen", "2027-01-01", "2027-01-04");
    assertThat(Files.readString(seen)).isEqualTo(kept);
    day += 86_400;
    counted("moves", "first-seen", "2027-01-01", "2027-01-04");
    // A file that is none is begun anew, and costs days of waiting alone.
    Files.writeString(seen, "{");
    counted("waits", "first-seen", "2027-01-04", "2027-01-07");
    assertThat(Files.readString(seen)).contains("2027-01-04");
    Files.delete(seen);
    run("update", "--no-cache");
    assertThat(seen).doesNotExist();
  }

  @Test
  void theRegistrysTimeCountsWhereItIsEarlier() throws IOException {
    says("Wed, 30 Dec 2026 23:59:59 GMT");
    counted("waits", "registry", "2026-12-30", "2027-01-02");
    assertThat(shown(run("update")))
        .contains(
            "waits until 2027-01-02", "the registry says that it has had it since 2026-12-30");
    says("Tue, 29 Dec 2026 00:00:00 GMT");
    counted("moves", "registry", "2026-12-29", "2027-01-01");
    CliHarness.Run written = run("update", "--write");
    assertThat(shown(written))
        .contains("1.0 has cooled down: the registry says that it has had it since 2026-12-29");
    assertThat(Files.readString(file)).contains(fresh);
    // The lock file keeps what was seen, not what was said.
    assertThat(Files.readString(folder.resolve("plinth.lock")))
        .contains("\"firstSeen\": \"2027-01-01\"")
        .doesNotContain("2026");
  }

  @Test
  void whatWasSeenEarlierCountsWhateverTheRegistrySays() throws IOException {
    assertThat(shown(run("update", "--write"))).contains("waits until 2027-01-04");
    day = TODAY + 2 * 86_400;
    // The same was pushed again.
    says("Sat, 02 Jan 2027 10:00:00 GMT");
    counted("waits", "first-seen", "2027-01-01", "2027-01-04");
    day = TODAY + 3 * 86_400;
    counted("moves", "first-seen", "2027-01-01", "2027-01-04");
    assertThat(shown(run("update"))).doesNotContain("has cooled down");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sat, 02 Jan 2027 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Tue, 01 Jan 1980 00:00:00 GMT",
        "Wed, 31 Dec 2014 23:59:59 GMT"
      })
  void timesThatCannotBeAreRefusedAndSaid(String date) throws IOException {
    says(date);
    counted("waits", "first-seen", "2027-01-01", "2027-01-04");
    assertThat(image().items("notes").toString()).contains("registry's own date", "cannot be");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "0",
        "2026-12-01T00:00:00Z",
        "Mon, 01 Dec 2026 00:00:00 GMT",
        "Tuesday, 01-Dec-26 00:00:00 GMT",
        "Tue, 01 Dec 2026 00:00:00 +0100"
      })
  void whatIsNoDateOfHttpIsNone(String date) throws IOException {
    says(date);
    counted("waits", "first-seen", "2027-01-01", "2027-01-04");
    assertThat(image().items("notes").toString()).doesNotContain("own date");
  }

  @Test
  void aPlaceThatTheRegistryRedirectsToHasNoSay() throws IOException {
    StandInRegistry elsewhere = StandInRegistry.start(StandInRegistry.Asks.NOBODY);
    try (elsewhere) {
      assertThat(new StandInImages(elsewhere).index("hub/base", "12", "2", "1.0")).isEqualTo(fresh);
      elsewhere.lastModified("hub/base", "1.0", "Tue, 01 Dec 2026 00:00:00 GMT");
      registry.before((StandInServer.Request request, StandInServer.Reply reply) -> {
        boolean tag = request.path().endsWith("/manifests/1.0");
        if (tag) {
          String there = Objects.toString(elsewhere.server().uri(request.path()));
          reply.send(307, "", "Location", there);
        }
        return tag;
      });
      counted("waits", "first-seen", "2027-01-01", "2027-01-04");
      assertThat(elsewhere.asked()).contains("GET /v2/hub/base/manifests/1.0");
    }
  }

  @Test
  void withoutACoolDownNothingIsCounted() throws IOException {
    says("Wed, 30 Dec 2026 23:59:59 GMT");
    Files.writeString(folder.resolve(".plinth.yaml"), "update: {}\n");
    Json image = image();
    assertThat(image.text("state")).isEqualTo("moves");
    assertThat(image.items("coolDown")).isEmpty();
  }
}
