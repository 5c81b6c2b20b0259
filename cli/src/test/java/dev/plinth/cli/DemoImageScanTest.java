package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.oci.write.ArchiveWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoImageScanTest {
  @TempDir Path home;

  @Test
  void blocksByTheStandardGate() throws Exception {
    CliHarness.Run run = new CliHarness(home).run("scan", CliHarness.demo(home));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("CVE-2021-44228", "app/shop.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar")
        .contains("layer 3/3 (ours)  COPY target/shop /app")
        .contains("only the embedded starter set")
        .contains("\nBLOCK  4 critical · 8 high");
  }

  @Test
  void theDemoSaysWhatAScanOfItsImageSays() throws Exception {
    CliHarness.Run demo = new CliHarness(home).run("demo", home.resolve("image").toString());
    CliHarness.Run scan = new CliHarness(home).run("scan", "oci-dir:" + home.resolve("image"));
    assertThat(demo.code()).isZero();
    assertThat(demo.out()).isEqualTo(scan.out()).isNotEmpty();
  }

  @Test
  void everyFormGivesTheSameFindings() throws Exception {
    String image = CliHarness.demo(home);
    Path layout = home.resolve("image");
    ArchiveWriter.ociArchive(layout, home.resolve("a.oci.tar"));
    ArchiveWriter.dockerArchive(layout, home.resolve("a.docker.tar"));
    new CliHarness(home)
        .run(
            "sbom",
            image,
            "-o",
            "cyclonedx=" + home.resolve("a.cdx.json"),
            "-o",
            "spdx=" + home.resolve("a.spdx.json"));
    String expected = findings(new CliHarness(home).run("scan", image, "-o", "json"));
    assertThat(expected).contains("CVE-2023-4911").hasSizeGreaterThan(1_000);
    for (String target :
        List.of(
            "oci-archive:" + home.resolve("a.oci.tar"),
            "docker-archive:" + home.resolve("a.docker.tar"),
            home.resolve("a.docker.tar").toString())) {
      assertThat(findings(new CliHarness(home).run("scan", target, "-o", "json")))
          .as(target)
          .isEqualTo(expected);
    }
    assertThat(
            ids(
                new CliHarness(home)
                    .run("scan", "sbom:" + home.resolve("a.cdx.json"), "-o", "json")))
        .isEqualTo(ids(new CliHarness(home).run("scan", image, "-o", "json")));
    assertThat(
            ids(
                new CliHarness(home)
                    .run("scan", "sbom:" + home.resolve("a.spdx.json"), "-o", "json")))
        .isEqualTo(ids(new CliHarness(home).run("scan", image, "-o", "json")));
  }

  /** What stands between the findings' beginning and end, the layers' digests left out. */
  private static String findings(CliHarness.Run run) {
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    String json = run.out();
    return json.substring(json.lastIndexOf("\"findings\""), json.lastIndexOf("\"setAside\""))
        .replaceAll("\"layerDigest\" ?: ?\"[^\"]*\"", "");
  }

  private static List<String> ids(CliHarness.Run run) {
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    return Stream.of(run.out().split("\n"))
        .filter(line -> line.contains("\"fingerprint\""))
        .map(String::strip)
        .toList();
  }

  @Test
  void theVerdictFollowsTheExpressionAndTheExitCode() throws Exception {
    String image = CliHarness.demo(home);
    assertThat(new CliHarness(home).run("scan", image, "--fail-on", "none").code()).isZero();
    assertThat(new CliHarness(home).run("scan", image, "--fail-on", "kev and epss > 0.9").code())
        .isZero();
    assertThat(new CliHarness(home).run("scan", image, "--fail-on", "critical or kev").code())
        .isEqualTo(1);
    assertThat(new CliHarness(home).run("scan", image, "--exit-code", "42").code()).isEqualTo(42);
    assertThat(new CliHarness(home).run("scan", image, "--exit-code", "0").code()).isZero();
  }

  @Test
  void severityFiltersWhatIsShownNotTheVerdict() throws Exception {
    CliHarness.Run run =
        new CliHarness(home).run("scan", CliHarness.demo(home), "--severity", "low");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).doesNotContain("CVE-2021-44228").contains("Not shown").contains("BLOCK");
  }

  @Test
  void wrongUsageIsTwo() throws Exception {
    String image = CliHarness.demo(home);
    for (String[] arguments :
        List.of(
            new String[] {"scan"},
            new String[] {"scan", image, "--no-such-option"},
            new String[] {"scan", image, "--fail-on", "critical or"},
            new String[] {"scan", image, "--severity", "awful"},
            new String[] {"scan", image, "--exit-code", "many"},
            new String[] {"scan", image, "--verify", "twice"},
            new String[] {"scan", image, "--platform", "linux"},
            new String[] {"scan", image, "-o", "poem"},
            new String[] {"sbom", image, "-o", "poem"},
            new String[] {"db"},
            new String[] {"versions", "klingon", "1", "2"},
            new String[] {"completion", "tcsh"},
            new String[] {"frobnicate"})) {
      CliHarness.Run run = new CliHarness(home).run((Object[]) arguments);
      assertThat(run.code()).as(String.join(" ", arguments) + ": " + run.err()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).isNotBlank().doesNotContain("\tat ");
    }
  }

  @Test
  void whatCannotBeReadIsThreeAndClaimsNothing() throws Exception {
    String image = CliHarness.demo(home);
    Path blobs = home.resolve("image/blobs/sha256");
    Path layer;
    try (Stream<Path> files = Files.list(blobs)) {
      layer =
          files.filter(file -> file.toFile().length() > 2_000).sorted().findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(layer);
    bytes[bytes.length / 2] ^= 1;
    Files.write(layer, bytes);
    for (String target :
        List.of(
            image,
            "docker-archive:" + home.resolve("absent.tar"),
            home.resolve("nothing").toString())) {
      CliHarness.Run run =
          new CliHarness(home)
              .run("scan", target, "-o", "table", "-o", "json=" + home.resolve("r.json"));
      assertThat(run.code()).as(run.err()).isEqualTo(3);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .startsWith("plinth: Tried to ")
          .contains("[PLINTH-")
          .doesNotContain("\tat ");
      assertThat(home.resolve("r.json")).doesNotExist();
    }
  }

  @Test
  void aReportThatCannotBeWrittenLeavesTheOldOne() throws Exception {
    Path folder = Files.createDirectory(home.resolve("is-a-folder"));
    Path old = Files.writeString(home.resolve("old.json"), "old");
    CliHarness.Run run =
        new CliHarness(home)
            .run("scan", CliHarness.demo(home), "-o", "json=" + folder.resolve("missing/r.json"));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("PLINTH-OUTPUT");
    assertThat(old).hasContent("old");
    assertThat(new CliHarness(home).run("scan", CliHarness.demo(home), "-o", "json=" + old).code())
        .isEqualTo(1);
    assertThat(Files.readString(old)).startsWith("{");
  }

  @Test
  void aSecondScanReadsNothingAndSaysTheSame() throws Exception {
    String image = CliHarness.demo(home);
    CliHarness.Run cold = new CliHarness(home).run("scan", image, "-o", "json");
    CliHarness.Run warm = new CliHarness(home).run("scan", image, "-o", "json");
    CliHarness.Run anew =
        new CliHarness(home).run("scan", image, "-o", "json", "--no-cache", "--verify", "full");
    assertThat(warm.out()).isEqualTo(cold.out()).isEqualTo(anew.out());
  }
}
