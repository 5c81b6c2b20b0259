package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plinth db update} and the age of what it brought, from copies on disk. */
class DbUpdateTest {
  private static final String KEV =
      """
      {"catalogVersion": "2026.01.02", "dateReleased": "2026-01-02T00:00:00Z", "vulnerabilities": [
        {"cveID": "CVE-2021-44228", "dateAdded": "2021-12-10", "vulnerabilityName": "Log4Shell",
         "knownRansomwareCampaignUse": "Known"}]}
      """;

  @TempDir Path folder;
  private CliHarness cli;

  @BeforeEach
  void harness() throws IOException {
    cli = new CliHarness(folder).with("XDG_CONFIG_HOME", folder.resolve("config").toString());
    Files.writeString(folder.resolve("kev.json"), KEV);
  }

  private String kev() {
    return "--feed=kev=" + folder.resolve("kev.json").toUri();
  }

  @Test
  void bringsANamedFeedAndSaysSo() {
    CliHarness.Run first = cli.run("db", "update", "kev", kev());
    assertThat(first.err()).isEmpty();
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .isEqualTo("  kev            1 records, 1 taken\n1 updated, 0 unchanged, 0 failed\n");
    assertThat(cli.run("db", "update", "kev", kev()).out())
        .contains("kev            unchanged, 1 records", "0 updated, 1 unchanged, 0 failed");
    assertThat(cli.line("db status").out())
        .contains("Brought by plinth db update:", "1 records, newest 2026-01-02", "kev.json");
  }

  @Test
  void aBrokenFeedIsNamedAndTheOthersTaken() {
    CliHarness.Run run =
        cli.run(
            "db", "update", "kev", "osv-go", kev(), "--feed=osv=" + folder.resolve("no").toUri());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("osv-go         FAILED", "1 updated, 0 unchanged, 1 failed");
    assertThat(run.err())
        .startsWith("plinth: Tried to fetch the feed osv-go")
        .contains("[PLINTH-UPDATE-ABSENT]");
    assertThat(cli.line("db status").out()).contains("kev: 1");
  }

  @Test
  void settingsAreFound() throws IOException {
    Files.createDirectories(folder.resolve("config/plinth"));
    Path settings = folder.resolve("config/plinth/feeds.yaml");
    Files.writeString(settings, "feeds: {kev: '" + folder.resolve("kev.json").toUri() + "'}\n");
    assertThat(cli.line("db update kev --offline -q").code()).isZero();
    Files.writeString(settings, "feeds: {kve: 'https://x.example/'}\n");
    CliHarness.Run run = cli.line("db update kev");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("there is no feed \"kve\"");
  }

  @Test
  void wrongUsage() {
    assertThat(cli.line("db update kve").err())
        .contains("there is no feed \"kve\"; did you mean kev?");
    assertThat(cli.line("db update kve").code()).isEqualTo(2);
    assertThat(cli.line("db update kev --feed kev").code()).isEqualTo(2);
    assertThat(cli.line("db update kev --feed kve=https://x.example/").code()).isEqualTo(2);
    assertThat(cli.line("db update kev --timeout soon").code()).isEqualTo(2);
    CliHarness.Run offline = cli.line("db update kev osv-go --offline");
    assertThat(offline.code()).isEqualTo(3);
    assertThat(offline.err()).contains("the feed kev, osv-go", "--offline forbids it");
    assertThat(cli.line("db update --list").out()).contains("* debian ", "osv-mageia");
  }

  @Test
  void oldDataAreWarnedOfAndRefused() throws IOException {
    Path sbom =
        Files.writeString(
            folder.resolve("a.cdx.json"),
            "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"version\":1,\"components\":[]}");
    String scan = "scan sbom:" + sbom;
    CliHarness.Run none = cli.line(scan + " --max-db-age 48h");
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.err()).contains("there is no advisory store", "[PLINTH-STORE-AGE]");
    assertThat(none.out()).isEmpty();
    cli.run("db", "update", "kev", kev(), "-q");
    // A copy on disk is as old as the newest date in it: the second of January.
    cli.with("SOURCE_DATE_EPOCH", "1767398400");
    assertThat(cli.line(scan + " --max-db-age 48h").code()).isZero();
    assertThat(cli.line(scan).err()).isEmpty();
    cli.with("SOURCE_DATE_EPOCH", "1769990400");
    CliHarness.Run warned = cli.line(scan + " -o json");
    assertThat(warned.code()).isZero();
    assertThat(warned.err())
        .contains("the advisories (kev) are of 2026-01-02T00:00:00Z, 31 days ago: update them");
    assertThat(cli.line(scan + " -q").err()).isEmpty();
    CliHarness.Run refused = cli.line(scan + " --max-db-age 7d");
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("those of kev are of 2026-01-02T00:00:00Z, 31 days ago");
    assertThat(refused.out()).isEmpty();
    cli.with("SOURCE_DATE_EPOCH", "1767398400");
    assertThat(cli.line(scan + " -o json").out()).isEqualTo(warned.out());
    assertThat(cli.line(scan + " --max-db-age old").code()).isEqualTo(2);
    aProjectAndAnOrganisationMayAskToo(sbom);
  }

  private void aProjectAndAnOrganisationMayAskToo(Path sbom) throws IOException {
    cli.with("SOURCE_DATE_EPOCH", "1769990400").in(folder);
    String scan = "scan sbom:" + sbom;
    Files.writeString(folder.resolve(".plinth.yaml"), "policy: {max-db-age: 7d}\n");
    CliHarness.Run refused = cli.line(scan);
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("no older than 7d, as .plinth.yaml:1 asks");
    assertThat(cli.line(scan + " --max-db-age 90d").code()).isZero();
    Files.writeString(folder.resolve(".plinth.yaml"), "policy: {max-db-age: 90d}\n");
    assertThat(cli.line(scan).code()).isZero();
    Path policy = Files.writeString(folder.resolve("org.yaml"), "policy: {max-db-age: 48h}\n");
    // Neither the scanned tree nor the command line makes it longer.
    refused = cli.line(scan + " --max-db-age 90d --policy " + policy);
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("no older than 2d, as " + policy + ":1 asks");
  }
}
