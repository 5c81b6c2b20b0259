package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plinth db}: what is taken, skipped, refused, found, and what stays as it was. */
class DbVerbTest {
  @TempDir Path folder;

  private CliHarness cli() {
    return new CliHarness(folder);
  }

  private Path file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private static String osv(String id, String name, String fixed) {
    return """
    {"schema_version": "1.7.0", "id": "%s", "modified": "2024-05-06T07:08:09Z",
     "aliases": ["CVE-2024-0001"], "summary": "A hole in %s",
     "affected": [{"package": {"ecosystem": "Debian:12", "name": "%s"},
       "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "%s"}]}]}]}
    """
        .formatted(id, name, name, fixed);
  }

  private Path store() {
    return folder.resolve("data/plinth/advisories.db");
  }

  @Test
  void whatIsImportedIsFoundAndMatched() throws IOException {
    Path image =
        TestImages.layout(
            folder.resolve("image"),
            Map.of(
                "etc/os-release",
                    TestImages.DEBIAN.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "var/lib/dpkg/status",
                    TestImages.dpkg("holey", "1.0-1")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertThat(cli().run("scan", image).out()).contains("only the embedded starter set");
    CliHarness.Run imported =
        cli().run("db", "import", file("feed/a.json", osv("DSA-1", "holey", "1.0-2")).getParent());
    assertThat(imported.code()).as(imported.err()).isZero();
    assertThat(imported.out()).contains("1 taken");
    assertThat(store()).isRegularFile();

    CliHarness.Run status = cli().run("db", "status");
    assertThat(status.out()).contains(store().toString()).contains("1 advisories");
    for (String word : new String[] {"DSA-1", "CVE-2024-0001", "holey"}) {
      CliHarness.Run search = cli().run("db", "search", word);
      assertThat(search.code()).isZero();
      assertThat(search.out())
          .startsWith("DSA-1 (CVE-2024-0001)\n")
          .contains("Debian:12 holey: before 1.0-2");
    }
    CliHarness.Run nothing = cli().run("db", "search", "sound\u001b[31m");
    assertThat(nothing.code()).isZero();
    assertThat(nothing.out()).startsWith("Nothing is known of sound\\x1b[31m");

    String report = cli().run("scan", image).out();
    assertThat(report)
        .contains("holey 1.0-1")
        .contains("1.0-2")
        .contains("CVE-2024-0001")
        .doesNotContain("only the embedded starter set");
  }

  @Test
  void aStoreThatSaysNothingOfPackagesIsNoFullAnswer() throws IOException {
    Path kev =
        file(
            "kev.json",
            """
            {"title": "CISA Catalog of Known Exploited Vulnerabilities", "catalogVersion": "2024.05.06",
             "dateReleased": "2024-05-06T07:08:09Z", "count": 1, "vulnerabilities": [
              {"cveID": "CVE-2024-0001", "vendorProject": "x", "product": "y", "vulnerabilityName": "z",
               "dateAdded": "2024-05-06", "knownRansomwareCampaignUse": "Unknown"}]}
            """);
    assertThat(cli().run("db", "import", kev).code()).isZero();
    Path image = TestImages.layout(folder.resolve("image"), TestImages.debian());
    assertThat(cli().run("scan", image).out()).contains("only the embedded starter set");
  }

  @Test
  void badRecordsAreCountedNamedAndSkipped() throws IOException {
    file("feed/good.json", osv("DSA-1", "holey", "1"));
    file("feed/bad.json", "{\"id\": \"DSA-2\", \"affected\": 7");
    file("feed/odd\u202e\u001b[31m.json", "{\"id\": [], \"modified\": 3, \"affected\": []}");
    CliHarness.Run run = cli().run("db", "import", folder.resolve("feed"));
    assertThat(run.out() + run.err())
        .contains("bad.json")
        .contains("skipped")
        .doesNotContain("\u001b", "\u202e");
    assertThat(cli().run("db", "search", "DSA-1").out()).startsWith("DSA-1");
  }

  @Test
  void aBadFileLeavesTheStoreAsItWas() throws IOException {
    cli().run("db", "import", file("a.json", osv("DSA-1", "holey", "1")));
    String before = cli().run("db", "status").out();
    Path bad = folder.resolve("bad.zip");
    Files.write(bad, new byte[] {'P', 'K', 3, 4, 1, 2, 3});
    CliHarness.Run run = cli().run("db", "import", bad);
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("bad.zip").contains("[PLINTH-FEED-");
    assertThat(cli().run("db", "status").out()).isEqualTo(before);
    // and one good file beside the bad one is taken, but the run is not called a success
    CliHarness.Run both =
        cli().run("db", "import", bad, file("b.json", osv("DSA-2", "other", "1")));
    assertThat(both.code()).isEqualTo(Main.UNFINISHED);
    assertThat(cli().run("db", "search", "DSA-1").out()).startsWith("DSA-1");
  }

  @Test
  void withoutAStoreOneIsToldHowToMakeIt() {
    CliHarness.Run status = cli().run("db", "status");
    assertThat(status.code()).isZero();
    assertThat(status.out()).contains("No advisory store").contains("plinth db update");
    CliHarness.Run search = cli().run("db", "search", "CVE-2021-44228");
    assertThat(search.code()).isEqualTo(Main.UNFINISHED);
    assertThat(search.err()).contains("[PLINTH-STORE-ABSENT]");
    CliHarness.Run absent = cli().run("db", "import", folder.resolve("nothing"));
    assertThat(absent.code()).isEqualTo(Main.UNFINISHED);
    assertThat(absent.err()).contains("[PLINTH-FEED-ABSENT]");
    assertThat(store()).doesNotExist();
  }

  @Test
  void aStoreThatIsNoneIsAnError() throws IOException {
    Path file = file("mine.db", "this is no database, but years of work\n".repeat(100));
    for (String[] words : new String[][] {{"status"}, {"search", "x"}, {"import", "."}}) {
      Object[] line = new Object[words.length + 3];
      line[0] = "db";
      System.arraycopy(words, 0, line, 1, words.length);
      line[words.length + 1] = "--db";
      line[words.length + 2] = file;
      CliHarness.Run run = cli().run(line);
      assertThat(run.code()).as(run.out()).isEqualTo(Main.UNFINISHED);
      assertThat(run.err()).contains("[PLINTH-STORE-").doesNotContain("\tat ", "Exception");
    }
    assertThat(file).content().startsWith("this is no database");
    Path image = TestImages.layout(folder.resolve("image"), TestImages.debian());
    CliHarness.Run scan = cli().run("scan", image, "--db", file);
    assertThat(scan.code()).isEqualTo(Main.UNFINISHED);
    assertThat(scan.out()).isEmpty();
  }
}
