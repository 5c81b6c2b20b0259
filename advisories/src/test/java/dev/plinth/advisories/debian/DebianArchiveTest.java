package dev.plinth.advisories.debian;

import static dev.plinth.advisories.debian.TestMirror.bytes;
import static dev.plinth.advisories.debian.TestMirror.documented;
import static dev.plinth.advisories.debian.TestMirror.linked;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.Affected;
import dev.plinth.advisories.PackageKey;
import dev.plinth.advisories.debian.DebianArchive.Suite;
import dev.plinth.advisories.feed.ImportListener;
import dev.plinth.advisories.feed.ImportReport.FileReport;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.StoreUpdate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Advisories from an archive of two suites. */
class DebianArchiveTest {
  private static final String MAINTAINER =
      "\n -- A Maintainer <a@example.org>  Mon, 05 Jan 2026 10:00:00 +0100\n\n";
  private static final String CHANGELOG =
      "foo (1:1.2-3+deb12u2) bookworm-security; urgency=high\n\n"
          + "  * CVE-2026-0002: Heap overflow in the parser\n"
          + "  * Fix CVE-2026-0001 regression\n"
          + MAINTAINER
          + "foo (1:1.2-3+deb12u1) bookworm-security; urgency=high\n\n"
          + "  * Fix CVE-2026-0001 and CVE-2026-0003\n"
          + MAINTAINER
          + "foo (1:1.2-3) unstable; urgency=low\n\n  * Fix CVE-2020-0009\n"
          + MAINTAINER
          + "# Older entries have been removed from this changelog.\n";

  @TempDir Path folder;
  private TestMirror main;
  private TestMirror security;

  @BeforeEach
  void archives() throws Exception {
    main =
        new TestMirror(folder.resolve("main"))
            .source("foo", "1:1.2-3")
            .source("native", "1.0")
            .source("same", "2-1")
            .suite("bookworm", "Sat, 03 Jan 2026");
    security =
        new TestMirror(folder.resolve("security"))
            .source("foo", "1:1.2-3+deb12u2")
            .source("foo", "1:1.2-3+deb12u1")
            .source("native", "1.1")
            .source("same", "2-1")
            .source("other", "1")
            .binary("foo-doc", "foo", "1:1.2-3+deb12u2", linked("foo-doc", "libfoo1"), 0)
            .binary(
                "libfoo1",
                "foo (1:1.2-3+deb12u2)",
                "1:1.2-3+deb12u2+b1",
                documented("libfoo1", "changelog.Debian.gz", CHANGELOG),
                500)
            .binary(
                "native",
                "",
                "1.1",
                documented(
                    "native",
                    "changelog.gz",
                    "native (1.1) bookworm-security; urgency=high\n\n  * Fix CVE-2026-0007\n"
                        + MAINTAINER),
                100)
            .suite("bookworm-security", "Sun, 04 Jan 2026");
  }

  private FileReport update() {
    main.opened.clear();
    security.opened.clear();
    try (StoreUpdate store = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      FileReport report =
          DebianArchive.update(
              new Suite(main.mirror(), "bookworm"),
              new Suite(security.mirror(), "bookworm-security"),
              store,
              ImportListener.NONE);
      store.publish();
      return report;
    }
  }

  private List<String> said(String source) {
    PackageKey key = PackageKey.of("Debian:12", source);
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
      return store.affecting(List.of(key)).getOrDefault(key, List.of()).stream()
          .map(row ->
              String.join(",", row.advisory().upstream())
                  + " "
                  + row.ranges().stream().map(Affected.Interval::fixed).toList()
                  + " "
                  + row.advisory().summary())
          .sorted()
          .toList();
    }
  }

  @Test
  void theNewerSuitesChangelogsBecomeAdvisories() {
    FileReport report = update();
    assertThat(report.failure()).isNull();
    assertThat(report.bad()).isEmpty();
    assertThat(report.taken()).isEqualTo(4);
    // What is built of no package tells nothing.
    assertThat(report.empty()).isEqualTo(1);
    assertThat(said("foo"))
        .containsExactly(
            "CVE-2026-0001 [1:1.2-3+deb12u1] Fix CVE-2026-0001 and CVE-2026-0003",
            "CVE-2026-0002 [1:1.2-3+deb12u2] Heap overflow in the parser",
            "CVE-2026-0003 [1:1.2-3+deb12u1] Fix CVE-2026-0001 and CVE-2026-0003");
    assertThat(said("native")).containsExactly("CVE-2026-0007 [1.1] Fix CVE-2026-0007");
    assertThat(said("same")).isEmpty();
    try (AdvisoryStore store = AdvisoryStore.openReadOnly(folder.resolve("a.db"))) {
      assertThat(store.search("CVE-2026-0002").getFirst().advisory())
          .satisfies(advisory -> {
            assertThat(advisory.id()).isEqualTo("foo_1:1.2-3+deb12u2:CVE-2026-0002");
            assertThat(advisory.source()).isEqualTo("debian-archive");
            assertThat(advisory.published()).isEqualTo("2026-01-05T09:00:00Z");
          });
    }
  }

  @Test
  void nothingIsReadTwice() throws Exception {
    update();
    FileReport again = update();
    assertThat(again.failure()).isNull();
    assertThat(again.taken() + again.superseded()).isZero();
    assertThat(security.opened).containsExactly("dists/bookworm-security/InRelease");
    security
        .source("same", "2-1+deb12u1")
        .binary(
            "same",
            "",
            "2-1+deb12u1",
            documented(
                "same",
                "changelog.Debian.gz",
                "same (2-1+deb12u1) bookworm-security; urgency=high\n\n  * CVE-2026-0008\n"
                    + MAINTAINER),
            0)
        .suite("bookworm-security", "Mon, 05 Jan 2026");
    FileReport third = update();
    assertThat(third.taken()).isEqualTo(1);
    assertThat(security.opened)
        .containsExactly(
            "dists/bookworm-security/InRelease",
            "dists/bookworm-security/main/source/Sources.xz",
            "dists/bookworm-security/main/binary-amd64/Packages.xz",
            "pool/same_2-1+deb12u1_amd64.deb");
    assertThat(said("foo")).hasSize(3);
  }

  @Test
  void damagedAndMissingPackagesAreNamedAndTriedAgain() throws Exception {
    Path deb = security.root.resolve("pool/libfoo1_1%3a1.2-3+deb12u2+b1_amd64.deb");
    byte[] good = Files.readAllBytes(deb);
    byte[] bad = good.clone();
    bad[bad.length - 20] ^= 1;
    for (byte[] content : List.of(bad, java.util.Arrays.copyOf(good, good.length - 30))) {
      Files.write(deb, content);
      FileReport report = update();
      assertThat(report.failure())
          .hasMessageContaining("one package could not be read (foo 1:1.2-3+deb12u2: ");
      assertThat(report.skipped()).isEqualTo(1);
      assertThat(report.bad().getFirst().name()).isEqualTo("foo 1:1.2-3+deb12u2");
      assertThat(said("foo")).isEmpty();
      assertThat(said("native")).hasSize(1);
    }
    Files.write(deb, good);
    assertThat(update().taken()).isEqualTo(3);
    Files.delete(deb);
    Files.delete(folder.resolve("a.db"));
    assertThat(update().bad().getFirst().reason()).isEqualTo("the mirror lacks its packages");
    // A mirror that was behind its indexes is read when it has caught up, whatever they say.
    Files.write(deb, good);
    assertThat(update().taken()).isEqualTo(3);
    assertThat(update().taken()).isZero();
    assertThat(security.opened).hasSize(1);
  }

  @Test
  void indexesThatTheReleaseDoesNotVouchForAreRefused() throws Exception {
    security.write("dists/bookworm-security/main/source/Sources.xz", TestMirror.xz(bytes("x")));
    FileReport report = update();
    assertThat(report.failure()).isNotNull();
    assertThat(report.failure().code()).isEqualTo("PLINTH-MIRROR-DAMAGED");
    security.write("dists/bookworm-security/InRelease", bytes("<html>Not here</html>"));
    assertThat(update().failure())
        .hasMessageContaining("its release file names no files by SHA-256");
    Files.delete(security.root.resolve("dists/bookworm-security/InRelease"));
    assertThat(update().failure().code()).isEqualTo("PLINTH-MIRROR-ABSENT");
  }

  @Test
  void aMirrorThatFailsIsGivenUpAndWhatWasReadStays() {
    try (StoreUpdate store = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      for (int i = 0; i < 9; i++) {
        security.source("z" + i, "1").binary("z" + i, "", "1", new byte[1024], i);
      }
      security.suite("bookworm-security", "Tue, 06 Jan 2026");
      Mirror folderMirror = security.mirror();
      FileReport report =
          DebianArchive.update(
              new Suite(main.mirror(), "bookworm"),
              new Suite(
                  path -> {
                    if (path.startsWith("pool/z")) {
                      throw new IOException("the connection was reset");
                    }
                    return folderMirror.open(path);
                  },
                  "bookworm-security"),
              store,
              ImportListener.NONE);
      assertThat(report.failure()).isNotNull();
      assertThat(report.failure().code()).isEqualTo("PLINTH-MIRROR-IO");
      assertThat(report.skipped()).isEqualTo(5);
      assertThat(report.taken()).isEqualTo(4);
      store.publish();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    assertThat(said("foo")).hasSize(3);
  }
}
