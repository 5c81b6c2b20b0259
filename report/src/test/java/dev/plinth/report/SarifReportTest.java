package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.policy.Shown;
import dev.plinth.report.text.UriText;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Held against the schema of OASIS and the rules of GitHub's code scanning. */
class SarifReportTest {
  private static Validator validator;
  private static URI schema;

  @BeforeAll
  static void readSchema() throws Exception {
    validator =
        new ValidatorFactory()
            .withDefaultDialect(new Dialects.Draft4Dialect())
            .withJsonNodeFactory(new TestJson())
            .createValidator();
    try (InputStream in =
        SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      schema =
          validator.registerSchema(
              new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String text(ScanReport report, ReportContext context) {
    return Golden.written(ReportWriters.named("sarif"), report, context);
  }

  private static Json run(ScanReport report) throws Exception {
    Json log =
        JsonReader.read(text(report, ReportContext.plain()).getBytes(StandardCharsets.UTF_8));
    assertThat(log.items("runs")).hasSize(1);
    return log.items("runs").getFirst();
  }

  private static Json at(Json json, String... names) {
    Json value = json;
    for (String name : names) {
      value = Objects.requireNonNull(value.get(name), name);
    }
    return value;
  }

  private static Json result(Json run, String id) {
    return run.items("results").stream()
        .filter(r -> id.equals(r.text("ruleId")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyLogIsValid() {
    for (ScanReport report : SampleReports.all()) {
      Validator.Result result = validator.validate(schema, text(report, ReportContext.plain()));
      List<String> errors = new ArrayList<>();
      result.getErrors().forEach(e -> errors.add(e.getInstanceLocation() + ": " + e.getError()));
      assertThat(errors).isEmpty();
      assertThat(result.isValid()).isTrue();
    }
    String full = text(SampleReports.full(), ReportContext.plain());
    assertThat(validator.validate(schema, full.replace("\"columnKind\"", "\"columns\"")).isValid())
        .isFalse();
  }

  @Test
  void judged() {
    Golden.check("judged.sarif", text(SampleReports.judged(), ReportContext.plain()));
  }

  @Test
  void rulesAreThereOnceAndFoundByIndex() throws Exception {
    Json run = run(SampleReports.judged());
    List<Json> rules = at(run, "tool", "driver").items("rules");
    assertThat(rules).extracting(r -> r.text("id")).doesNotHaveDuplicates().isNotEmpty();
    for (Json result : run.items("results")) {
      assertThat(rules.get((int) result.integer("ruleIndex", -1)).text("id"))
          .isEqualTo(result.text("ruleId"));
    }
    Json log4shell =
        rules.stream().filter(r -> "CVE-2021-44228".equals(r.text("id"))).findFirst().orElseThrow();
    assertThat(at(log4shell, "properties").text("security-severity")).isEqualTo("10.0");
    assertThat(at(log4shell, "properties").texts("tags"))
        .containsExactly("security", "vulnerability", "critical", "known-exploited");
    assertThat(at(log4shell, "help").text("markdown")).contains("Upgrade ").contains("2.15.0");
  }

  /** The severity may be the vendor's: the number that GitHub sorts by must not contradict it. */
  @Test
  void theNumberAgreesWithTheSeverity() throws Exception {
    for (Json rule : at(run(SampleReports.judged()), "tool", "driver").items("rules")) {
      String number = at(rule, "properties").text("security-severity");
      List<String> tags = at(rule, "properties").texts("tags");
      if (number == null) {
        assertThat(tags).containsAnyOf("unknown", "not-whole");
        continue;
      }
      double value = Double.parseDouble(number);
      String github = value >= 9 ? "critical" : value >= 7 ? "high" : value >= 4 ? "medium" : "low";
      assertThat(tags).containsAnyOf(github, "negligible");
    }
  }

  /** What GitHub requires: a first location with a relative address and a first line. */
  @Test
  void everyResultIsShownByGithub() throws Exception {
    for (ScanReport report : SampleReports.all()) {
      Json run = run(report);
      for (Json result : run.items("results")) {
        assertThat(result.items("locations")).hasSize(1);
        Json place = at(result.items("locations").getFirst(), "physicalLocation");
        String uri = at(place, "artifactLocation").text("uri");
        assertThat(uri).isNotEmpty();
        URI parsed = URI.create(uri);
        assertThat(parsed.isAbsolute()).isFalse();
        assertThat(parsed.normalize().getPath()).doesNotStartWith("/").doesNotStartWith("..");
        assertThat(at(place, "region").integer("startLine", 0)).isPositive();
        assertThat(at(result, "partialFingerprints").text("primaryLocationLineHash")).isNotEmpty();
        assertThat(at(result, "message").text("text")).isNotBlank();
      }
    }
  }

  @Test
  void aLineOfAFileComesFirst() throws Exception {
    Json result = result(run(SampleReports.judged()), "CVE-2020-8203");
    Json place = at(result.items("locations").getFirst(), "physicalLocation");
    assertThat(at(place, "artifactLocation").text("uri")).isEqualTo("web/package-lock.json");
    assertThat(at(place, "artifactLocation").text("uriBaseId")).isEqualTo("%SRCROOT%");
    assertThat(at(place, "region").integer("startLine", 0)).isEqualTo(41);
    assertThat(result.items("relatedLocations")).hasSize(1);
    assertThat(at(result, "message").text("text")).doesNotContain("[see](");
  }

  /** Services look for files from the repository's root, where the scan was started. */
  @Test
  void filesOfASourceTreeAreFoundFromWhereTheScanWasStarted() throws Exception {
    for (String[] each :
        new String[][] {
          {"src:web", "plinth/src/web/", "web/web/package-lock.json"},
          {"./web/", "plinth/src/web/", "web/web/package-lock.json"},
          {"src:.", "plinth/src/", "web/package-lock.json"},
          {"/work/repo", "plinth/src/work/repo/", "web/package-lock.json"},
          {"../x", "plinth/src/__/x/", "web/package-lock.json"},
        }) {
      Json run = run(SampleReports.source(each[0]));
      assertThat(at(run, "automationDetails").text("id")).isEqualTo(each[1]);
      Json place =
          at(result(run, "CVE-2020-8203").items("locations").getFirst(), "physicalLocation");
      assertThat(at(place, "artifactLocation").text("uri")).isEqualTo(each[2]);
      assertThat(run.get("originalUriBaseIds")).isNotNull();
    }
  }

  @Test
  void theEndOfAPlaceIsNotItsLastLine() {
    Location.InFile line = new Location.InFile("f", 3, 1, 4, 1, -1, -1);
    assertThat(FindingText.lastLine(line)).isEqualTo(3);
    assertThat(FindingText.lastLine(new Location.InFile("f", 3, 1, 4, 2, -1, -1))).isEqualTo(4);
    assertThat(FindingText.lastLine(new Location.InFile("f", 3, 1, 3, 1, -1, -1))).isEqualTo(3);
  }

  @Test
  void theImageKeepsUploadsApartButNotItsTags() throws Exception {
    Json run = run(SampleReports.judged());
    assertThat(at(run, "automationDetails").text("id"))
        .isEqualTo("plinth/registry.example/shop/api/linux/amd64/");
    Json place =
        at(result(run, "CVE-2021-44228").items("locations").getFirst(), "physicalLocation");
    assertThat(at(place, "artifactLocation").text("uri"))
        .isEqualTo("registry.example/shop/api/app/shop.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar");
  }

  @Test
  void whatWasSetAsideIsThereAndSuppressed() throws Exception {
    ScanReport report = SampleReports.judged();
    List<Json> results = run(report).items("results");
    assertThat(results).hasSize(report.findings().size() + report.setAside().size());
    assertThat(results).allMatch(r -> r.get("suppressions") != null);
    List<Json> suppressed =
        results.stream().filter(r -> !r.items("suppressions").isEmpty()).toList();
    assertThat(suppressed).hasSize(report.setAside().size());
    Json exception = result(run(report), "CVE-2023-31484").items("suppressions").getFirst();
    assertThat(exception.text("kind")).isEqualTo("external");
    assertThat(exception.text("status")).isEqualTo("accepted");
    assertThat(exception.text("justification"))
        .isEqualTo("exception: CPAN is never run in this image (until 2026-12-31)");
  }

  @Test
  void theBaselineIsTold() throws Exception {
    assertThat(run(SampleReports.full()).items("results"))
        .allMatch(r -> r.get("baselineState") == null);
    Json run = run(SampleReports.judged());
    assertThat(result(run, "CVE-2021-44228").text("baselineState")).isEqualTo("new");
    assertThat(result(run, "CVE-2023-5363").text("baselineState")).isEqualTo("unchanged");
  }

  @Test
  void whatIsNotWholeSaysSo() throws Exception {
    Json invocation = run(SampleReports.full()).items("invocations").getFirst();
    assertThat(invocation.bool("executionSuccessful", true)).isFalse();
    assertThat(invocation.items("toolExecutionNotifications"))
        .anyMatch(n -> String.valueOf(at(n, "message").text("text")).contains("app/legacy.war"));
    Json clean = run(SampleReports.clean()).items("invocations").getFirst();
    assertThat(clean.bool("executionSuccessful", false)).isTrue();
  }

  @Test
  void theFilterHidesResultsAndIsTold() throws Exception {
    ScanReport report = SampleReports.full();
    Shown shown = Shown.severities("critical");
    Json run =
        JsonReader.read(
                text(report, new ReportContext(80, false, true, false, shown))
                    .getBytes(StandardCharsets.UTF_8))
            .items("runs")
            .getFirst();
    long wanted =
        report.findings().stream()
                .filter(f -> f.kind() == Finding.Kind.UNREADABLE || shown.shows(f))
                .count()
            + report.setAside().size();
    assertThat(run.items("results")).hasSize((int) wanted);
    assertThat(at(run, "properties").integer("hidden", 0)).isPositive();
  }

  @Test
  void pathsBecomeRelativeReferences() {
    assertThat(UriText.relative("localhost:5000/app")).isEqualTo("localhost%3A5000/app");
    assertThat(UriText.relative("/a//b/./../c d")).isEqualTo("a/b/__/c%20d");
    assertThat(UriText.relative("f\u00fcr/\udc80")).isEqualTo("f%C3%BCr/%80");
    assertThat(UriText.relative("a?b#c%20\n")).isEqualTo("a%3Fb%23c%2520%0A");
  }

  @Test
  void messagesHaveNoPlaceholdersOrLinksOfTheInput() {
    assertThat(dev.plinth.report.text.SarifText.message("${jndi:x} [a](b)"))
        .isEqualTo("${{jndi:x}} [a\\](b)");
  }
}
