package dev.plinth.advisories.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.http.HttpClient;
import dev.plinth.http.HttpOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an update brings, what it takes away, and where it looks. */
class FeedUpdaterTest extends FeedGround {
  @Test
  void bringsSeveralFeedsAndThenNothing() {
    UpdateReport report = update("osv-npm", "kev");
    assertThat(report.feeds())
        .extracting(UpdateReport.Result::id, UpdateReport.Result::records, FeedGround::code)
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
