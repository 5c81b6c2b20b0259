package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code plinth scan} and {@code plinth demo}: verdicts, exit codes and where reports go. */
class ScanVerbTest {
  @TempDir static Path shared;
  @TempDir Path folder;

  @BeforeAll
  static void writeTheDemo() {
    DemoImage.writeTo(shared.resolve("demo"));
  }

  private CliHarness cli() {
    return new CliHarness(folder).with("XDG_CACHE_HOME", shared.resolve("cache").toString());
  }

  private static String demo() {
    return "oci-dir:" + shared.resolve("demo");
  }

  @Test
  void theDemoReportsWhatAScanOfItsFolderDoes() {
    Path image = folder.resolve("my image");
    CliHarness.Run demo = cli().run("demo", image);
    assertThat(demo.code()).as(demo.err()).isZero();
    assertThat(demo.out()).contains("CVE-2021-44228").contains("\nBLOCK");
    assertThat(demo.err()).contains("That scan exits with 1");
    CliHarness.Run scan = cli().run("scan", "oci-dir:" + image);
    assertThat(scan.code()).isEqualTo(Main.BLOCKED);
    assertThat(scan.out()).isEqualTo(demo.out());
    assertThat(scan.err()).isEmpty();
    assertThat(cli().run("demo", image).out()).isEqualTo(demo.out());
    assertThat(cli().run("demo", image, "-o", "json").out())
        .isEqualTo(cli().run("scan", "oci-dir:" + image, "-o", "json").out());
  }

  @Test
  void theDemoLeavesAloneWhatIsNotItsOwn() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "years of work");
    CliHarness.Run run = cli().run("demo", folder);
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("[PLINTH-WRITE-OCCUPIED]");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("thesis.txt"));
    }
  }

  @Test
  void theDemoWithoutAPlaceSaysHowToGiveItOne() {
    CliHarness.Run run = cli().with("XDG_CACHE_HOME", "/dev/null/nowhere").run("demo");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("plinth demo FOLDER");
  }

  @Test
  void everyFormOfAnImageGivesTheSameFindings() throws IOException {
    Path archive = Files.write(folder.resolve("a.tar"), TestImages.tar(shared.resolve("demo")));
    String findings = findings(cli().run("scan", demo(), "-o", "json"));
    assertThat(findings).contains("CVE-2021-44228");
    assertThat(findings(cli().run("scan", archive, "-o", "json"))).isEqualTo(findings);
    assertThat(findings(cli().input(Files.readAllBytes(archive)).run("scan", "-", "-o", "json")))
        .isEqualTo(findings);
  }

  private static String findings(CliHarness.Run run) {
    assertThat(run.code()).as(run.err()).isEqualTo(Main.BLOCKED);
    try {
      return String.valueOf(JsonReader.read(run.out().getBytes(UTF_8)).get("findings"));
    } catch (Exception e) {
      throw new AssertionError(run.out(), e);
    }
  }

  @Test
  void aPackageInAJarInAJarIsPlacedThere() {
    assertThat(cli().run("scan", demo()).out())
        .contains("app/shop.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar");
  }

  /** A root file system's processor is nowhere written down. */
  @Test
  void adviceOfWhatHasNoPlatformIsUnknown() throws IOException {
    Path root = folder.resolve("root");
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), "ID=debian\nVERSION_ID=\"12\"\n");
    CliHarness.Run run = cli().run("scan", "dir:" + root, "--advise", "--offline");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(Main.PASSED);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1",
    "--exit-code 0, 0",
    "--exit-code 42, 42",
    "--fail-on none, 0",
    "--fail-on kev, 1",
    "--fail-on fixable, 1",
    "--fail-on epss>1, 0",
    "--severity low, 1",
    "--severity low --only-fixed, 1",
    "--only-fixed, 1",
    "--unknown-as low, 1",
    "--verify=full, 1",
    "--no-cache, 1",
    "--details, 1",
    "--quiet, 1",
  })
  void theGateGivesTheExitCode(String options, int code) {
    CliHarness.Run run = cli().line(("scan " + demo() + " " + options).strip());
    assertThat(run.code()).as(run.err()).isEqualTo(code);
  }

  @Test
  void severityFiltersWhatIsShownNotTheVerdict() {
    String all = cli().run("scan", demo()).out();
    CliHarness.Run low = cli().run("scan", demo(), "--severity", "LOW");
    assertThat(low.out()).doesNotContain("CVE-2021-44228").contains("Not shown");
    assertThat(last(low.out())).isEqualTo(last(all));
  }

  private static String last(String text) {
    return text.substring(text.lastIndexOf("\nBLOCK"));
  }

  @Test
  void colourIsForTerminalsThatWantIt() {
    String plain = cli().run("scan", demo()).out();
    assertThat(plain).doesNotContain("\u001b");
    String coloured = cli().onTerminal().run("scan", demo()).out();
    assertThat(coloured).contains("\u001b[");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    assertThat(cli().onTerminal().with("NO_COLOR", "1").run("scan", demo()).out()).isEqualTo(plain);
    assertThat(cli().onTerminal().with("TERM", "dumb").run("scan", demo()).out()).isEqualTo(plain);
  }

  @Test
  void reportsGoWhereTheyAreSent() throws Exception {
    Path table = folder.resolve("t.txt");
    Path json = folder.resolve("j.json");
    Files.writeString(json, "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("j.json"));
    CliHarness.Run run = cli().run("scan", demo(), "-o", "table=" + table, "-o", "json=" + link);
    assertThat(run.out()).isEmpty();
    assertThat(run.code()).isEqualTo(Main.BLOCKED);
    assertThat(table).hasContent(cli().run("scan", demo()).out());
    assertThat(link).isSymbolicLink();
    assertThat(json).hasContent(cli().run("scan", demo(), "-o", "json").out());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(table, json, link);
    }
  }

  @Test
  void whatFailsLeavesTheOldReport() throws IOException {
    Path report = Files.writeString(folder.resolve("report.json"), "old");
    Path image = TestImages.layout(folder.resolve("image"), TestImages.debian());
    Path layer = TestImages.largestBlob(image);
    byte[] bytes = Files.readAllBytes(layer);
    bytes[bytes.length / 2] ^= 1;
    Files.write(layer, bytes);
    CliHarness.Run run = cli().run("scan", image, "-o", "json=" + report, "-o", "table");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.out()).isEmpty();
    assertThat(report).hasContent("old");
  }

  @Test
  void placesThatCannotBeWrittenAreNamed() {
    for (Path file : List.of(folder, folder.resolve("none/report.json"), Path.of("/dev/full"))) {
      assumeThat(file.getRoot()).isNotNull();
      CliHarness.Run run = cli().run("scan", demo(), "-o", "json=" + file, "-o", "table");
      assertThat(run.code()).isEqualTo(Main.UNFINISHED);
      assertThat(run.err()).contains(file.toString()).contains("[PLINTH-OUTPUT]");
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void onlyOneOfSeveralPlatformsIsRead() {
    Path image = TestImages.platforms(folder.resolve("image"), "amd64", "arm64");
    for (String architecture : List.of("amd64", "arm64")) {
      CliHarness.Run run =
          cli().run("sbom", image, "-o", "purls", "--platform", "linux/" + architecture);
      assertThat(run.out())
          .isEqualTo("pkg:deb/debian/on-" + architecture + "@1?arch=amd64&distro=debian-12\n");
    }
    CliHarness.Run run = cli().run("scan", image, "--platform", "windows/amd64");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("no image for windows/amd64 but ", "linux/arm64", "[PLINTH-IMAGE-PLATFORM]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDiffIdThatLiesIsFoundByAFullVerificationOnly(boolean cached) throws Exception {
    Path image = TestImages.layout(folder.resolve("image"), TestImages.debian());
    if (cached) {
      assertThat(cli().run("scan", image).code()).isZero();
    }
    Path lying = folder.resolve("lying.tar");
    Files.write(lying, LyingImage.of(image));
    CliHarness.Run stored = cli().run("scan", lying);
    assertThat(stored.code()).as(stored.err()).isZero();
    CliHarness.Run run = cli().run("scan", lying, "--verify=full");
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("[PLINTH-LAYER-DIFF-ID]").contains("00000000");
    assertThat(cli().run("scan", image, "--verify=full").code()).isZero();
  }

  /** An SBOM does not tell how its image was built, so nobody can tell the owners. */
  private static String ownerless(CliHarness.Run run) {
    return findings(run).replaceAll("owner=Str\\[value=\\w+\\]", "owner");
  }

  @Test
  void anSbomGivesTheFindingsOfItsImage() {
    for (String format : List.of("cyclonedx", "spdx")) {
      Path sbom = folder.resolve("a." + format);
      assertThat(cli().run("sbom", demo(), "-o", format + "=" + sbom).code()).isZero();
      for (Object target : List.of("sbom:" + sbom, sbom)) {
        assertThat(ownerless(cli().run("scan", target, "-o", "json")))
            .as(format)
            .isEqualTo(ownerless(cli().run("scan", demo(), "-o", "json")));
      }
    }
  }

  @Test
  void sbomsAreReproducible() {
    Map<String, String> starts = Map.of("cyclonedx", "{", "spdx", "{", "purls", "pkg:");
    starts.forEach((format, start) -> {
      String first = cli().run("sbom", demo(), "-o", format).out();
      assertThat(first).startsWith(start);
      assertThat(cli().run("sbom", demo(), "-o", format, "--no-cache").out()).isEqualTo(first);
    });
    assertThat(cli().run("sbom", demo()).out())
        .isEqualTo(cli().run("sbom", demo(), "-o", "cyclonedx").out());
    assertThat(cli().with("SOURCE_DATE_EPOCH", "86400").run("sbom", demo()).out())
        .contains("1970-01-02T00:00:00Z");
  }

  @Test
  void homesThatAreNoFoldersDoNotLitterTheWorkingFolder() {
    Path cwd = Path.of("").toAbsolutePath();
    for (String home : List.of("", "relative", "/dev/null/x")) {
      CliHarness cli = cli().with("HOME", home).with("XDG_CACHE_HOME", "");
      assertThat(Folders.cache(Map.of("HOME", home, "XDG_CACHE_HOME", "x"))).isAbsolute();
      if (home.startsWith("/")) {
        assertThat(cli.run("scan", demo()).code()).isEqualTo(Main.BLOCKED);
      }
    }
    assertThat(cwd.resolve(".cache")).doesNotExist();
    assertThat(cwd.resolve("relative")).doesNotExist();
  }

  @Test
  void aCacheThatCannotBeKeptIsSaidAndNoFailure() {
    CliHarness cli = cli().with("XDG_CACHE_HOME", "/dev/null/x");
    CliHarness.Run run = cli.run("scan", demo());
    assertThat(run.code()).isEqualTo(Main.BLOCKED);
    assertThat(run.out()).isEqualTo(cli().run("scan", demo()).out());
    assertThat(run.err()).contains("/dev/null/x").hasLineCount(1);
    assertThat(cli.run("scan", demo(), "--quiet").err()).isEmpty();
    assertThat(cli.run("scan", demo(), "--no-cache").err()).isEmpty();
  }

  @Test
  void jsonSaysWhoReadIt() throws Exception {
    Json report = JsonReader.read(cli().run("scan", demo(), "-o", "json").out().getBytes(UTF_8));
    assertThat(report.toString()).contains("plinth.scan/1").contains(Version.number());
  }

  @Test
  void everyFormatIsWrittenInOneRun() throws IOException {
    Path template = Files.writeString(folder.resolve("t.txt"), "{{verdict.outcome}}\n");
    CliHarness.Run run =
        cli()
            .run(
                "scan",
                demo(),
                "-o",
                "sarif=" + folder.resolve("a.sarif"),
                "-o",
                "junit=" + folder.resolve("a.xml"),
                "-o",
                "gitlab=" + folder.resolve("a.json"),
                "-o",
                "markdown=" + folder.resolve("a.md"),
                "-o",
                "csv=" + folder.resolve("a.csv"),
                "-o",
                "template=" + folder.resolve("a.txt"),
                "--template",
                template,
                "-o",
                "github");
    assertThat(run.code()).as(run.err()).isEqualTo(Main.BLOCKED);
    assertThat(run.out()).startsWith("::error title=Plinth%3A block ");
    for (String file : List.of("a.sarif", "a.xml", "a.json", "a.md", "a.csv")) {
      assertThat(folder.resolve(file)).content().contains("CVE-2021-44228");
    }
    assertThat(folder.resolve("a.txt")).hasContent("block");
    assertThat(cli().run("scan", demo(), "--template", template).out()).isEqualTo("block\n");
  }

  @Test
  void timesAreThoseOfSourceDateEpoch() {
    assertThat(cli().with("SOURCE_DATE_EPOCH", "1700000000").run("scan", demo(), "-o", "gitlab"))
        .extracting(CliHarness.Run::out)
        .asString()
        .contains("\"start_time\": \"2023-11-14T22:13:20\"");
    CliHarness.Run bad =
        cli().with("SOURCE_DATE_EPOCH", "soon").run("scan", demo(), "-o", "gitlab");
    assertThat(bad.code()).isEqualTo(Main.UNFINISHED);
    assertThat(bad.out()).isEmpty();
  }

  @Test
  void aTemplateIsNamedAndAskedForTogether() throws IOException {
    Path template = Files.writeString(folder.resolve("t.txt"), "{{#findings}}");
    assertThat(cli().run("scan", demo(), "-o", "template"))
        .satisfies(run -> assertThat(run.code()).isEqualTo(Main.USAGE))
        .satisfies(run -> assertThat(run.err()).contains("--template FILE"));
    assertThat(cli().run("scan", demo(), "-o", "json", "--template", template))
        .satisfies(run -> assertThat(run.code()).isEqualTo(Main.USAGE))
        .satisfies(run -> assertThat(run.out()).isEmpty());
    assertThat(cli().run("scan", demo(), "--template", template))
        .satisfies(run -> assertThat(run.code()).isEqualTo(Main.UNFINISHED))
        .satisfies(run -> assertThat(run.err()).contains("no Mustache template"));
  }
}
