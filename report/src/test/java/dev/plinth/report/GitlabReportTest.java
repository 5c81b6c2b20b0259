package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.policy.Shown;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GitlabReportTest {
  private static Validator validator;
  private static URI schema;

  @BeforeAll
  static void readSchema() throws Exception {
    validator =
        new ValidatorFactory()
            .withDefaultDialect(new Dialects.Draft7Dialect())
            .withJsonNodeFactory(new TestJson())
            .createValidator();
    try (InputStream in =
        GitlabReportTest.class.getResourceAsStream("/schema/gitlab-security-report.json")) {
      schema =
          validator.registerSchema(
              new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static String text(ScanReport report, String time) {
    return Golden.written(
        ReportWriters.named("gitlab"),
        report,
        new ReportContext(80, false, true, false, Shown.all(), time, null));
  }

  private static Json json(String text) throws Exception {
    return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyReportHasWhatGitlabRequires() {
    List<ScanReport> reports = new ArrayList<>(SampleReports.all());
    reports.add(SampleReports.source("src:."));
    for (ScanReport report : reports) {
      for (String time : List.of("", "2024-05-01T12:00:00Z")) {
        Validator.Result result = validator.validate(schema, text(report, time));
        List<String> errors = new ArrayList<>();
        result.getErrors().forEach(e -> errors.add(e.getInstanceLocation() + ": " + e.getError()));
        assertThat(errors).isEmpty();
        assertThat(result.isValid()).isTrue();
      }
    }
    assertThat(
            validator
                .validate(schema, text(SampleReports.full(), "").replace("\"image\"", "\"img\""))
                .isValid())
        .isFalse();
  }

  @Test
  void judged() {
    Golden.check("judged.gitlab.json", text(SampleReports.judged(), "2024-05-01T12:00:00Z"));
  }

  @Test
  void identifiersAreUniqueAndTheSameEachTime() throws Exception {
    Json report = json(text(SampleReports.judged(), ""));
    assertThat(report.items("vulnerabilities"))
        .extracting(v -> v.text("id"))
        .doesNotHaveDuplicates()
        .allMatch(
            id -> id.matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}"));
  }

  @Test
  void sourceTreesAreDependencyScans() throws Exception {
    Json report = json(text(SampleReports.source("src:."), ""));
    assertThat(Objects.requireNonNull(report.get("scan")).text("type"))
        .isEqualTo("dependency_scanning");
    assertThat(report.items("vulnerabilities"))
        .anyMatch(v ->
            "web/package-lock.json".equals(Objects.requireNonNull(v.get("location")).text("file")));
  }

  @Test
  void theMessagesSayWhatTheFormatCannot() throws Exception {
    Json scan = Objects.requireNonNull(json(text(SampleReports.judged(), "")).get("scan"));
    assertThat(scan.items("messages"))
        .extracting(m -> m.text("value"))
        .contains(
            "5 findings set aside: 1 exception, 3 kernel-headers, 1 not-affected",
            "2 new, 10 known, 2 gone")
        .anyMatch(value -> value.startsWith("Not whole: app/legacy.war"));
  }
}
