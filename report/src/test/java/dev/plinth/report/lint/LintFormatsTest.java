package dev.plinth.report.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Level;
import dev.plinth.findings.Location;
import dev.plinth.findings.Subject;
import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.report.TestJson;
import dev.plinth.report.lint.LintReport.LintFile;
import dev.plinth.report.lint.LintReport.LintRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every format makes of a report in which everything that can be odd is. */
class LintFormatsTest {
  private static final String TEXT =
      "FROM debian\nRUN \techo 'h\u00e4' \u001b[31m\nENV TOKEN=hunter2 X=1\n";
  private static final String RAW =
      new String(TEXT.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

  private static Finding finding(
      String id, Level level, String message, String marked, @Nullable Fix fix) {
    String raw = new String(marked.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    int start = RAW.indexOf(raw);
    int line = (int) RAW.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
    int column = start - RAW.lastIndexOf('\n', start);
    return new Finding(
        id,
        Finding.Kind.LINT,
        level.severity(),
        "plinth",
        message,
        new Subject("subject", "", null, "a dir/Dockerfile"),
        List.of(
            new Location.InFile(
                "a dir/Dockerfile",
                line,
                column,
                line,
                column + marked.length(),
                start,
                start + raw.length())),
        Finding.Owner.OURS,
        List.of("it stands there"),
        fix,
        List.of(),
        null);
  }

  private static LintReport report() {
    Finding floating =
        finding(
            "floating-tag",
            Level.WARNING,
            "debian has no tag ](x) {0} ]]> <b> \u001b[2J\n::error::forged",
            "debian",
            new Fix.Edits(
                "name it", Fix.Safety.REVIEW, List.of(new Fix.TextEdit(5, 11, "debian:12"))));
    Finding odd =
        finding("odd", Level.STYLE, "odd", "'h\u00e4' \u001b[31m", new Fix.Advice("leave it"));
    Finding secret =
        finding("secret-in-env", Level.ERROR, "TOKEN holds a secret", "TOKEN=hunter2", null);
    int at = RAW.indexOf("hunter2");
    LintFile file =
        new LintFile(
            "a dir/Dockerfile",
            RAW,
            List.of(floating, odd, secret),
            List.of(new LintReport.Silenced(odd, "it is \"meant\"", 1)),
            List.of(new LintReport.Notice(2, "nothing there")),
            List.of(new LintReport.Mask(at, at + 7)));
    LintRule rule =
        new LintRule(
            "floating-tag",
            "Image without a tag",
            Level.WARNING,
            "base images",
            List.of("hadolint:DL3006"),
            () -> "# floating-tag\n\n- {why}\n");
    return new LintReport(
        "1.2.3",
        List.of(file, new LintFile("clean", "", List.of(), List.of(), List.of(), List.of())),
        Level.WARNING,
        Map.of("floating-tag", rule),
        List.of(new LintReport.Unread("gone", "it does not exist")));
  }

  private static String written(String format, LintWriter.Look look) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LintWriters.named(format).write(report(), look, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String written(String format) throws Exception {
    return written(format, LintWriter.Look.PLAIN);
  }

  @Test
  void noFormatShowsASecretOrActsOnATerminal() throws Exception {
    for (String format : LintWriters.names()) {
      assertThat(written(format)).as(format).doesNotContain("hunter2").doesNotContain("\u001b");
    }
  }

  @Test
  void textShowsTheLineWithAMark() throws Exception {
    assertThat(written("text"))
        .contains(
            """
            a dir/Dockerfile:1:6  warning  debian has no tag ](x) {0} ]]> <b>
              \\x1b[2J\\n::error::forged [floating-tag]
             1 | FROM debian
               |      ^^^^^^
               = because: it stands there
               = fix: name it: debian:12
            """)
        .contains(" 3 | ENV TOKEN=******* X=1\n   |     ^^^^^^^^^^^^^\n")
        .contains(" 2 | RUN   echo 'h\u00e4' \\x1b[31m\n   |            ^^^^^^^^^^^^^\n")
        .contains("a dir/Dockerfile:2  note: nothing there")
        .contains("not linted  gone: it does not exist")
        .endsWith(
            " not everything was checked   1 error, 1 warning, 1 style in 2 files, 1 silenced\n"
                + "plinth explain ID says why, and what to write instead\n");
    assertThat(written("text", new LintWriter.Look(80, false, false)))
        .as("ASCII alone")
        .matches("[\\x00-\\x7f]*");
    assertThat(written("text", new LintWriter.Look(80, true, true))).contains("\u001b[33mwarning");
  }

  @Test
  void noLineIsLongerThanThePage() throws Exception {
    for (String line : written("text", new LintWriter.Look(50, false, true)).split("\n", -1)) {
      assertThat(line.length()).as(line).isLessThanOrEqualTo(54);
    }
  }

  @Test
  void sarifIsValidAndExact() throws Exception {
    Validator validator =
        new ValidatorFactory()
            .withDefaultDialect(new Dialects.Draft4Dialect())
            .withJsonNodeFactory(new TestJson())
            .createValidator();
    String text = written("sarif");
    try (InputStream in =
        LintFormatsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      URI schema =
          validator.registerSchema(
              new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
      Validator.Result result = validator.validate(schema, text);
      assertThat(result.isValid()).as(() -> result.getErrors().toString()).isTrue();
    }
    Json run = JsonReader.read(text.getBytes(StandardCharsets.UTF_8)).items("runs").getFirst();
    assertThat(run.items("results")).hasSize(4);
    assertThat(text)
        .contains("\"byteOffset\": 5")
        .contains("\"byteLength\": 6")
        .contains("\"text\": \"debian:12\"")
        .contains("a%20dir/Dockerfile")
        .contains("\"inSource\"")
        .contains("\"executionSuccessful\": false")
        .contains("hadolint:DL3006");
  }

  @Test
  void jsonHasEverything() throws Exception {
    Json json = JsonReader.read(written("json").getBytes(StandardCharsets.UTF_8));
    Json file = json.items("files").getFirst();
    assertThat(file.items("findings")).hasSize(3);
    assertThat(file.items("silenced")).hasSize(1);
    assertThat(json.items("unread")).hasSize(1);
    assertThat(written("json")).contains("\"clean\": false").contains("\"safety\": \"review\"");
  }

  @Test
  void xmlIsWellFormed() throws Exception {
    for (String format : List.of("checkstyle", "junit")) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      assertThat(
              factory
                  .newDocumentBuilder()
                  .parse(new ByteArrayInputStream(written(format).getBytes(StandardCharsets.UTF_8)))
                  .getDocumentElement())
          .isNotNull();
    }
    assertThat(written("junit"))
        .contains("tests=\"5\" failures=\"2\" errors=\"1\"")
        .contains("name=\"clean\"");
    assertThat(written("checkstyle")).contains("<exception>it does not exist</exception>");
  }

  @Test
  void noMessageForgesAnAnnotation() throws Exception {
    assertThat(written("github").lines())
        .hasSize(4)
        .allMatch(line -> line.matches("::(error|warning|notice) file=.*"));
    assertThat(written("github")).contains("::error file=gone::not linted: it does not exist");
  }

  @Test
  void gitlabTakesAnArrayOfIssues() throws Exception {
    assertThat(written("gitlab"))
        .startsWith("[")
        .contains("\"check_name\": \"floating-tag\"")
        .contains("\"severity\": \"major\"")
        .contains("\"begin\": 3");
  }
}
