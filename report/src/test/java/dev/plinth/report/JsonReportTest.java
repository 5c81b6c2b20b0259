package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.policy.Shown;
import dev.plinth.report.text.JsonMembers;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  private static final ReportWriter JSON = ReportWriters.named("json");
  private static Validator validator;
  private static URI schema;

  @BeforeAll
  static void readSchema() throws Exception {
    Path file = Path.of(System.getProperty("plinth.root", ".."), "docs/scan.schema.json");
    validator = new ValidatorFactory().withJsonNodeFactory(new TestJson()).createValidator();
    schema = validator.registerSchema(Files.readString(file));
  }

  private static String text(ScanReport report, ReportContext context) {
    return Golden.written(JSON, report, context);
  }

  private static Json json(String text) throws Exception {
    return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Validator.Result validate(String text) {
    return validator.validate(schema, text);
  }

  private static void checkSchema(String text) {
    Validator.Result result = validate(text);
    List<String> errors = new ArrayList<>();
    result.getErrors().forEach(e -> errors.add(e.getInstanceLocation() + ": " + e.getError()));
    assertThat(errors).isEmpty();
    assertThat(result.isValid()).isTrue();
  }

  @Test
  void everyReportIsValid() {
    for (ScanReport report : SampleReports.all()) {
      checkSchema(text(report, ReportContext.plain()));
    }
  }

  @Test
  void theSchemaNoticesDrift() {
    String text = text(SampleReports.full(), ReportContext.plain());
    assertThat(validate(text.replace("\"starterOnly\"", "\"starter\"")).isValid()).isFalse();
    assertThat(validate(text.replace("\"evidence\"", "\"proof\"")).isValid()).isFalse();
    assertThat(validate(text.replace("\"outcome\": \"block\"", "\"outcome\": \"no\"")).isValid())
        .isFalse();
    assertThat(validate(text.replace("\"shown\": true", "\"shown\": true, \"x\": 1")).isValid())
        .isFalse();
  }

  @Test
  void full() {
    Golden.check("full.json", text(SampleReports.full(), ReportContext.plain()));
    Golden.check("judged.json", text(SampleReports.judged(), ReportContext.plain()));
    Golden.check("empty.json", text(SampleReports.empty(), ReportContext.plain()));
  }

  @Test
  void hiddenFindingsAreThereAndMarked() throws Exception {
    Shown shown = Shown.severities("critical");
    String text = text(SampleReports.full(), new ReportContext(80, false, true, false, shown));
    checkSchema(text);
    Json json = json(text);
    assertThat(json.text("filter")).isEqualTo("--severity critical");
    assertThat(json.items("findings")).hasSize(SampleReports.full().findings().size());
    assertThat(json.items("findings").stream().filter(f -> f.bool("shown", false)))
        .extracting(f -> f.text("id"))
        .containsExactly("CVE-2021-44228", "unreadable-content");
  }

  @Test
  void hostileTextStaysDataOfOneAsciiLineEach() throws Exception {
    String text = text(SampleReports.hostile(), ReportContext.plain());
    assertThat(text).isASCII().doesNotContain("\u001b").doesNotContain("\u007f");
    Json json = json(text);
    Json subject = json.get("subject");
    assertThat(subject).isNotNull();
    assertThat(subject.text("name"))
        .startsWith("a\u001b[2J\u202eb\nPASS\u0007\u009b31m\\xdc\ufffdx".replace("dc", "80"));
  }

  @Test
  void everyReasonsFindingIsThere() throws Exception {
    Json json = json(text(SampleReports.full(), ReportContext.plain()));
    List<String> known = json.items("findings").stream().map(f -> f.text("fingerprint")).toList();
    Json verdict = json.get("verdict");
    assertThat(verdict).isNotNull();
    assertThat(verdict.items("reasons")).isNotEmpty();
    for (Json reason : verdict.items("reasons")) {
      assertThat(reason.texts("findings")).isNotEmpty().isSubsetOf(known);
    }
  }

  @Test
  void theStreamStaysOpen() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    boolean[] closed = {false};
    JSON.write(
        SampleReports.empty(),
        ReportContext.plain(),
        new java.io.FilterOutputStream(out) {
          @Override
          public void close() {
            closed[0] = true;
          }
        });
    assertThat(closed[0]).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("}\n");
  }

  @Test
  void unpairedSurrogatesAreWrittenOut() {
    assertThat(JsonMembers.wellFormed("plain")).isSameAs("plain");
    assertThat(JsonMembers.wellFormed("a\udc80\ud83d\ude00b")).isEqualTo("a\\x80\ud83d\ude00b");
    assertThat(JsonMembers.wellFormed("\ud83d")).isEqualTo("\ufffd");
    assertThat(JsonMembers.wellFormed("\ud83dx\udcff")).isEqualTo("\ufffdx\\xff");
  }
}
