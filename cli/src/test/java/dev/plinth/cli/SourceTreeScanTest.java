package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plinth scan src:PATH}: the same matching, gate, reports and SBOMs as for images. */
class SourceTreeScanTest {
  @TempDir Path folder;
  private Path tree = Path.of("");

  @BeforeEach
  void writeATree() throws IOException {
    tree = folder.resolve("project");
    write(
        "web/package-lock.json",
        """
        {"lockfileVersion": 3, "packages": {
          "node_modules/lodash": {"version": "4.17.20"},
          "node_modules/nanoid": {"version": "3.1.20", "dev": true}
        }}
        """);
    write("web/requirements.txt", "requests==2.19.0\n");
    write(
        "api/pom.xml",
        """
        <project>
          <properties><log4j>2.14.1</log4j></properties>
          <dependencies>
            <dependency>
              <groupId>org.apache.logging.log4j</groupId>
              <artifactId>log4j-core</artifactId>
              <version>${log4j}</version>
            </dependency>
          </dependencies>
        </project>
        """);
    write("../osv/GHSA-1.json", osv("GHSA-35jh-r3h4-6jhm", "npm", "lodash", "4.17.21"));
    write("../osv/GHSA-2.json", osv("GHSA-qrpm-p2h7-hrv2", "npm", "nanoid", "3.1.31"));
    write("../osv/GHSA-3.json", osv("GHSA-x84v-xcm2-53pg", "PyPI", "requests", "2.20.0"));
  }

  private static String osv(String id, String ecosystem, String name, String fixed) {
    return """
    {"schema_version": "1.6.0", "id": "%s", "modified": "2024-01-01T00:00:00Z",
     "summary": "A sample", "database_specific": {"severity": "HIGH"},
     "affected": [{"package": {"ecosystem": "%s", "name": "%s"}, "ranges": [{"type": "ECOSYSTEM",
       "events": [{"introduced": "0"}, {"fixed": "%s"}]}]}]}
    """
        .formatted(id, ecosystem, name, fixed);
  }

  private void write(String path, String text) throws IOException {
    Path file = tree.resolve(path).normalize();
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private CliHarness.Run run(Object... words) {
    return new CliHarness(folder).run(words);
  }

  private void fill() {
    CliHarness.Run run = run("db", "import", folder.resolve("osv"));
    assertThat(run.code()).as(run.err()).isZero();
  }

  /** {@code id path:line} of each finding about a package, and of each that was set aside. */
  private static List<String> places(String report, String list) throws IOException {
    List<String> places = new ArrayList<>();
    for (Json each : JsonReader.read(report.getBytes(StandardCharsets.UTF_8)).items(list)) {
      Json finding = Objects.requireNonNullElse(each.get("finding"), each);
      if (!"vulnerability".equals(finding.text("kind"))) {
        continue;
      }
      Json place = finding.items("locations").getFirst();
      places.add(
          finding.text("id") + " " + place.text("path") + ":" + place.integer("startLine", -1));
    }
    return places;
  }

  @Test
  void theStarterSetFindsLog4j() {
    CliHarness.Run run = run("scan", tree);
    assertThat(run.code()).as(run.err()).isEqualTo(Main.BLOCKED);
    assertThat(run.out())
        .contains("CVE-2021-44228")
        .contains("api/pom.xml:4")
        .contains("source      the lock files of a source tree")
        .contains("1 more for development only")
        .doesNotContain("no distribution recognised");
    // There is no base: all of a source tree is its own.
    assertThat(run("scan", tree, "--fail-on", "kev and ours and proved").code())
        .isEqualTo(Main.BLOCKED);
    CliHarness.Run base = run("scan", tree, "--fail-on", "not ours");
    assertThat(base.code()).isZero();
    assertThat(base.out()).doesNotContain("nobody can tell whose");
  }

  @Test
  void whatServesDevelopmentIsSetAsideUnlessAskedFor() throws IOException {
    fill();
    CliHarness.Run run = run("scan", "src:" + tree, "-o", "json");
    assertThat(run.code()).isEqualTo(Main.BLOCKED);
    assertThat(places(run.out(), "findings"))
        .contains(
            "GHSA-35jh-r3h4-6jhm web/package-lock.json:2",
            "GHSA-x84v-xcm2-53pg web/requirements.txt:1",
            "CVE-2021-44228 api/pom.xml:4")
        .noneMatch(place -> place.contains("qrpm"));
    assertThat(places(run.out(), "setAside"))
        .containsExactly("GHSA-qrpm-p2h7-hrv2 web/package-lock.json:3");
    assertThat(run.out()).contains("development-only");
    CliHarness.Run all = run("scan", "src:" + tree, "-o", "json", "--include-dev");
    assertThat(places(all.out(), "findings"))
        .contains("GHSA-qrpm-p2h7-hrv2 web/package-lock.json:3");
    assertThat(places(all.out(), "setAside")).isEmpty();
  }

  @Test
  void anSbomOfItGivesTheSameFindings() throws IOException {
    fill();
    CliHarness.Run direct = run("scan", tree, "-o", "json");
    for (String format : List.of("cyclonedx", "spdx")) {
      Path file = folder.resolve(format + ".json");
      CliHarness.Run sbom = run("sbom", "src:" + tree, "-o", format + "=" + file);
      assertThat(sbom.code()).as(sbom.err()).isZero();
      assertThat(sbom.err()).contains("not whole: api/pom.xml");
      CliHarness.Run again = run("scan", "sbom:" + file, "-o", "json");
      for (String list : List.of("findings", "setAside")) {
        assertThat(places(again.out(), list)).isEqualTo(places(direct.out(), list));
      }
      assertThat(again.code()).isEqualTo(direct.code());
    }
    assertThat(Files.readString(folder.resolve("cyclonedx.json")))
        .contains("\"scope\" : \"excluded\"")
        .contains("\"line\" : 3");
  }

  @Test
  void aRootFileSystemsLockFilesAreNotRead() throws IOException {
    write("etc/os-release", "ID=debian\nVERSION_ID=12\n");
    CliHarness.Run run = run("sbom", tree, "-o", "purls");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    CliHarness.Run asked = run("sbom", "src:" + tree, "-o", "purls");
    assertThat(asked.out()).contains("pkg:npm/lodash@4.17.20");
  }
}
