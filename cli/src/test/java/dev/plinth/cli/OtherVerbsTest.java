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
    CommandRun help = CommandRun.of(home, "--help");
    assertThat(help.code()).isZero();
    for (Verbs.Entry verb : Verbs.all()) {
      assertThat(help.out()).contains("\n  " + verb.name() + " ");
      CommandRun own = CommandRun.of(home, verb.name(), "--help");
      assertThat(own.code()).isZero();
      assertThat(own.out()).startsWith("Usage: plinth " + verb.name());
      assertThat(own.out().lines()).as(verb.name()).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void suggestsWhatMayHaveBeenMeant() {
    assertThat(CommandRun.of(home, "scna").err()).contains("Did you mean scan?");
    assertThat(CommandRun.of(home, "scan", "x", "--fail-no", "none").err()).contains("--fail-on");
  }

  @Test
  void importsSearchesAndMatches() throws Exception {
    String image = CommandRun.demo(home);
    Path advisory = Files.writeString(home.resolve("a.json"), ADVISORY);
    assertThat(CommandRun.of(home, "db", "status").out()).contains("No advisory store");
    assertThat(CommandRun.of(home, "db", "search", "openssl").code()).isEqualTo(3);
    CommandRun taken = CommandRun.of(home, "db", "import", advisory.toString());
    assertThat(taken.code()).as(taken.err()).isZero();
    assertThat(taken.out()).contains("1 taken");
    assertThat(CommandRun.of(home, "db", "status").out()).contains("1 advisories");
    assertThat(CommandRun.of(home, "db", "search", "cve-2099-0001").out())
        .contains("TEST-1", "before 9.9");
    CommandRun scan = CommandRun.of(home, "scan", image);
    assertThat(scan.out())
        .contains("CVE-2099-0001")
        .doesNotContain("only the embedded starter set");
  }

  @Test
  void aBadFileChangesNothing() throws Exception {
    Path good = Files.writeString(home.resolve("a.json"), ADVISORY);
    CommandRun.of(home, "db", "import", good.toString());
    Path bad = Files.writeString(home.resolve("b.json"), ADVISORY.substring(0, 100));
    CommandRun run = CommandRun.of(home, "db", "import", bad.toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("PLINTH-FEED-");
    assertThat(CommandRun.of(home, "db", "search", "TEST-1").out()).contains("A made-up flaw");
  }

  @Test
  void comparesVersions() {
    assertThat(CommandRun.of(home, "versions", "deb", "1.0~rc1", "1.0").out()).isEqualTo("<\n");
    assertThat(CommandRun.of(home, "versions", "rpm", "1:1", "2").out()).isEqualTo(">\n");
    assertThat(CommandRun.of(home, "versions", "pypi", "1.0", "1.0.0").out()).isEqualTo("=\n");
    byte[] pairs = "1.0 2.0\n\n2.0-1 2.0-1\n".getBytes(StandardCharsets.UTF_8);
    assertThat(CommandRun.of(home, pairs, "versions", "deb").out()).isEqualTo("<\n=\n");
    CommandRun bad =
        CommandRun.of(home, "1 2\n3\n".getBytes(StandardCharsets.UTF_8), "versions", "deb");
    assertThat(bad.code()).isEqualTo(3);
    assertThat(bad.err()).contains("line 2").contains("PLINTH-VERSIONS-PAIR");
  }

  @Test
  void writesEverySbomFormatAndTheSameBytesTwice() throws Exception {
    String image = CommandRun.demo(home);
    CommandRun first = CommandRun.of(home, "sbom", image);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("\"CycloneDX\"").contains("pkg:deb/debian/libwebp7@1.2.4-0.2");
    assertThat(CommandRun.of(home, "sbom", image).out()).isEqualTo(first.out());
    assertThat(CommandRun.of(home, "sbom", image, "-o", "spdx").out()).contains("SPDX-2.3");
    CommandRun purls = CommandRun.of(home, "sbom", image, "-o", "purls");
    assertThat(purls.out().lines())
        .hasSizeGreaterThanOrEqualTo(189)
        .contains("pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1")
        .isSorted();
  }

  @Test
  void completesEveryVerbInEveryShell() {
    for (String shell : new String[] {"bash", "zsh", "fish"}) {
      CommandRun run = CommandRun.of(home, "completion", shell);
      assertThat(run.code()).isZero();
      for (Verbs.Entry verb : Verbs.all()) {
        assertThat(run.out()).as(shell).contains(verb.name());
      }
      assertThat(run.out()).contains("fail-on");
    }
  }
}
