package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.plinth.bases.Base;
import dev.plinth.bases.inspect.Identity;
import dev.plinth.bases.inspect.Inspection;
import dev.plinth.bases.inspect.Parts;
import dev.plinth.bases.inspect.RunUser;
import dev.plinth.bases.inspect.Settings;
import dev.plinth.bases.inspect.Start;
import dev.plinth.bases.inspect.Step;
import dev.plinth.bases.inspect.Support;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.catalog.Account;
import dev.plinth.inventory.profile.ImageProfile;
import dev.plinth.report.inspect.InspectJson;
import dev.plinth.report.inspect.InspectReport;
import dev.plinth.report.inspect.InspectText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InspectReportTest {
  private static InspectReport sample(ImageProfile profile, String form) {
    return new InspectReport(
        "1.0",
        new Inspection(
            new Identity(
                "app:1",
                "app:1",
                form,
                "sha256:" + "0a".repeat(32),
                "sha256:" + "0b".repeat(32),
                "sha256:" + "0c".repeat(32),
                "linux/amd64",
                "",
                "",
                List.of("linux/amd64", "linux/arm64"),
                "2026-01-02T03:04:05Z",
                "us"),
            new Inventory(
                new Distribution("debian", "12", "bookworm", List.of(), "Debian 12"),
                List.of(),
                List.of(
                    new Inventory.LayerSummary("sha256:1", "", "ADD", 1_000, 3_000, 5),
                    new Inventory.LayerSummary("sha256:2", "", "COPY", -1, 2_000, 2)),
                List.of(new Inventory.Problem("etc/x", 1, "it is broken"))),
            profile,
            new Base("debian:12", "", 1, Base.Certainty.CLAIM, "the label says so"),
            List.of(new Base("debian:base", "", -1, Base.Certainty.HINT, "it may be")),
            new Support(
                "Debian",
                "debian",
                "12",
                "2026-06-10",
                "2028-06-30",
                "",
                "LTS",
                "ELTS",
                Support.State.LONG_TERM),
            new RunUser("app", "app", 7, 8, RunUser.NonRoot.NAME),
            new Start(
                new Start.Words(List.of("/app", "a \"b\""), Start.Form.EXEC),
                new Start.Words(List.of(), Start.Form.NONE),
                "",
                false),
            new Settings(
                List.of("80/tcp"),
                List.of(),
                "/",
                "SIGTERM",
                Map.of("PATH", "/bin"),
                Map.of("maintainer", "us"),
                new Settings.HealthCheck("true", 30, 2.5, 0, 3),
                List.of("RUN x")),
            profile.whole() ? new Parts(2_500, 0, 1_900, 600) : null,
            List.of("tini"),
            List.of(
                new Step("ADD x", "2026-01-01T00:00:00Z", "", 0, 1_000, 3_000, 2_500, true),
                new Step("CMD [\"sh\"]", "", "", -1, -1, -1, -1, false),
                new Step("", "", "buildkit", 1, -1, 2_000, 1_900, false)),
            0),
        List.of("the variable X"),
        List.of("something to know"));
  }

  private static final ImageProfile PROFILE =
      new ImageProfile(
          true,
          List.of(new ImageProfile.Library("glibc", "2.36", "libc6 2.36-9")),
          List.of(
              new ImageProfile.Program(ImageProfile.Kind.SHELL, "sh", "bin/sh", "busybox"),
              new ImageProfile.Program(ImageProfile.Kind.INIT, "tini", "tini", "")),
          List.of("lib64/ld-linux-x86-64.so.2"),
          List.of(new ImageProfile.SpecialFile("bin/su", 04755, 0, 0, false)),
          1,
          List.of("etc/ssl/certs/ca-certificates.crt"),
          600,
          List.of(new Account("app", 7, 8, "")),
          List.of(),
          List.of(
              new ImageProfile.Share(3_000, 2_500, 0, 0, 4),
              new ImageProfile.Share(2_000, 0, 0, 1_900, 2)));

  private static String json(InspectReport report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InspectJson.write(report, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void jsonIsOfItsSchema() throws IOException {
    Path file = Path.of(System.getProperty("plinth.root", ".."), "docs/inspect.schema.json");
    Validator validator =
        new ValidatorFactory().withJsonNodeFactory(new TestJson()).createValidator();
    URI schema = validator.registerSchema(Files.readString(file));
    for (InspectReport report :
        List.of(
            sample(PROFILE, "oci-dir"),
            sample(PROFILE, "dir"),
            sample(ImageProfile.UNKNOWN, "registry"))) {
      Validator.Result result = validator.validate(schema, json(report));
      List<String> errors = new ArrayList<>();
      result.getErrors().forEach(e -> errors.add(e.getInstanceLocation() + ": " + e.getError()));
      assertThat(errors).isEmpty();
      assertThat(result.isValid()).isTrue();
    }
    assertThat(validator.validate(schema, "{\"schema\":\"plinth.inspect/1\"}").isValid()).isFalse();
  }

  @Test
  void textIsAligned() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InspectText.write(sample(PROFILE, "oci-dir"), ReportContext.plain(), out);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    assertThat(text)
        .contains("  platforms     linux/amd64, linux/arm64\n")
        .contains("  support       LTS until 2028-06-30; its maker's own support is over\n")
        .contains("  stands on     debian:12 (claim), the lowest 1 of 2 layers\n")
        .contains("  entry point   [\"/app\", \"a \\\"b\\\"\"]  (exec form)\n")
        .contains("  init          none: tini lies in it, but does not start first\n")
        .contains("    1    1.0 kB    3.0 kB   ADD x\n")
        .contains("  - above the base -\n")
        .contains("    -                       CMD [\"sh\"]\n")
        .contains("    2              2.0 kB   buildkit\n")
        .contains("  ! not whole: etc/x: it is broken\n");
  }
}
