package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plinth diff}: of images, of saved reports, of both. */
class DiffVerbTest {
  private static final String RECORD =
      """
      {"schema_version": "1.7.0", "id": "TEST-1", "modified": "2024-01-01T00:00:00Z",
       "affected": [{"package": {"ecosystem": "Debian:12", "name": "openssl"},
         "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.0.13-1"}]}]}]}
      """;

  @TempDir Path folder;

  private CliHarness cli() {
    return new CliHarness(folder)
        .with("XDG_CACHE_HOME", folder.resolve("cache").toString())
        .with("XDG_DATA_HOME", folder.resolve("data").toString());
  }

  @BeforeEach
  void importAnAdvisory() throws IOException {
    Path record = Files.writeString(folder.resolve("TEST-1.json"), RECORD);
    assertThat(cli().run("db", "import", record).code()).isZero();
  }

  private String image(String name, String version) {
    return "oci-dir:"
        + TestImages.layout(
            folder.resolve(name),
            Map.of(
                "etc/os-release",
                TestImages.DEBIAN.getBytes(UTF_8),
                "var/lib/dpkg/status",
                (TestImages.dpkg("openssl", version) + TestImages.dpkg("zlib1g", "1.2"))
                    .getBytes(UTF_8)));
  }

  private Json json(Object... arguments) throws IOException {
    CliHarness.Run run = cli().run(arguments);
    assertThat(run.code()).as(run.err()).isZero();
    return JsonReader.read(run.out().getBytes(UTF_8));
  }

  private static List<String> causes(Json json) {
    return json.items("findings").stream()
        .map(item -> item.text("status") + " " + item.text("cause"))
        .toList();
  }

  @Test
  void anUpgradeFixesAFinding() throws IOException {
    String old = image("old", "3.0.11-1");
    String now = image("new", "3.0.13-1");
    Json json = json("diff", old, now, "-o", "json");
    assertThat(causes(json)).containsExactly("fixed package");
    assertThat(json.items("packages").getFirst().text("change")).isEqualTo("upgraded");
    assertThat(causes(json("diff", now, old, "-o", "json"))).containsExactly("new package");
    CliHarness.Run text = cli().run("diff", old, now);
    assertThat(text.out()).contains("1 fixed").contains("openssl 3.0.11-1 → 3.0.13-1");
    assertThat(cli().run("diff", old, now, "-o", "markdown").out()).contains("TEST-1");
  }

  @Test
  void savedReportsStandForTheirImages() throws IOException {
    String old = image("old", "3.0.11-1");
    String now = image("new", "3.0.13-1");
    Path one = folder.resolve("one.json");
    Path other = folder.resolve("other.json");
    cli().run("scan", old, "-q", "-o", "json=" + one, "--exit-code", "0");
    cli().run("scan", now, "-q", "-o", "json=" + other, "--exit-code", "0");
    Json images = json("diff", old, now, "-o", "json");
    Json reports = json("diff", one, other, "-o", "json");
    assertThat(reports.items("findings")).isEqualTo(images.items("findings"));
    assertThat(reports.items("packages")).isEqualTo(images.items("packages"));
    assertThat(reports.get("layers")).isEqualTo(images.get("layers"));
    assertThat(reports.get("settings")).isNull();
  }

  @Test
  void anExceptionIsNamedAsTheCause() throws IOException {
    String old = image("old", "3.0.11-1");
    Path report = folder.resolve("before.json");
    cli().run("scan", old, "-q", "-o", "json=" + report, "--exit-code", "0");
    Path policy =
        Files.writeString(
            folder.resolve("policy.yaml"),
            "exceptions:\n  - id: TEST-1\n    reason: not reachable\n    owner: a@example.org\n    until: 2999-01-01\n");
    Json json = json("diff", report, old, "-o", "json", "--config", policy);
    assertThat(causes(json)).containsExactly("fixed exception");
  }

  @Test
  void otherAdvisoriesAreNamedAsTheCause() throws IOException {
    String image = image("old", "3.0.11-1");
    Path report = folder.resolve("before.json");
    cli().run("scan", image, "-q", "-o", "json=" + report, "--exit-code", "0");
    Path record =
        Files.writeString(
            folder.resolve("TEST-2.json"),
            RECORD
                .replace("TEST-1", "TEST-2")
                .replace("\"openssl\"", "\"zlib1g\"")
                .replace("3.0.13-1", "1.3"));
    assertThat(cli().run("db", "import", record).code()).isZero();
    Json json = json("diff", report, image, "-o", "json");
    assertThat(causes(json)).containsExactly("new data", "remaining null");
    assertThat(json.texts("notes")).anyMatch(note -> note.contains("other advisories"));
  }

  @Test
  void theSameImageDiffersInNothing() throws IOException {
    String image = image("old", "3.0.11-1");
    assertThat(json("diff", image, image, "-o", "json").bool("same", false)).isTrue();
    assertThat(cli().run("diff", image, image).out()).contains("nothing differs");
  }

  @Test
  void aReportThatIsCutShortIsAnError() throws IOException {
    String image = image("old", "3.0.11-1");
    Path report = folder.resolve("before.json");
    cli().run("scan", image, "-q", "-o", "json=" + report, "--exit-code", "0");
    String whole = Files.readString(report);
    for (int end : new int[] {1, whole.length() / 3, whole.length() / 2, whole.length() - 3}) {
      Files.writeString(report, whole.substring(0, end));
      CliHarness.Run run = cli().run("diff", report, image);
      assertThat(run.code()).as(whole.substring(0, end)).isEqualTo(Main.UNFINISHED);
      assertThat(run.err()).contains("[PLINTH-DIFF-");
      assertThat(run.out()).isEmpty();
    }
    Files.writeString(report, "{\"schema\": \"other/1\", \"findings\": []}");
    assertThat(cli().run("diff", report, image).err()).contains("[PLINTH-DIFF-KIND]");
  }

  @Test
  void oneImageIsComparedWithItsOwnBase() throws IOException {
    String demo = CliHarness.demo(folder);
    Json json = json("diff", demo, "-o", "json");
    assertThat(json.get("layers").integer("shared", -1)).isEqualTo(1);
    assertThat(json.items("packages")).hasSizeGreaterThan(50);
    assertThat(json.items("packages")).allMatch(each -> "added".equals(each.text("change")));
    assertThat(causes(json)).contains("new package").doesNotContain("new data");
    assertThat(json.get("files").items("changes"))
        .anyMatch(file -> String.valueOf(file.text("path")).startsWith("app/"));
    assertThat(json.texts("notes").getFirst()).startsWith("the base is the lowest 1 of 3 layers");
    CliHarness.Run none = cli().run("diff", image("old", "1"));
    assertThat(none.code()).isEqualTo(Main.UNFINISHED);
    assertThat(none.err()).contains("[PLINTH-DIFF-BASE]");
  }

  @Test
  void filesThatCameAndWentAreListed() throws IOException {
    Path one = TestImages.layout(folder.resolve("one"), Map.of("a", new byte[1]));
    Path other = TestImages.layout(folder.resolve("other"), Map.of("b", new byte[2]));
    Json json = json("diff", "oci-dir:" + one, "oci-dir:" + other, "-o", "json");
    assertThat(json.get("files").items("changes")).hasSize(2);
    assertThat(json.items("settings")).isEmpty();
  }
}
