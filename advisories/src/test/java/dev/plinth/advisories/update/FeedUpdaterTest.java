package dev.plinth.advisories.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.DocumentState;
import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpOptions;
import dev.plinth.http.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates from a server that behaves, and from one that does not. */
class FeedUpdaterTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final String KEV = "/kev.json";
  private static final String ZIP = "/npm/all.zip";
  private static final String LIST = "/npm/modified_id.csv";

  @TempDir Path folder;
  private StandIn server;
  private boolean anew;
  private boolean force;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
    server.put(KEV, kev(30));
    server.put(ZIP, zip(40, "2026-01-02T00:00:00Z"));
    server.put(LIST, list(40, "2026-01-02T00:00:00Z"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path store() {
    return folder.resolve("advisories.db");
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private UpdateReport update(Duration timeout, Map<String, URI> other, String... names) {
    Map<String, URI> addresses = new HashMap<>();
    addresses.put("kev", server.at(KEV));
    addresses.put("osv", server.at("/"));
    addresses.put("wolfi", server.at("/wolfi.json"));
    addresses.put("alpine", server.at("/alpine"));
    addresses.putAll(other);
    Patience quick =
        new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            1,
            Duration.ofSeconds(60),
            3,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofSeconds(1));
    return FeedUpdater.run(
        store(),
        Arrays.stream(names).map(Feeds::find).toList(),
        new HttpClient(HttpOptions.defaults().with(quick)),
        new UpdateOptions(cache(), addresses, anew, force, 4, timeout, () -> NOW),
        UpdateListener.NONE);
  }

  private UpdateReport update(String... names) {
    return update(Duration.ofMinutes(2), Map.of(), names);
  }

  private UpdateReport.Result one(String name) {
    return update(name).feeds().getFirst();
  }

  private static String code(UpdateReport.Result result) {
    return result.failure() == null ? "" : result.failure().code();
  }

  private long advisories() {
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(store())) {
      return store.status().advisories();
    }
  }

  private boolean has(String id) {
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(store())) {
      return !store.search(id).isEmpty();
    }
  }

  private DocumentState state(String feed) {
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(store())) {
      return store.documents().stream()
          .filter(s -> s.feed().equals(feed))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String kev(int entries) {
    StringBuilder out = new StringBuilder("{\"catalogVersion\":\"2026.01.02\",");
    out.append("\"dateReleased\":\"2026-01-02T00:00:00Z\",\"vulnerabilities\":[");
    for (int i = 0; i < entries; i++) {
      out.append(i == 0 ? "" : ",").append("{\"cveID\":\"CVE-2025-").append(1000 + i);
      out.append("\",\"dateAdded\":\"2026-01-01\",\"vulnerabilityName\":\"thing ").append(i);
      out.append("\",\"knownRansomwareCampaignUse\":\"Unknown\"}");
    }
    return out.append("]}").toString();
  }

  private static String osv(int number, String modified) {
    return "{\"id\":\"GHSA-"
        + number
        + "\",\"modified\":\""
        + modified
        + "\",\"summary\":\"as of "
        + modified
        + "\",\"affected\":[{\"package\":{\"ecosystem\":\"npm\",\"name\":\"p"
        + number
        + "\"},\"ranges\":[{\"type\":\"SEMVER\",\"events\":[{\"introduced\":\"0\"},{\"fixed\":\"1.0.0\"}]}]}]}";
  }

  private static byte[] zip(int records, String modified) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < records; i++) {
        zip.putNextEntry(new ZipEntry("GHSA-" + i + ".json"));
        zip.write(osv(i, modified).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static String list(int records, String modified) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < records; i++) {
      out.append(modified).append(",GHSA-").append(i).append('\n');
    }
    return out.toString();
  }

  @Test
  void bringsSeveralFeedsAndThenNothing() {
    UpdateReport report = update("osv-npm", "kev");
    assertThat(report.feeds())
        .extracting(UpdateReport.Result::id, UpdateReport.Result::records, FeedUpdaterTest::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("osv-npm", 40L, ""),
            org.assertj.core.groups.Tuple.tuple("kev", 30L, ""));
    assertThat(advisories()).isEqualTo(40);
    assertThat(state("osv-npm").cursor()).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(state("osv-npm").checked()).isEqualTo(NOW.getEpochSecond());
    assertThat(cache().resolve("osv-npm")).doesNotExist();
    server.asked.clear();
    assertThat(update("osv-npm", "kev").feeds())
        .allSatisfy(each -> assertThat(each.failure()).isNull());
    assertThat(server.asked).containsExactlyInAnyOrder(LIST, KEV);
    server.asked.clear();
    assertThat(update("osv-npm", "kev").feeds())
        .extracting(UpdateReport.Result::unchanged)
        .containsExactly(1, 1);
  }

  @Test
  void fetchesOnlyWhatChangedAndRemovesWhatVanished() {
    update("osv-npm");
    server.put(
        LIST,
        "2026-02-03T00:00:00.123456Z,GHSA-7\n2026-02-02T00:00:00Z,GHSA-99\n"
            + list(40, "2026-01-02T00:00:00Z")
                .replace("2026-01-02T00:00:00Z,GHSA-7\n", "")
                .replace("2026-01-02T00:00:00Z,GHSA-3\n", ""));
    server.put("/npm/GHSA-7.json", osv(7, "2026-02-03T00:00:00.123456Z"));
    server.put("/npm/GHSA-99.json", osv(99, "2026-02-02T00:00:00Z"));
    server.asked.clear();
    UpdateReport.Result result = one("osv-npm");
    assertThat(result.failure()).isNull();
    assertThat(result.taken()).isEqualTo(2);
    assertThat(result.removed()).isEqualTo(1);
    assertThat(result.records()).isEqualTo(40);
    assertThat(server.asked)
        .containsExactlyInAnyOrder(LIST, "/npm/GHSA-7.json", "/npm/GHSA-99.json");
    assertThat(has("GHSA-3")).isFalse();
    assertThat(has("GHSA-99")).isTrue();
    assertThat(advisories()).isEqualTo(40);
    assertThat(one("osv-npm").unchanged()).isEqualTo(1);
  }

  @Test
  void whatVanishesFromAWholeFeedGoesUnlessAnotherHasIt() throws IOException {
    server.put("/PyPI/all.zip", zip(10, "2026-01-02T00:00:00Z"));
    update("osv-npm", "osv-pypi");
    assertThat(advisories()).isEqualTo(40);
    anew = true;
    byte[] smaller = zip(35, "2026-01-02T00:00:00Z");
    server.put(ZIP, smaller);
    assertThat(one("osv-npm").removed()).isEqualTo(5);
    assertThat(advisories()).isEqualTo(35);
    // GHSA-0 to 9 are PyPI's as well, and stay whatever becomes of them in npm.
    force = true;
    server.put(ZIP, zip(2, "2026-01-02T00:00:00Z"));
    assertThat(one("osv-npm").removed()).isEqualTo(33);
    assertThat(advisories()).isEqualTo(10);
  }

  @Test
  void aFeedThatLostMostOfItsRecordsIsRefused() {
    update("kev", "osv-npm");
    server.put(KEV, kev(10));
    UpdateReport.Result refused = one("kev");
    assertThat(code(refused)).isEqualTo("PLINTH-UPDATE-SHRUNK");
    assertThat(state("kev").records()).isEqualTo(30);
    server.put(KEV, kev(0));
    assertThat(one("kev").failure()).isNotNull();
    assertThat(state("kev").records()).isEqualTo(30);
    server.put(KEV, kev(10));
    force = true;
    assertThat(one("kev").failure()).isNull();
    assertThat(state("kev").records()).isEqualTo(10);
  }

  @Test
  void statusesThatSayNoLeaveTheOthersAndTheOldData() {
    update("kev", "osv-npm");
    for (int status : new int[] {401, 403, 404, 500}) {
      for (int times = status == 500 ? 3 : 1; times > 0; times--) {
        server.trick(KEV, StandIn.status(status));
      }
      UpdateReport report = update("kev", "osv-npm");
      assertThat(report.feeds().get(0).failure()).as("%d", status).isNotNull();
      assertThat(report.feeds().get(0).failure().getMessage()).contains("Tried to", "; ");
      assertThat(report.feeds().get(1).failure()).isNull();
      assertThat(report.anyFailed()).isTrue();
      assertThat(state("kev").records()).isEqualTo(30);
    }
  }

  @Test
  void waitsAsItIsAskedTo() {
    server.trick(KEV, StandIn.status(429, "Retry-After", "1"), StandIn.status(503));
    assertThat(one("kev").failure()).isNull();
    server.trick(KEV, StandIn.status(429, "Retry-After", "86400"));
    assertThat(code(one("kev"))).isEqualTo("PLINTH-HTTP-STATUS");
  }

  @Test
  void aRedirectElsewhereIsFollowedWithinReason() {
    server.put("/moved.json", kev(32));
    server.trick(KEV, StandIn.status(302, "Location", server.at("/moved.json").toString()));
    assertThat(one("kev").failure()).isNull();
    assertThat(state("kev").records()).isEqualTo(32);
    anew = true;
    for (String elsewhere :
        List.of("ftp://feeds.example/kev.json", "file:///etc/passwd", KEV, "http://[bad")) {
      StandIn.Trick there = StandIn.status(302, "Location", elsewhere);
      for (int i = 0; i < 30; i++) {
        server.trick(KEV, there);
      }
      assertThat(code(one("kev"))).as(elsewhere).startsWith("PLINTH-HTTP-");
      assertThat(state("kev").records()).isEqualTo(32);
      server.forget(KEV);
    }
  }

  @Test
  void aLengthThatIsALieIsNotBelieved() {
    StandIn.Trick longer =
        (exchange, bytes) -> {
          exchange.sendResponseHeaders(200, bytes.length + 1_000L);
          exchange.getResponseBody().write(bytes);
          exchange.getResponseBody().flush();
          throw new IOException("cut");
        };
    server.trick(KEV, longer, longer, longer);
    assertThat(code(one("kev"))).isEqualTo("PLINTH-UPDATE-DROPPED");
    assertThat(one("kev").failure()).isNull();
  }

  @Test
  void goesOnWhereItBrokeOff() {
    server.trick(KEV, StandIn.cut(1000));
    assertThat(one("kev").failure()).isNull();
    assertThat(server.asked).containsExactly(KEV, KEV + " bytes=1000-");
    assertThat(one("kev").unchanged()).isEqualTo(1);
  }

  @Test
  void goesOnInTheNextProcess() {
    server.trick(KEV, StandIn.cut(500), StandIn.status(403));
    assertThat(one("kev").failure()).isNotNull();
    assertThat(cache().resolve("kev/document")).hasSize(500);
    server.asked.clear();
    UpdateReport.Result result = one("kev");
    assertThat(result.failure()).isNull();
    assertThat(server.asked.getLast()).isEqualTo(KEV + " bytes=500-");
    assertThat(result.bytes()).isEqualTo(kev(30).length() - 500);
  }

  @Test
  void piecesOfTwoVersionsAreNeverJoined() {
    byte[] changed = kev(31).getBytes(StandardCharsets.UTF_8);
    server.trick(
        KEV,
        (exchange, bytes) -> {
          server.put(KEV, changed);
          StandIn.cut(700).play(exchange, bytes);
        });
    assertThat(one("kev").failure()).isNull();
    assertThat(state("kev").records()).isEqualTo(31);
    // A server that ignores If-Range and claims another tag is not believed either.
    anew = true;
    server.trick(
        KEV,
        StandIn.cut(700),
        (exchange, bytes) -> {
          exchange.getResponseHeaders().set("ETag", "\"other\"");
          exchange
              .getResponseHeaders()
              .set("Content-Range", "bytes 700-" + (bytes.length - 1) + "/" + bytes.length);
          exchange.sendResponseHeaders(206, bytes.length - 700);
          exchange.getResponseBody().write(new byte[bytes.length - 700]);
        });
    assertThat(one("kev").failure()).isNull();
    assertThat(state("kev").records()).isEqualTo(31);
  }

  @Test
  void aServerWithoutTagsOrRangesIsReadFromTheStart() {
    server.trick(
        KEV,
        (exchange, bytes) -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes, 0, 400);
          exchange.getResponseBody().flush();
          throw new IOException("cut");
        });
    assertThat(one("kev").failure()).isNull();
    assertThat(server.asked).containsExactly(KEV, KEV);
  }

  @Test
  void whatIsNoFeedChangesNothing() throws IOException {
    update("kev", "osv-npm");
    Map<String, String> answers = new HashMap<>();
    answers.put("<html><body>Please log in</body></html>", "PLINTH-FEED-UNKNOWN");
    answers.put("{\"error\":\"no\"}", "PLINTH-FEED-UNKNOWN");
    answers.put("{\"vulnerabilities\":[", "PLINTH-FEED-DAMAGED");
    answers.put(kev(30).substring(0, 900), "PLINTH-FEED-DAMAGED");
    answers.put(osv(1, "2026-01-02T00:00:00Z"), "PLINTH-UPDATE-OTHER");
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      server.trick(KEV, StandIn.body(answer.getKey()));
      assertThat(code(one("kev"))).as(answer.getKey()).isEqualTo(answer.getValue());
      assertThat(state("kev").records()).isEqualTo(30);
      assertThat(advisories()).isEqualTo(40);
    }
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] nothing = new byte[1 << 20];
      Arrays.fill(nothing, (byte) ' ');
      for (int i = 0; i < 200; i++) {
        gzip.write(nothing);
      }
    }
    server.put(KEV, bomb.toByteArray());
    assertThat(code(one("kev"))).startsWith("PLINTH-FEED-");
    assertThat(state("kev").records()).isEqualTo(30);
    // The page of a portal instead of every record: nothing is taken, and asked for again.
    server.put(LIST, "2026-02-03T00:00:00Z,GHSA-7\n" + list(40, "2026-01-02T00:00:00Z"));
    server.put("/npm/GHSA-7.json", "<html>Please log in</html>");
    assertThat(code(one("osv-npm"))).isEqualTo("PLINTH-UPDATE-SPOILT");
    server.put("/npm/GHSA-7.json", osv(7, "2026-02-03T00:00:00Z"));
    assertThat(one("osv-npm").taken()).isEqualTo(1);
  }

  @Test
  void aListOfNamesIsNotBelievedBlindly() {
    update("osv-npm");
    for (String list :
        List.of(
            "",
            "2026-02-03T00:00:00Z,../../etc/p w\n",
            "tomorrow,GHSA-1\n",
            "<html>,x\n",
            "2026-02-03T00:00:00Z\n")) {
      server.put(LIST, list);
      assertThat(code(one("osv-npm"))).as(list).startsWith("PLINTH-UPDATE-MALFORMED");
    }
    server.put(LIST, list(3, "2026-01-02T00:00:00Z"));
    assertThat(code(one("osv-npm"))).isEqualTo("PLINTH-UPDATE-SHRUNK");
    assertThat(advisories()).isEqualTo(40);
    assertThat(server.asked).noneMatch(path -> path.contains("etc"));
  }

  @Test
  void aStallEndsInTimeAndKeepsTheOthers() {
    server.trick(
        KEV,
        (exchange, bytes) -> {
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    UpdateReport report = update(Duration.ofSeconds(8), Map.of(), "kev", "osv-npm");
    assertThat(report.feeds().get(1).failure()).isNull();
    assertThat(advisories()).isEqualTo(40);
    // Either the time for all of it ran out, or the client gave up and was served at once.
    assertThat(report.feeds().get(0).failure() == null ? "" : code(report.feeds().get(0)))
        .isIn("", "PLINTH-UPDATE-TIME", "PLINTH-HTTP-TIMEOUT");
  }

  @Test
  void documentsThatMayLackAreLookedForAndThoseThatWereThereMissed() {
    String secdb =
        "{\"apkurl\":\"{{urlprefix}}\",\"archs\":[\"x86_64\"],\"reponame\":\"main\",\"urlprefix\":"
            + "\"https://dl-cdn.alpinelinux.org/alpine\",\"distroversion\":\"v3.20\",\"packages\":"
            + "[{\"pkg\":{\"name\":\"busybox\",\"secfixes\":{\"1.36.1-r29\":[\"CVE-2023-42366\"]}}}]}";
    server.put("/alpine/v3.20/main.json", secdb);
    UpdateReport.Result result = one("alpine");
    assertThat(result.failure()).isNull();
    assertThat(result.updated()).isEqualTo(1);
    assertThat(has("CVE-2023-42366")).isTrue();
    server.remove("/alpine/v3.20/main.json");
    assertThat(code(one("alpine"))).isEqualTo("PLINTH-UPDATE-ABSENT");
    assertThat(has("CVE-2023-42366")).isTrue();
  }

  @Test
  void copiesOnDiskNeedNoNetwork() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("mirror/npm"));
    Files.write(copy.resolve("all.zip"), zip(5, "2026-01-02T00:00:00Z"));
    Map<String, URI> addresses = Map.of("osv", folder.resolve("mirror").toUri());
    UpdateReport report = update(Duration.ofMinutes(1), addresses, "osv-npm");
    assertThat(report.anyFailed()).isFalse();
    assertThat(advisories()).isEqualTo(5);
    assertThat(update(Duration.ofMinutes(1), addresses, "osv-npm").feeds().getFirst().unchanged())
        .isEqualTo(1);
    Files.write(copy.resolve("all.zip"), zip(6, "2026-01-03T00:00:00Z"));
    update(Duration.ofMinutes(1), addresses, "osv-npm");
    assertThat(advisories()).isEqualTo(6);
    assertThat(server.asked).isEmpty();
  }

  @Test
  void offlineIsKept() {
    UpdateOptions options =
        new UpdateOptions(
            cache(),
            Map.of("kev", server.at(KEV)),
            false,
            false,
            1,
            Duration.ofMinutes(1),
            () -> NOW);
    assertThatThrownBy(() ->
            FeedUpdater.run(
                store(),
                List.of(Feeds.find("kev")),
                new HttpClient(HttpOptions.defaults().withOffline(true)),
                options,
                UpdateListener.NONE))
        .hasMessageContaining("--offline forbids it");
    assertThat(server.asked).isEmpty();
    assertThat(store()).doesNotExist();
  }
}
