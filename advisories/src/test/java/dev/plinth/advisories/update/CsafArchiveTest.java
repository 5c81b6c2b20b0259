package dev.plinth.advisories.update;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Red Hat's folder of VEX documents: the archive once, then changes and deletions. */
class CsafArchiveTest {
  private static final String CHANGES =
      "\"2025/cve-2025-0001.json\",\"2026-01-02T03:04:05+00:00\"\n"
          + "\"2025/cve-2025-0002.json\",\"2025-12-02T03:04:05+00:00\"\n";

  @TempDir Path folder;
  private StandIn server;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
    server.put("/vex/archive_latest.txt", "csaf_vex_2026-01-10.tar.zst\n");
    server.put("/vex/csaf_vex_2026-01-10.tar.zst", archive(1, 2, 3));
    server.put("/vex/changes.csv", CHANGES);
    server.put("/vex/deletions.csv", "");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private UpdateReport.Result update() {
    return FeedUpdater.run(
            folder.resolve("advisories.db"),
            List.of(Feeds.named("redhat").getFirst()),
            new HttpClient(HttpOptions.defaults()),
            new UpdateOptions(
                folder.resolve("cache"),
                Map.<String, URI>of("redhat", server.at("/vex/")),
                false,
                false,
                2,
                Duration.ofMinutes(1),
                () -> Instant.parse("2026-03-04T05:06:07Z")),
            UpdateListener.NONE)
        .feeds()
        .getFirst();
  }

  private List<String> names() {
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("advisories.db"))) {
      return store.namesLike("CVE-2025-");
    }
  }

  private static String document(int number, String date) {
    return """
    {"document": {"category": "csaf_vex", "csaf_version": "2.0", "title": "a thing",
      "publisher": {"name": "Red Hat Product Security", "namespace": "https://www.redhat.com"},
      "tracking": {"id": "CVE-2025-000N", "current_release_date": "DATE",
        "initial_release_date": "2025-04-03T00:00:00+00:00", "status": "final"}},
     "product_tree": {"branches": [{"category": "vendor", "name": "Red Hat", "branches": [
       {"category": "product_name", "product": {"product_id": "red_hat_enterprise_linux_9",
         "product_identification_helper": {"cpe": "cpe:/o:redhat:enterprise_linux:9"}}},
       {"category": "product_version", "product": {"product_id": "curl"}}]}],
      "relationships": [{"category": "default_component_of", "full_product_name":
        {"name": "curl", "product_id": "red_hat_enterprise_linux_9:curl"},
        "product_reference": "curl",
        "relates_to_product_reference": "red_hat_enterprise_linux_9"}]},
     "vulnerabilities": [{"cve": "CVE-2025-000N",
       "product_status": {"known_affected": ["red_hat_enterprise_linux_9:curl"]}}]}
    """
        .replace("000N", "000" + number)
        .replace("DATE", date);
  }

  private static byte[] archive(int... numbers) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    for (int number : numbers) {
      byte[] content =
          document(number, "2026-01-02T03:04:05+00:00").getBytes(StandardCharsets.UTF_8);
      byte[] header = new byte[512];
      put(header, 0, "2025/cve-2025-000" + number + ".json");
      put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
      put(header, 124, String.format("%011o\0%011o\0", content.length, 0));
      put(header, 148, "        0");
      put(header, 257, "ustar\0" + "00");
      int sum = 0;
      for (byte b : header) {
        sum += b & 0xff;
      }
      put(header, 148, String.format("%06o\0 ", sum));
      tar.write(header);
      tar.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
    }
    tar.write(new byte[1024]);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
      zstd.setChecksum(true);
      zstd.write(tar.toByteArray());
    }
    return out.toByteArray();
  }

  private static void put(byte[] into, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, into, at, bytes.length);
  }

  @Test
  void theArchiveOnceThenWhatChangedAndWentSinceItsDay() {
    UpdateReport.Result whole = update();
    assertThat(whole.failure()).isNull();
    assertThat(whole.records()).isEqualTo(3);
    assertThat(names()).containsExactly("CVE-2025-0001", "CVE-2025-0002", "CVE-2025-0003");
    assertThat(update().taken()).isZero();
    server.put(
        "/vex/changes.csv",
        "\"2025/cve-2025-0004.json\",\"2026-01-10T08:00:00+01:00\"\n" + CHANGES);
    server.put("/vex/2025/cve-2025-0004.json", document(4, "2026-01-10T07:00:00+00:00"));
    server.put(
        "/vex/deletions.csv",
        "\"2025/cve-2025-0002.json\",\"2026-01-10T09:00:00+00:00\"\n"
            + "\"2025/cve-2025-0003.json\",\"2025-01-01T00:00:00+00:00\"\n");
    server.asked.clear();
    UpdateReport.Result changed = update();
    assertThat(changed.failure()).isNull();
    assertThat(changed.taken()).isEqualTo(1);
    assertThat(changed.removed()).isEqualTo(1);
    assertThat(names()).containsExactly("CVE-2025-0001", "CVE-2025-0003", "CVE-2025-0004");
    assertThat(server.asked)
        .containsExactly("/vex/changes.csv", "/vex/deletions.csv", "/vex/2025/cve-2025-0004.json");
    server.asked.clear();
    assertThat(update().unchanged()).isEqualTo(1);
    assertThat(server.asked).containsExactly("/vex/changes.csv");
  }

  @Test
  void listsAreNotBelievedBlindly() {
    server.put("/vex/archive_latest.txt", "../../secret\n");
    assertThat(update().failure()).hasMessageContaining("it names no archive");
    server.put("/vex/archive_latest.txt", "csaf_vex_2026-01-10.tar.zst");
    assertThat(update().failure()).isNull();
    for (String list :
        List.of(
            "<html>\n",
            "\"../x.json\",\"2026-02-02T03:04:05+00:00\"\n",
            "\"2025/cve-2025-0001.json\",\"next week now\"\n")) {
      server.put("/vex/changes.csv", list);
      assertThat(update().failure()).as(list).hasMessageContaining("not a path and a time");
    }
    assertThat(names()).hasSize(3);
  }

  @Test
  void theFirstUpdateGoesOnFromTheArchivesDay() {
    server.put(
        "/vex/changes.csv",
        "\"2025/cve-2025-0004.json\",\"2026-02-02T00:00:00+00:00\"\n"
            + "\"2025/cve-2025-0001.json\",\"2026-02-01T00:00:00+00:00\"\n"
            + CHANGES);
    server.put(
        "/vex/deletions.csv",
        "\"2025/cve-2025-0003.json\",\"2026-02-01T00:00:00+00:00\"\n"
            + "\"2025/cve-2025-0001.json\",\"2026-01-20T00:00:00+00:00\"\n");
    server.put("/vex/2025/cve-2025-0004.json", document(4, "2026-02-02T00:00:00+00:00"));
    server.put("/vex/2025/cve-2025-0001.json", document(1, "2026-02-01T00:00:00+00:00"));
    UpdateReport.Result first = update();
    assertThat(first.failure()).isNull();
    // What went and came again is there.
    assertThat(names()).containsExactly("CVE-2025-0001", "CVE-2025-0002", "CVE-2025-0004");
    assertThat(first.removed()).isEqualTo(1);
    server.asked.clear();
    assertThat(update().unchanged()).isEqualTo(1);
    assertThat(server.asked).containsExactly("/vex/changes.csv");
  }

  @Test
  void aBrokenArchiveLeavesTheOldDataWhole() throws IOException {
    assertThat(update().failure()).isNull();
    server.put("/vex/archive_latest.txt", "csaf_vex_2026-02-10.tar.zst\n");
    server.put("/vex/changes.csv", many("2026-02-01T00:00:00+00:00") + CHANGES);
    byte[] good = archive(1, 2, 4);
    byte[] spoilt = good.clone();
    spoilt[good.length - 9] ^= 0x55;
    for (byte[] bad :
        List.of(
            Arrays.copyOf(good, good.length / 2),
            spoilt,
            new byte[0],
            "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8))) {
      server.put("/vex/csaf_vex_2026-02-10.tar.zst", bad);
      assertThat(update().failure()).isNotNull();
      assertThat(names()).containsExactly("CVE-2025-0001", "CVE-2025-0002", "CVE-2025-0003");
    }
    server.remove("/vex/csaf_vex_2026-02-10.tar.zst");
    assertThat(update().failure().code()).isEqualTo("PLINTH-UPDATE-ABSENT");
    server.put("/vex/csaf_vex_2026-02-10.tar.zst", good);
    server.asked.clear();
    UpdateReport.Result whole = update();
    assertThat(whole.failure()).isNull();
    assertThat(names()).containsExactly("CVE-2025-0001", "CVE-2025-0002", "CVE-2025-0004");
    // A newer archive is worth more than thousands of requests.
    assertThat(server.asked).hasSize(4);
  }

  @Test
  void muchThatChangedSinceTheNewestArchiveIsFetchedAllTheSame() {
    assertThat(update().failure()).isNull();
    server.put("/vex/2025/cve-2025-0004.json", document(4, "2026-02-02T00:00:00+00:00"));
    server.put(
        "/vex/changes.csv",
        "\"2025/cve-2025-0004.json\",\"2026-02-02T00:00:00+00:00\"\n"
            + many("2026-02-01T00:00:00+00:00")
            + CHANGES);
    UpdateReport.Result changed = update();
    assertThat(changed.failure()).isNull();
    assertThat(changed.records()).isEqualTo(4);
    assertThat(server.asked).filteredOn(path -> path.endsWith(".tar.zst")).hasSize(1);
  }

  /** More lines than are worth a request each. */
  private static String many(String time) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i <= 2_000; i++) {
      out.append("\"2024/cve-2024-").append(10_000 + i).append(".json\",\"").append(time);
      out.append("\"\n");
    }
    return out.toString();
  }
}
