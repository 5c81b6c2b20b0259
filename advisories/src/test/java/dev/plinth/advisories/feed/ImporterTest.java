package dev.plinth.advisories.feed;

import static dev.plinth.advisories.feed.TestArchives.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.advisories.AdvisorySource.Enrichment;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.PackageKey;
import dev.plinth.advisories.feed.ImportReport.FileReport;
import dev.plinth.advisories.store.AdvisoryStore;
import dev.plinth.advisories.store.StoreUpdate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
  private static final String NAMES = "'aliases':['CVE-2024-0001']";

  @TempDir Path folder;
  @TempDir Path data;

  static String osv(String id, String name) {
    return ("{'schema_version':'1.7.0','affected':[{'package':{'ecosystem':'npm','name':'"
            + name
            + "'},'ranges':[{'type':'SEMVER','events':[{'introduced':'0'},{'fixed':'1.2.3'}]}]}],"
            + NAMES
            + ",'id':'"
            + id
            + "','modified':'2024-05-06T07:08:09Z'}")
        .replace('\'', '"');
  }

  static String yaml(String id, String name) {
    return "id: "
        + id
        + "\nmodified: \"2024-05-06T07:08:09Z\"\ndetails: |\n  Two\n  lines\naffected:\n- package:\n"
        + "    name: "
        + name
        + "\n    ecosystem: PyPI\n  ranges:\n  - type: ECOSYSTEM\n    events:\n    - introduced: 0\n"
        + "    - fixed: 1.10\n  versions:\n  - 1.0\n  - 1.10\n";
  }

  private ImportReport take(Path... paths) {
    return take(FeedLimits.defaults(), paths);
  }

  private ImportReport take(FeedLimits limits, Path... paths) {
    try (StoreUpdate update = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      ImportReport report =
          Importer.importPaths(Arrays.asList(paths), update, ImportListener.NONE, limits);
      update.publish();
      return report;
    }
  }

  private FileReport takeOne(String name, byte[] content) throws IOException {
    return take(Files.write(data.resolve(name), content)).files().getFirst();
  }

  private AdvisoryStore store() {
    return AdvisoryStore.openReadOnly(folder.resolve("a.db"));
  }

  private List<Affected> affecting(String ecosystem, String name) {
    PackageKey key = PackageKey.of(ecosystem, name);
    try (AdvisoryStore store = store()) {
      return store.affecting(List.of(key)).getOrDefault(key, List.of());
    }
  }

  private static Map<String, String> two() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("advisories/" + "deep/".repeat(30) + "X-1.json", osv("X-1", "a"));
    files.put("advisories/X-2.yaml", yaml("X-2", "b"));
    files.put("LICENSE", "free");
    return files;
  }

  @Test
  void everyWrappingGivesTheSame() throws IOException {
    byte[] tar = TestArchives.tar(two());
    Map<String, byte[]> forms = new LinkedHashMap<>();
    forms.put("a.zip", TestArchives.zip(two()));
    forms.put("a.tar", tar);
    forms.put("a.tar.gz", TestArchives.gzip(tar));
    forms.put("a.tar.xz", TestArchives.xz(tar));
    forms.put("a.tar.zst", TestArchives.zstd(tar));
    for (Map.Entry<String, byte[]> form : forms.entrySet()) {
      FileReport report = takeOne(form.getKey(), form.getValue());
      assertThat(report.failure()).as(form.getKey()).isNull();
      assertThat(report.taken()).as(form.getKey()).isEqualTo(2);
      assertThat(report.ignored()).as(form.getKey()).isEqualTo(1);
      assertThat(report.formats()).containsExactly("osv");
      assertThat(affecting("npm", "a")).hasSize(1);
      Affected b = affecting("PyPI", "b").getFirst();
      assertThat(b.versions()).containsExactly("1.0", "1.10");
      assertThat(b.ranges().getFirst().fixed()).isEqualTo("1.10");
      Files.delete(folder.resolve("a.db"));
    }
  }

  @Test
  void singleDocumentsAndLists() throws IOException {
    assertThat(takeOne("one.json", bytes(osv("X-1", "a"))).taken()).isEqualTo(1);
    assertThat(takeOne("one.yaml", bytes(yaml("X-2", "b"))).taken()).isEqualTo(1);
    assertThat(takeOne("bom.json", bytes("\uFEFF  " + osv("X-3", "c"))).taken()).isEqualTo(1);
    String list = "[" + osv("X-4", "d") + "," + osv("X-5", "e") + "]";
    assertThat(takeOne("list.json", bytes(list)).taken()).isEqualTo(2);
    assertThat(
            takeOne("vulns.json.gz", TestArchives.gzip(bytes("{\"vulns\":" + list + "}"))).taken())
        .isEqualTo(2);
    for (String name : List.of("a", "c", "d", "e")) {
      assertThat(affecting("npm", name)).hasSize(1);
    }
  }

  @Test
  void aFolderIsOneTransactionAndItsArchivesAreTheirOwn() throws IOException {
    Files.createDirectories(data.resolve("sub/.git"));
    Files.writeString(data.resolve("sub/X-1.json"), osv("X-1", "a"));
    Files.writeString(data.resolve("sub/.git/X-9.json"), osv("X-9", "hidden"));
    Files.writeString(data.resolve("bad.json"), "{");
    Files.writeString(data.resolve("README.md"), "hello");
    Files.write(data.resolve("x.tar.gz"), TestArchives.gzip(TestArchives.tar(two())));
    Path outside = Files.writeString(data.resolve("sub/.git/X-8.json"), osv("X-8", "linked"));
    Files.createSymbolicLink(data.resolve("link.json"), outside);
    ImportReport report = take(data);
    assertThat(report.files()).hasSize(2);
    FileReport loose = report.files().getFirst();
    assertThat(loose.taken()).isEqualTo(1);
    assertThat(loose.skipped()).isEqualTo(1);
    assertThat(loose.bad().getFirst().name()).isEqualTo("bad.json");
    assertThat(loose.ignored()).isEqualTo(2);
    assertThat(report.taken()).isEqualTo(3);
    assertThat(affecting("npm", "hidden")).isEmpty();
    assertThat(affecting("npm", "linked")).isEmpty();
  }

  @Test
  void knownExploited() throws IOException {
    String kev =
        """
        {"title":"CISA","catalogVersion":"2026.08.07","dateReleased":"2026-08-07T16:45:47.0648Z",
         "count":3,"vulnerabilities":[
         {"cveID":"CVE-2024-0001","dateAdded":"2024-03-04","vulnerabilityName":"t",
          "knownRansomwareCampaignUse":"Known"},
         {"cveID":"CVE-24-1","dateAdded":"2024-03-04"},
         {"cveID":"CVE-2024-0003","dateAdded":"2024-03-05","knownRansomwareCampaignUse":"Unknown"}]}
        """;
    FileReport report = takeOne("kev.json", bytes(kev));
    assertThat(report.formats()).containsExactly("kev");
    assertThat(report.taken()).isEqualTo(2);
    assertThat(report.bad())
        .containsExactly(new ImportReport.BadRecord("CVE-24-1", "it bears no CVE name: CVE-24-1"));
    try (AdvisoryStore store = store()) {
      assertThat(store.enrichment(List.of("CVE-2024-0001")).get("CVE-2024-0001"))
          .isEqualTo(new Enrichment("2024-03-04", true, -1, null, -1, "", ""));
      assertThat(store.origins().getFirst().asOf()).startsWith("2026-08-07");
    }
    String older =
        kev.replace("2026-08-07", "2026-08-01").replace("CVE-2024-0003", "CVE-2024-0009");
    assertThat(takeOne("kev2.json", bytes(older)).superseded()).isEqualTo(2);
    try (AdvisoryStore store = store()) {
      assertThat(store.enrichment(List.of("CVE-2024-0009"))).isEmpty();
      assertThat(store.enrichment(List.of("CVE-2024-0003"))).hasSize(1);
    }
  }

  @Test
  void exploitPredictions() throws IOException {
    String epss =
        "#model_version:v2025.03.14,score_date:2026-08-07T12:55:00Z\ncve,epss,percentile\n"
            + "CVE-2024-0001,0.00043,0.1\r\nCVE-2024-0002,7,0.1\nCVE-2024-0003,1e-05,0\nno\n";
    FileReport report = takeOne("epss.csv.gz", TestArchives.gzip(bytes(epss)));
    assertThat(report.taken()).isEqualTo(2);
    assertThat(report.bad())
        .extracting(ImportReport.BadRecord::name)
        .containsExactly("line 4", "line 6");
    try (AdvisoryStore store = store()) {
      assertThat(store.enrichment(List.of("CVE-2024-0001")).get("CVE-2024-0001").epss())
          .isEqualTo(0.00043);
      assertThat(store.origins().getFirst().asOf()).isEqualTo("2026-08-07T12:55:00Z");
    }
  }

  @Test
  void predictionsThatEndEarlyChangeNothing() throws IOException {
    takeOne(
        "epss.csv", bytes("#model_version:1,score_date:2026-08-07\ncve,epss\nCVE-2024-0001,0.5\n"));
    FileReport report =
        takeOne("later.csv", bytes("#model_version:1,score_date:2026-08-09\ncve,epss\n"));
    assertThat(report.failure()).isNotNull();
    try (AdvisoryStore store = store()) {
      assertThat(store.enrichment(List.of("CVE-2024-0001"))).hasSize(1);
    }
  }

  private static final String V31 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
  private static final String V30 = "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H";
  private static final String V2 = "AV:N/AC:L/Au:N/C:P/I:P/A:P";

  private Enrichment scored(String cve) {
    try (AdvisoryStore store = store()) {
      return store.enrichment(List.of(cve)).get(cve);
    }
  }

  @Test
  void scoresOfCveRecords() throws IOException {
    String head =
        "{\"dataType\":\"CVE_RECORD\",\"cveMetadata\":{\"cveId\":\"CVE-2024-0001\",\"state\":"
            + "\"PUBLISHED\",\"dateUpdated\":\"2024-05-05T00:00:00.000Z\"},\"containers\":";
    String adp = "\"adp\":[{\"metrics\":[{\"cvssV3_1\":{\"vectorString\":\"" + V31 + "\"}}]}]";
    takeOne("a.json", bytes(head + "{\"cna\":{}," + adp + "}}"));
    assertThat(scored("CVE-2024-0001"))
        .isEqualTo(new Enrichment(null, false, -1, V31, 9.8, "cve-record", ""));
    String cna =
        "\"cna\":{\"metrics\":[{\"format\":\"CVSS\",\"cvssV3_0\":{\"vectorString\":\""
            + V30
            + "\",\"baseScore\":7.5}}]}";
    takeOne("b.json", bytes(head + "{" + cna + "," + adp + "}}"));
    assertThat(scored("CVE-2024-0001").score()).isEqualTo(7.5);
    String word =
        "{\"cna\":{\"metrics\":[{\"other\":{\"type\":\"rating\",\"content\":{\"value\":"
            + "\"Important\"}}}]}}}";
    takeOne("c.json", bytes(head + word));
    assertThat(scored("CVE-2024-0001"))
        .isEqualTo(new Enrichment(null, false, -1, null, -1, "cve-record", "Important"));
    FileReport rejected =
        takeOne("d.json", bytes(head.replace("PUBLISHED", "REJECTED") + "{\"cna\":{}}}"));
    assertThat(rejected.empty()).isEqualTo(1);
    try (AdvisoryStore store = store()) {
      assertThat(store.enrichment(List.of("CVE-2024-0001"))).isEmpty();
    }
  }

  @Test
  void scoresOfNvd() throws IOException {
    String nvd =
        ("{'resultsPerPage':2,'format':'NVD_CVE','version':'2.0','vulnerabilities':[{'cve':{'id':"
                + "'CVE-2024-0001','lastModified':'2024-11-21T08:55:24.123','metrics':{"
                + "'cvssMetricV31':[{'type':'Secondary','cvssData':{'vectorString':'V30'}},{'type':"
                + "'Primary','cvssData':{'vectorString':'V31','baseScore':9.8}}],'cvssMetricV2':[{"
                + "'type':'Primary','cvssData':{'vectorString':'V2','baseScore':7.5}}]}}},"
                + "{'cve':{'id':'CVE-2024-0002','metrics':{'cvssMetricV2':[{'type':'Primary',"
                + "'cvssData':{'vectorString':'V2'}}]}}},{'cve':{'id':'CVE-2024-0003','metrics':{}}}"
                + ",{'cve':{'id':'CVE-2024-0004','metrics':{'cvssMetricV31':[{'cvssData':{"
                + "'vectorString':'nonsense'}}]}}}]}")
            .replace("V31'", V31 + "'")
            .replace("V30'", V30 + "'")
            .replace("V2'", V2 + "'")
            .replace("'cvssMetric" + V31, "'cvssMetricV31")
            .replace("'cvssMetric" + V2, "'cvssMetricV2")
            .replace('\'', '"');
    FileReport report = takeOne("nvd.json", bytes(nvd));
    assertThat(report.failure()).isNull();
    assertThat(report.taken()).isEqualTo(2);
    assertThat(report.empty()).isEqualTo(1);
    assertThat(report.bad().getFirst().reason())
        .isEqualTo("its CVSS vector is malformed: nonsense");
    assertThat(scored("CVE-2024-0001"))
        .isEqualTo(new Enrichment(null, false, -1, V31, 9.8, "nvd", ""));
    assertThat(scored("CVE-2024-0002").score()).isEqualTo(7.5);
  }

  @Test
  void scoresOfTables() throws IOException {
    takeOne(
        "plain.tsv", bytes("CVE-2024-0001\t" + V31 + "\nCVE-2024-0002\t" + V2 + "\nCVE-x\t1\n"));
    assertThat(scored("CVE-2024-0001").score()).isEqualTo(9.8);
    assertThat(scored("CVE-2024-0002").score()).isEqualTo(7.5);
    String rich = "cve\tseverity\tvector\tscore\n" + "CVE-2024-0003\tHIGH\t" + V30 + "\t7.5\n";
    FileReport report = takeOne("rich.tsv.xz", TestArchives.xz(bytes(rich)));
    assertThat(report.formats()).containsExactly("cvss-table");
    assertThat(scored("CVE-2024-0003"))
        .isEqualTo(new Enrichment(null, false, -1, V30, 7.5, "cvss-table", "HIGH"));
  }

  @Test
  void badRecordsAreCountedAndTheFirstHundredNamed() throws IOException {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      records.add("{\"id\":\"BAD-" + i + "\",\"modified\":\"\",\"affected\":7}");
    }
    records.add(osv("X-1", "a"));
    FileReport report = takeOne("list.json", bytes("[" + String.join(",", records) + "]"));
    assertThat(report.taken()).isEqualTo(1);
    assertThat(report.skipped()).isEqualTo(250);
    assertThat(report.bad()).hasSize(100);
    assertThat(report.bad().get(99))
        .isEqualTo(new ImportReport.BadRecord("BAD-99", "affected is no list"));
  }

  @Test
  void recordsOfOneIdInOneFileSpeakTogether() throws IOException {
    String newer = osv("X-1", "b").replace("2024-05-06", "2024-05-07").replace("1.2.3", "9");
    String list = "[" + osv("X-1", "a") + "," + newer + "," + osv("X-1", "b") + "]";
    FileReport report = takeOne("l.json", bytes(list));
    assertThat(report.taken()).isEqualTo(2);
    assertThat(report.superseded()).isEqualTo(1);
    assertThat(affecting("npm", "a")).hasSize(1);
    assertThat(affecting("npm", "b")).hasSize(1);
    assertThat(affecting("npm", "b").getFirst().ranges().getFirst().fixed()).isEqualTo("9");
    assertThat(takeOne("later.json", bytes(newer)).taken()).isEqualTo(1);
    assertThat(affecting("npm", "a")).isEmpty();
  }

  @Test
  void streamsFromElsewhereAreReadTheSameWay() {
    try (StoreUpdate update = AdvisoryStore.openForUpdate(folder.resolve("a.db"))) {
      FileReport report =
          Importer.importStream(
              "https://example.org/x.json",
              new ByteArrayInputStream(bytes(osv("X-1", "a"))),
              update,
              ImportListener.NONE);
      update.publish();
      assertThat(report.taken()).isEqualTo(1);
    }
    assertThat(affecting("npm", "a")).hasSize(1);
  }
}
