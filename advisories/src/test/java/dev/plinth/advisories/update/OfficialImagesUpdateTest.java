package dev.plinth.advisories.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.OfficialImage;
import dev.plinth.advisories.feed.TestArchives;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.DocumentState;
import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of official-images, from a server and from a file. */
class OfficialImagesUpdateTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final long DAY = 1_764_000_000; // 2025-11-24
  private static final String PATH = "/images.tar.gz";

  @TempDir Path folder;
  private StandIn server;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private UpdateReport.Result update(URI address, boolean force) {
    Feed feed = Feeds.find("official-images");
    assertThat(feed).isNotNull();
    assertThat(feed.usual()).isTrue();
    return FeedUpdater.run(
            folder.resolve("a.db"),
            List.of(feed),
            new HttpClient(HttpOptions.defaults()),
            new UpdateOptions(
                folder.resolve("cache"),
                Map.of("official-images", address),
                false,
                force,
                1,
                Duration.ofMinutes(1),
                () -> NOW),
            UpdateListener.NONE)
        .feeds()
        .getFirst();
  }

  private UpdateReport.Result update() {
    return update(server.at(PATH), false);
  }

  private List<OfficialImage> known() {
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
      return store.officialImages();
    }
  }

  /** So many images, and much else that a repository has. */
  private static byte[] archive(int images, String tag, String... bad) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 30; i++) {
      files.put("official-images-master/.github/workflows/w" + i + ".yml", bytes("on: push\n"));
      files.put("official-images-master/test/tests/t" + i + ".json", bytes("{}"));
    }
    for (int i = 0; i < images; i++) {
      files.put(
          "official-images-master/library/image-" + i,
          bytes("Maintainers: x\n\nTags: " + tag + ", latest\n"));
    }
    for (String each : bad) {
      files.put("official-images-master/library/" + each, bytes("nothing of the kind\n"));
    }
    files.put("official-images-master/library/.hidden.swp", bytes("x"));
    return TestArchives.gzip(TestArchives.repository(DAY, files));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void fetchedOnceAndThenUnchanged() throws IOException {
    server.put(PATH, archive(50, "1"));
    UpdateReport.Result first = update();
    assertThat(first.failure()).isNull();
    assertThat(first.records()).isEqualTo(50);
    assertThat(first.taken()).isEqualTo(50);
    assertThat(first.skipped()).isZero();
    assertThat(known()).hasSize(50);
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
      DocumentState state = store.documents().getFirst();
      assertThat(state.feed()).isEqualTo("official-images");
      assertThat(state.asOf()).isEqualTo("2025-11-24");
      assertThat(state.etag()).isNotEmpty();
      assertThat(store.freshness()).isNull();
    }
    UpdateReport.Result second = update();
    assertThat(second.unchanged()).isEqualTo(1);
    assertThat(second.records()).isEqualTo(50);
    assertThat(second.bytes()).isZero();
    assertThat(known()).hasSize(50);
    assertThat(Files.exists(folder.resolve("cache/official-images"))).isFalse();
  }

  @Test
  void whatIsNoLongerThereIsGone() throws IOException {
    server.put(PATH, archive(50, "1"));
    update();
    server.put(PATH, archive(40, "2"));
    UpdateReport.Result result = update();
    assertThat(result.failure()).isNull();
    assertThat(result.removed()).isEqualTo(10);
    assertThat(result.records()).isEqualTo(40);
    assertThat(known()).hasSize(40);
    assertThat(known().getFirst().builds().getFirst().tags()).containsExactly("2", "latest");
  }

  @Test
  void aBadFileIsNamedAndSkipped() throws IOException {
    server.put(PATH, archive(50, "1", "bad-one"));
    UpdateReport.Result result = update();
    assertThat(result.failure()).isNull();
    assertThat(result.taken()).isEqualTo(50);
    assertThat(result.skipped()).isEqualTo(1);
    assertThat(result.bad().getFirst().name()).isEqualTo("official-images-master/library/bad-one");
  }

  @Test
  void whatIsWrongAsAWholeChangesNothing() throws IOException {
    server.put(PATH, archive(50, "1"));
    update();
    List<OfficialImage> before = known();
    byte[] good = archive(50, "2");
    server.put(PATH, archive(20, "2"));
    assertThat(update().failure()).isNotNull();
    server.put(PATH, archive(50, "2", "a", "b", "c", "d"));
    assertThat(update().failure()).isNotNull();
    server.put(PATH, archive(0, "2"));
    assertThat(update().failure()).isNotNull();
    server.put(PATH, java.util.Arrays.copyOf(good, good.length - 20));
    assertThat(update().failure()).isNotNull();
    server.put(PATH, bytes("<html>not found</html>"));
    assertThat(update().failure()).isNotNull();
    server.put(PATH, new byte[0]);
    assertThat(update().failure()).isNotNull();
    server.remove(PATH);
    assertThat(update().failure()).isNotNull();
    assertThat(known()).isEqualTo(before);
    server.put(PATH, archive(20, "2"));
    assertThat(update(server.at(PATH), true).failure()).isNull();
    assertThat(known()).hasSize(20);
  }

  @Test
  void oneThatIsTooLargeIsNotFetched() throws IOException {
    server.put(PATH, new byte[(32 << 20) + 1]);
    UpdateReport.Result result = update();
    assertThat(result.failure()).isNotNull();
    assertThat(result.failure().code()).isEqualTo("PLINTH-UPDATE-LARGE");
  }

  @Test
  void fromAFile() throws IOException {
    Path file = Files.write(folder.resolve("images.tar.gz"), archive(25, "1"));
    assertThat(update(file.toUri(), false).taken()).isEqualTo(25);
    assertThat(update(file.toUri(), false).unchanged()).isEqualTo(1);
  }
}
