package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.http.StandInRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateVerbTest {
  @TempDir Path folder;
  private StandInRegistry registry;
  private StandInImages images;
  private Path project;
  private String day = "1798761600";

  @BeforeEach
  void begin() throws IOException {
    registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY);
    images = new StandInImages(registry);
    project = Files.createDirectories(folder.resolve("project"));
  }

  @AfterEach
  void end() throws IOException {
    registry.close();
  }

  private String name(String rest) {
    return registry.address() + "/" + rest;
  }

  private CliHarness.Run run(String... words) {
    return new CliHarness(folder).with("SOURCE_DATE_EPOCH", day).in(project).run((Object[]) words);
  }

  private Path write(String file, String text) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private static Json image(CliHarness.Run run, int at) {
    try {
      return JsonReader.read(run.out().getBytes(StandardCharsets.UTF_8)).items("images").get(at);
    } catch (Exception e) {
      throw new AssertionError(run.out() + run.err(), e);
    }
  }

  @Test
  void aNewerDigestIsPlannedWithItsEffectAndWritten() throws IOException {
    String old = images.index("hub/base", "12", "1", "1.0");
    write("a/Dockerfile", "FROM " + name("hub/base:1.0@" + old) + "\n");
    write("b/Dockerfile", "FROM " + name("hub/base:1.0@" + old) + "\n");
    write("CODEOWNERS", "* @all\nb/ @team-b\n");
    String fresh = images.index("hub/base", "12", "2", "1.0");
    CliHarness.Run plan = run("update");
    assertThat(plan.code()).as(plan.err()).isZero();
    assertThat(plan.out())
        .contains("refresh", "openssl 1 to 2", "2 places in 2 services", "@all @team-b");
    assertThat(Files.readString(project.resolve("a/Dockerfile"))).contains(old);
    CliHarness.Run written = run("update", "--write");
    assertThat(written.code()).isZero();
    assertThat(Files.readString(project.resolve("a/Dockerfile"))).contains("1.0@" + fresh);
    assertThat(Files.readString(project.resolve("b/Dockerfile"))).contains("1.0@" + fresh);
    assertThat(Files.readString(project.resolve("plinth.lock"))).contains(fresh);
    assertThat(run("update").out()).contains("1 image at 2 places, 1 current");
  }

  @Test
  void whatSeveralImagesBringIsSaidOnce() throws IOException {
    for (String service : List.of("a", "b", "c")) {
      String image = "hub/" + service;
      String old = images.index(image, "12", "3.0.11-1~deb12u2", "1.0");
      write(service + "/Dockerfile", "FROM " + name(image + ":1.0@" + old) + "\n");
      images.index(image, "12", service.equals("c") ? "4" : "3.0.17-1~deb12u3", "1.0");
    }
    String out = run("update").out().replaceAll("\\s+", " ");
    assertThat(out)
        .containsOnlyOnce("openssl 3.0.11-1~deb12u2 to 3.0.17-1~deb12u3")
        .containsOnlyOnce("the same as for " + name("hub/a:1.0") + " above")
        .contains("openssl 3.0.11-1~deb12u2 to 4", "3 images at 3 places, 3 move");
  }

  @Test
  void newerTagsGoAsFarAsTheLevelAndStayOfTheirKind() throws IOException {
    String old = images.index("hub/node", "12", "1", "22.1.0-slim");
    String minor = images.index("hub/node", "12", "2", "22.2.0-slim");
    images.index("hub/node", "12", "3", "22.3.0", "22.4.0-rc1-slim", "22.2.0-alpine");
    String major = images.index("hub/node", "12", "4", "24.1.0-slim");
    images.index("hub/node", "12", "5", "25.1.0-slim");
    write(".plinth.yaml", "mirrors:\n  " + name("hub/*") + ": docker.io/library/*\n");
    Path file = write("Dockerfile", "FROM " + name("hub/node:22.1.0-slim@" + old) + "\n");
    CliHarness.Run plan = run("update");
    assertThat(plan.out())
        .contains(
            "update 22.1.0-slim to 22.2.0-slim (minor)", "24.1.0-slim is there for --level major");
    run("update", "--write");
    assertThat(Files.readString(file)).contains("node:22.2.0-slim@" + minor);
    run("update", "--write", "--level", "major");
    assertThat(Files.readString(file)).contains("node:24.1.0-slim@" + major);
    write(
        ".plinth.yaml",
        "update:\n  tags:\n    - images: x\n      rule: none-such\n      value: y\n");
    assertThat(run("update").err()).contains("PLINTH-POLICY-FILE", "docs/tags.md");
  }

  @Test
  void aRefreshThatChangesNothingOnThePlatformsInUseIsNone() throws IOException {
    String both = images.index("hub/base", "12", "1", "1.0");
    write("Dockerfile", "FROM " + name("hub/base:1.0@" + both) + "\n");
    images.index("hub/base", "12", "1", java.util.List.of("amd64", "arm64", "s390x"), "1.0");
    CliHarness.Run run = run("update", "--platform", "linux/amd64", "-o", "json");
    assertThat(image(run, 0).text("state")).isEqualTo("current");
    assertThat(run.out()).contains("nothing changes on linux/amd64");
  }

  @Test
  void aMoveToAnotherReleaseOfTheDistributionIsSaidAndNotMadeUnasked() throws IOException {
    String old = images.index("hub/base", "12", "1", "1.0");
    Path file = write("Dockerfile", "FROM " + name("hub/base:1.0@" + old) + "\n");
    String fresh = images.index("hub/base", "13", "2", "1.0");
    CliHarness.Run run = run("update", "--write");
    assertThat(run.out()).contains("moves from Debian 12 to Debian 13", "--level suite takes it");
    assertThat(Files.readString(file)).contains(old);
    run("update", "--write", "--level", "suite");
    assertThat(Files.readString(file)).contains(fresh);
  }

  @Test
  void aCoolDownCountsFromTheDayItWasSeen() throws IOException {
    write(".plinth.yaml", "update:\n  cooldown: 3d\n");
    String old = images.index("hub/base", "12", "1", "1.0");
    Path file = write("Dockerfile", "FROM " + name("hub/base:1.0@" + old) + "\n");
    String fresh = images.index("hub/base", "12", "2", "1.0");
    CliHarness.Run run = run("update", "--write", "-o", "json");
    assertThat(image(run, 0).text("state")).isEqualTo("waits");
    day = Long.toString(1798761600L + 2 * 86_400);
    run("update", "--write");
    assertThat(Files.readString(file)).contains(old);
    day = Long.toString(1798761600L + 3 * 86_400);
    run("update", "--write");
    assertThat(Files.readString(file)).contains(fresh);
  }

  @Test
  void whatIsDeniedHeldOrGoneIsLeftAlone() throws IOException {
    String old = images.index("hub/base", "12", "1", "1.0");
    images.index("hub/held", "12", "1", "1.0");
    images.index("hub/base", "12", "2", "1.0");
    write(".plinth.yaml", "update:\n  deny: ['*/hub/base']\n");
    String text =
        "FROM "
            + name("hub/base:1.0@" + old)
            + "\n# plinth: hold reason=\"the vendor's\"\nFROM "
            + name("hub/held:1.0@sha256:" + "a".repeat(64))
            + "\nFROM "
            + name("hub/none:1.0@sha256:" + "b".repeat(64))
            + "\n";
    Path file = write("Dockerfile", text);
    CliHarness.Run run = run("update", "--write", "-o", "json");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(image(run, 0).text("state")).isEqualTo("denied");
    assertThat(image(run, 1).text("state")).isEqualTo("held");
    assertThat(image(run, 2).text("state")).isEqualTo("unknown");
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void nothingIsDoneOnDaysThatTheScheduleLeavesOut() throws IOException {
    // 2027-01-01 is a Friday.
    write(".plinth.yaml", "update:\n  schedule: [monday]\n");
    write("Dockerfile", "FROM " + name("hub/base:1.0") + "\n");
    CliHarness.Run run = run("update", "--scheduled");
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("no day of the schedule");
    assertThat(registry.asked()).isEmpty();
  }

  @Test
  void outdatedTellsOfFilesAndImages() throws IOException {
    String old = images.index("hub/base", "12", "1", "1.0");
    write("Dockerfile", "FROM " + name("hub/base:1.0@" + old) + "\n");
    assertThat(run("outdated", "--fail-on", "release").code()).isZero();
    images.index("hub/base", "12", "2", "1.0");
    CliHarness.Run late = run("outdated", "--fail-on", "release");
    assertThat(late.code()).isEqualTo(Main.BLOCKED);
    assertThat(late.out()).contains("outdated", "openssl 1 to 2", "Dockerfile:1");
    assertThat(run("outdated", "--fail-on", "now").code()).isZero();
    // An image whose annotation names its base, and is not on it any more.
    assertThat(run("outdated", name("hub/base@" + old)).out())
        .contains("nothing tells what it stands on");
    assertThat(run("outdated", "--fail-on", "soon").code()).isEqualTo(Main.USAGE);
  }

  @Test
  void aScanAdvisesWhetherRebuildingHelps() throws IOException {
    write(
        "advisories/TEST-1.json",
        """
        {"schema_version": "1.7.0", "id": "TEST-1", "modified": "2026-01-01T00:00:00Z",
         "affected": [{"package": {"ecosystem": "Debian:12", "name": "openssl"},
           "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2"}]}]}]}
        """);
    assertThat(run("db", "import", project.resolve("advisories").toString()).code()).isZero();
    String old = images.index("hub/base", "12", "1", "1.0");
    assertThat(run("bases", "index", name("hub/base:1.0")).code()).isZero();
    String app = images.on("hub/app", "hub/base", "12", "1", "1");
    CliHarness.Run plain = run("scan", name("hub/app:1"));
    assertThat(plain.out()).contains("TEST-1").doesNotContain("rebuilding");
    CliHarness.Run same = run("scan", name("hub/app:1"), "--advise", "--details");
    assertThat(same.out()).contains("removes 0 of the base's 1", "it is still in");
    images.index("hub/base", "12", "2", "1.0");
    CliHarness.Run advised = run("scan", name("hub/app:1"), "--advise", "--details");
    assertThat(advised.out())
        .contains("removes 1 of the base's 1", "why      rebuilding on today's");
    assertThat(advised.code()).isEqualTo(plain.code());
    assertThat(run("outdated", name("hub/app:1")).out())
        .contains("outdated", "fixes 1 finding", "hub/base:1.0");
    assertThat(app).startsWith("sha256:");
    assertThat(old).startsWith("sha256:");
  }
}
