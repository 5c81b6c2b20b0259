package dev.plinth.advisories.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.Affected.Interval;
import dev.plinth.advisories.store.AdvisoryRecord;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Any bytes as an OSV record, first as JSON, then as YAML: they are read or refused by the two
 * declared exceptions, and what is read holds together.
 */
public class OsvFuzzTest {
  private static final FeedLimits LIMITS = new FeedLimits(1 << 20, 100, 100, 8, 1 << 16, 10_000);

  /** One execution of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      check(JsonReader.read(data));
    } catch (IOException | BadRecordException expected) {
      // refused
    }
    try {
      check(YamlReader.read(new ByteArrayInputStream(data), LIMITS));
    } catch (IOException | BadRecordException expected) {
      // refused
    }
  }

  private static void check(Json json) throws BadRecordException {
    if (!OsvReader.recognises(json)) {
      return;
    }
    AdvisoryRecord read = OsvReader.read(json);
    assertThat(read.advisory().id()).isNotBlank();
    assertThat(read.advisory().aliases()).doesNotContain(read.advisory().id());
    for (AdvisoryRecord.Statement statement : read.statements()) {
      assertThat(statement.ecosystem()).isNotBlank();
      assertThat(statement.name()).isNotBlank();
      for (Interval range : statement.ranges()) {
        assertThat(range.introduced()).isNotEmpty();
        assertThat(range.fixed().isEmpty() || range.lastAffected().isEmpty()).isTrue();
        assertThat(range.fixed()).isNotEqualTo("0");
      }
    }
  }

  @Test
  void replaysItsSeeds() throws IOException {
    Path seeds = Path.of("src/test/resources/fuzz/osv");
    try (Stream<Path> files = Files.list(seeds)) {
      List<Path> all = files.sorted().toList();
      assertThat(all).hasSizeGreaterThanOrEqualTo(6);
      for (Path each : all) {
        fuzzerTestOneInput(Files.readAllBytes(each));
      }
    }
  }
}
