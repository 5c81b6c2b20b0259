package dev.plinth.advisories.update;

import static dev.plinth.advisories.debian.TestMirror.documented;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.Affected;
import dev.plinth.advisories.PackageKey;
import dev.plinth.advisories.debian.TestMirror;
import dev.plinth.advisories.store.AdvisoryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code debian-archive-bookworm} from a mirror behind a server, and from one in a folder. */
class DebianArchiveUpdateTest {
  private static final String FOO_DEB =
      "/mirror/debian-security/pool/libfoo1_1%3a1.2-3+deb12u1_amd64.deb";

  @TempDir Path folder;
  private StandIn server;

  @BeforeEach
  void mirror() throws Exception {
    server = new StandIn();
    new TestMirror(folder.resolve("mirror/debian"))
        .source("foo", "1:1.2-3")
        .source("bar", "2.0-1")
        .source("told", "3-1")
        .suite("bookworm", "Sat, 03 Jan 2026");
    security("1:1.2-3+deb12u1", "Sun, 04 Jan 2026");
    serve();
  }

  private void security(String foo, String date) throws Exception {
    new TestMirror(folder.resolve("mirror/debian-security"))
        .source("foo", foo)
        .source("bar", "2.0-1+deb12u1")
        .source("told", "3-1+deb12u1")
        .binary(
            "libfoo1",
            "foo",
            foo,
            documented(
                "libfoo1",
                "changelog.Debian.gz",
                entry("foo", foo, "Fix CVE-2026-0001: overflow in the parser")),
            0)
        .binary(
            "bar",
            "",
            "2.0-1+deb12u1",
            documented("bar", "changelog.gz", entry("bar", "2.0-1+deb12u1", "CVE-2026-0002")),
            0)
        .binary(
            "told",
            "",
            "3-1+deb12u1",
            documented(
                "told",
                "changelog.Debian.gz",
                entry(
                    "told",
                    "3-1+deb12u1",
                    "Not affected by CVE-2026-0003, mention so in the documentation")),
            0)
        .suite("bookworm-security", date);
  }

  private void serve() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("mirror"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        server.put("/" + folder.relativize(file), Files.readAllBytes(file));
      }
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String entry(String source, String version, String says) {
    return source
        + " ("
        + version
        + ") bookworm-security; urgency=high\n\n  * "
        + says
        + "\n\n -- A Maintainer <a@example.org>  Mon, 05 Jan 2026 10:00:00 +0100\n\n";
  }

  private UpdateReport.Result update(URI mirror) {
    return FeedUpdater.run(
            folder.resolve("advisories.db"),
            Feeds.named("debian-archive-bookworm"),
            FeedGround.quick(2),
            new UpdateOptions(
                folder.resolve("cache"),
                Map.of("debian-archive-bookworm", mirror),
                false,
                false,
                2,
                Duration.ofMinutes(1),
                () -> Instant.parse("2026-03-04T05:06:07Z")),
            UpdateListener.NONE)
        .feeds()
        .getFirst();
  }

  private UpdateReport.Result update() {
    return update(server.at("/mirror"));
  }

  private List<String> said(String source) {
    PackageKey key = PackageKey.of("Debian:12", source);
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("advisories.db"))) {
      return store.affecting(List.of(key)).getOrDefault(key, List.of()).stream()
          .map(row ->
              row.advisory().upstream()
                  + " "
                  + row.ranges().stream().map(Affected.Interval::fixed).toList())
          .sorted()
          .toList();
    }
  }

  private static String failure(UpdateReport.Result result) {
    return result.failure() == null ? "" : result.failure().code();
  }

  @Test
  void aMirrorBehindAServerGivesAdvisoriesOnce() throws Exception {
    UpdateReport.Result first = update();
    assertThat(first.failure()).isNull();
    assertThat(first.records()).isEqualTo(2);
    assertThat(said("foo")).containsExactly("[CVE-2026-0001] [1:1.2-3+deb12u1]");
    assertThat(said("bar")).containsExactly("[CVE-2026-0002] [2.0-1+deb12u1]");
    // A changelog that only mentions a CVE fixes none.
    assertThat(said("told")).isEmpty();
    server.asked.clear();
    UpdateReport.Result again = update();
    assertThat(again.unchanged()).isEqualTo(1);
    assertThat(again.records()).isEqualTo(2);
    assertThat(server.asked)
        .containsExactly(
            "/mirror/debian/dists/bookworm/InRelease",
            "/mirror/debian-security/dists/bookworm-security/InRelease");
    security("1:1.2-3+deb12u2", "Mon, 05 Jan 2026");
    serve();
    server.asked.clear();
    UpdateReport.Result third = update();
    assertThat(third.taken()).isEqualTo(1);
    assertThat(third.records()).isEqualTo(3);
    // Only the package that changed is read.
    assertThat(server.asked).filteredOn(path -> path.endsWith(".deb")).hasSize(1);
  }

  @Test
  void aPackageThatFailsIsNamedAndTheOthersKept() throws Exception {
    server.remove(FOO_DEB);
    server.put(FOO_DEB, "not the package that was vouched for");
    UpdateReport.Result first = update();
    assertThat(failure(first)).isEqualTo("PLINTH-MIRROR-INCOMPLETE");
    assertThat(first.failure())
        .hasMessageContaining("one package could not be read (foo 1:1.2-3+deb12u1: ");
    assertThat(first.bad().getFirst().name()).isEqualTo("foo 1:1.2-3+deb12u1");
    assertThat(said("bar")).hasSize(1);
    assertThat(said("foo")).isEmpty();
    server.trick(FOO_DEB, StandIn.cut(100), StandIn.cut(100));
    assertThat(failure(update())).isEqualTo("PLINTH-MIRROR-INCOMPLETE");
    // It is tried again until it comes.
    serve();
    server.trick(FOO_DEB, StandIn.cut(100));
    UpdateReport.Result mended = update();
    assertThat(mended.failure()).isNull();
    assertThat(mended.records()).isEqualTo(2);
    assertThat(said("foo")).hasSize(1);
  }

  @Test
  void anIndexThatWasTamperedWithLeavesTheOldDataWhole() throws Exception {
    assertThat(update().failure()).isNull();
    security("1:1.2-3+deb12u2", "Mon, 05 Jan 2026");
    serve();
    String sources = "/mirror/debian-security/dists/bookworm-security/main/source/Sources.xz";
    byte[] bytes =
        Files.readAllBytes(
            folder.resolve(
                "mirror/debian-security/dists/bookworm-security/main/source/Sources.xz"));
    bytes[bytes.length / 2] ^= 1;
    server.put(sources, bytes);
    assertThat(failure(update())).isEqualTo("PLINTH-MIRROR-DAMAGED");
    server.put("/mirror/debian-security/dists/bookworm-security/InRelease", "<html>Sign in</html>");
    assertThat(failure(update())).isEqualTo("PLINTH-MIRROR-DAMAGED");
    server.remove("/mirror/debian-security/dists/bookworm-security/InRelease");
    assertThat(failure(update())).isEqualTo("PLINTH-MIRROR-ABSENT");
    assertThat(said("foo")).containsExactly("[CVE-2026-0001] [1:1.2-3+deb12u1]");
    assertThat(said("bar")).hasSize(1);
  }

  @Test
  void aMirrorThatRefusesStallsOrSendsElsewhereIsAnErrorInTime() {
    String release = "/mirror/debian/dists/bookworm/InRelease";
    for (int status : List.of(401, 403, 429, 500)) {
      server.trick(release, StandIn.status(status), StandIn.status(status));
      assertThat(failure(update())).as("%s", status).isEqualTo("PLINTH-MIRROR-IO");
      update();
    }
    server.trick(
        release,
        (exchange, bytes) -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().flush();
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThat(failure(update())).isEqualTo("PLINTH-MIRROR-IO");
    server.trick(release, StandIn.status(302, "Location", "ftp://elsewhere.example/"));
    assertThat(failure(update())).isEqualTo("PLINTH-MIRROR-IO");
    assertThat(update().failure()).isNull();
  }

  @Test
  void aMirrorInAFolderNeedsNoNetwork() {
    assertThat(update(folder.resolve("mirror").toUri()).failure()).isNull();
    assertThat(said("foo")).hasSize(1);
    assertThat(failure(update(folder.resolve("none").toUri()))).isEqualTo("PLINTH-MIRROR-ABSENT");
    assertThat(said("foo")).hasSize(1);
  }
}
