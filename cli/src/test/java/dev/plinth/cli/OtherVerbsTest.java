package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherVerbsTest {
  private static final String ADVISORY =
      """
      {"schema_version": "1.7.0", "id": "TEST-1", "modified": "2024-01-01T00:00:00Z",
       "aliases": ["CVE-2099-0001"], "summary": "A made-up flaw",
       "affected": [{"package": {"ecosystem": "Debian:12", "name": "openssl"},
         "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9.9"}]}]}]}
      """;

  @TempDir Path home;

  @Test
  void helpNamesEveryVerb() {
    CliHarness.Run help = new CliHarness(home).run("--help");
    assertThat(help.code()).isZero();
    for (Verbs.Entry verb : Verbs.all()) {
      assertThat(help.out()).contains("\n  " + verb.name() + " ");
      CliHarness.Run own = new CliHarness(home).run(verb.name(), "--help");
      assertThat(own.code()).isZero();
      assertThat(own.out()).startsWith("Usage: plinth " + verb.name());
      assertThat(own.out().lines()).as(verb.name()).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void suggestsWhatMayHaveBeenMeant() {
    assertThat(new CliHarness(home).run("scna").err()).contains("Did you mean scan?");
    assertThat(new CliHarness(home).run("scan", "x", "--fail-no", "none").err())
        .contains("--fail-on");
  }

  @Test
  void importsSearchesAndMatches() throws Exception {
    String image = CliHarness.demo(home);
    Path advisory = Files.writeString(home.resolve("a.json"), ADVISORY);
    assertThat(new CliHarness(home).run("db", "status").out()).contains("No advisory store");
    assertThat(new CliHarness(home).run("db", "search", "openssl").code()).isEqualTo(3);
    CliHarness.Run taken = new CliHarness(home).run("db", "import", advisory.toString());
    assertThat(taken.code()).as(taken.err()).isZero();
    assertThat(taken.out()).contains("1 taken");
    assertThat(new CliHarness(home).run("db", "status").out()).contains("1 advisories");
    assertThat(new CliHarness(home).run("db", "search", "cve-2099-0001").out())
        .contains("TEST-1", "before 9.9");
    CliHarness.Run scan = new CliHarness(home).run("scan", image);
    assertThat(scan.out())
        .contains("CVE-2099-0001")
        .doesNotContain("only the embedded starter set");
  }

  @Test
  void aBadFileChangesNothing() throws Exception {
    Path good = Files.writeString(home.resolve("a.json"), ADVISORY);
    new CliHarness(home).run("db", "import", good.toString());
    Path bad = Files.writeString(home.resolve("b.json"), ADVISORY.substring(0, 100));
    CliHarness.Run run = new CliHarness(home).run("db", "import", bad.toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("PLINTH-FEED-");
    assertThat(new CliHarness(home).run("db", "search", "TEST-1").out()).contains("A made-up flaw");
  }

  @Test
  void comparesVersions() {
    assertThat(new CliHarness(home).run("versions", "deb", "1.0~rc1", "1.0").out())
        .isEqualTo("<\n");
    assertThat(new CliHarness(home).run("versions", "rpm", "1:1", "2").out()).isEqualTo(">\n");
    assertThat(new CliHarness(home).run("versions", "pypi", "1.0", "1.0.0").out()).isEqualTo("=\n");
    byte[] pairs = "1.0 2.0\n\n2.0-1 2.0-1\n".getBytes(StandardCharsets.UTF_8);
    assertThat(new CliHarness(home).input(pairs).run("versions", "deb").out()).isEqualTo("<\n=\n");
    CliHarness.Run bad =
        new CliHarness(home)
            .input("1 2\n3\n".getBytes(StandardCharsets.UTF_8))
            .run("versions", "deb");
    assertThat(bad.code()).isEqualTo(3);
    assertThat(bad.err()).contains("line 2").contains("PLINTH-VERSIONS-PAIR");
  }

  @Test
  void writesEverySbomFormatAndTheSameBytesTwice() throws Exception {
    String image = CliHarness.demo(home);
    CliHarness.Run first = new CliHarness(home).run("sbom", image);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("\"CycloneDX\"").contains("pkg:deb/debian/libwebp7@1.2.4-0.2");
    assertThat(new CliHarness(home).run("sbom", image).out()).isEqualTo(first.out());
    assertThat(new CliHarness(home).run("sbom", image, "-o", "spdx").out()).contains("SPDX-2.3");
    CliHarness.Run purls = new CliHarness(home).run("sbom", image, "-o", "purls");
    assertThat(purls.out().lines())
        .hasSizeGreaterThanOrEqualTo(189)
        .contains("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1")
        .isSorted();
  }

  @Test
  void completesEveryVerbInEveryShell() {
    for (String shell : new String[] {"bash", "zsh", "fish"}) {
      CliHarness.Run run = new CliHarness(home).run("completion", shell);
      assertThat(run.code()).isZero();
      for (Verbs.Entry verb : Verbs.all()) {
        assertThat(run.out()).as(shell).contains(verb.name());
      }
      assertThat(run.out()).contains("fail-on");
    }
  }
}
