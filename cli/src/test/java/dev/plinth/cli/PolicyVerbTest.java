package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyVerbTest {
  @TempDir Path folder;

  private CliHarness.Run run(String... words) {
    return new CliHarness(folder)
        .with("SOURCE_DATE_EPOCH", "1798761600")
        .in(folder)
        .run((Object[]) words);
  }

  private void settings(String text) throws IOException {
    Files.writeString(folder.resolve(".plinth.yaml"), text);
  }

  @Test
  void namesAreJudgedAndExported() throws IOException {
    assertThat(run("policy", "check", "debian").err()).contains("PLINTH-POLICY-APPROVED");
    settings("approved:\n  - {image: debian, reason: looked at}\n  - {image: harbor.corp/base}\n");
    CliHarness.Run check = run("policy", "check", "debian:12", "alpine:3.20");
    assertThat(check.code()).isEqualTo(Main.BLOCKED);
    assertThat(check.out())
        .contains("approved  debian:12  approved by debian: looked at", "refused   alpine:3.20");
    assertThat(run("policy", "check", "harbor.corp/base/x").code()).isZero();
    CliHarness.Run json = run("policy", "export", "--format", "containers");
    assertThat(json.out()).contains("\"docker.io/library/debian\"", "\"harbor.corp/base\"");
    for (String format : new String[] {"kyverno", "validating-admission-policy", "registries"}) {
      assertThat(run("policy", "export", "--format", format, "-o", format).code()).isZero();
      assertThat(folder.resolve(format)).isNotEmptyFile();
    }
    assertThat(run("policy", "export", "--format", "iptables").code()).isEqualTo(Main.USAGE);
    assertThat(run("policy").code()).isEqualTo(Main.USAGE);
    settings("approved: [{image: 'debian:1*'}]\n");
    CliHarness.Run refused = run("policy", "export", "--format", "containers", "-o", "policy.json");
    assertThat(refused.code()).isEqualTo(Main.UNFINISHED);
    assertThat(refused.err()).contains("PLINTH-APPROVED-EXPORT", "debian:1*");
    assertThat(folder.resolve("policy.json")).doesNotExist();
  }

  /** The section at fault is named, and none where the file is no YAML at all. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a: ['|read .plinth.yaml, but line",
        "bases: 3|read 'bases' in .plinth.yaml",
        "mirrors: 3|read 'mirrors' in .plinth.yaml",
        "approved: 3|read 'approved' in .plinth.yaml",
        "images: 3|read 'images' in .plinth.yaml"
      })
  void theSectionAtFaultIsNamed(String text, String told) throws IOException {
    settings(text + "\n");
    assertThat(run("images").err()).contains("Tried to " + told, "[PLINTH-POLICY-FILE]");
  }

  @Test
  void placesAndBasesAreHeldAgainstIt() throws IOException {
    settings("approved:\n  - image: debian\n");
    Files.writeString(folder.resolve("compose.yaml"), "services:\n  a:\n    image: redis:7\n");
    Files.writeString(folder.resolve("Dockerfile"), "FROM debian:12\nUSER 1\n");
    CliHarness.Run images = run("images");
    assertThat(images.code()).isEqualTo(Main.BLOCKED);
    assertThat(images.out())
        .contains("redis:7", "not approved: no entry approves it", "\n1 not approved\n");
    Files.writeString(folder.resolve("Dockerfile"), "FROM ubuntu:24.04\nUSER 1\n");
    assertThat(
            run("lint", "--only", "approved-images", folder.resolve("Dockerfile").toString()).out())
        .contains("ubuntu:24.04 is none of");
    String demo = CliHarness.demo(folder);
    CliHarness.Run scan = run("scan", demo);
    assertThat(scan.out()).contains("unapproved-base");
    assertThat(run("scan", demo, "--no-config").out()).doesNotContain("unapproved-base");
    assertThat(scan.code()).isEqualTo(Main.BLOCKED);
    settings(
        "policy:\n  severity:\n    unapproved-base: negligible\napproved:\n  - image: debian\n");
    CliHarness.Run mild = run("scan", demo, "--fail-on", "low", "--details");
    assertThat(mild.out()).contains("unapproved-base", "rated negligible by .plinth.yaml:2");
    settings("policy: {severity: {unapproved-base: unknown}}\n");
    assertThat(run("scan", demo).err()).contains("PLINTH-POLICY-FILE", "line 1");
    assertThat(run("explain", "unapproved-base").out()).contains("Proof alone");
  }
}
