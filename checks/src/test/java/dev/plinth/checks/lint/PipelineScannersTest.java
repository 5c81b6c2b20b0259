package dev.plinth.checks.lint;

import static dev.plinth.checks.lint.Workflows.MAIN;
import static dev.plinth.checks.lint.Workflows.PULL;
import static dev.plinth.checks.lint.Workflows.WEEKLY;
import static dev.plinth.checks.lint.Workflows.files;
import static dev.plinth.checks.lint.Workflows.job;
import static dev.plinth.checks.lint.Workflows.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scanners are told to pass over, and whether anything else looks for it. */
class PipelineScannersTest {
  @Test
  void vulnerabilitiesWithoutAFixHaveToBeSeenSomewhere() {
    String gate = PULL + job("run: trivy image --ignore-unfixed shop");
    assertThat(told("a.yml", gate)).containsExactly("ignore-unfixed-everywhere: --ignore-unfixed");
    assertThat(told("a.yml", gate, "b.yml", WEEKLY + job("run: trivy image shop"))).isEmpty();
    assertThat(told("a.yml", gate, "b.yml", WEEKLY + job("run: trivy fs ."))).hasSize(1);
    assertThat(told("a.yml", gate, "b.yml", WEEKLY + job("run: trivy image --ignore-unfixed shop")))
        .hasSize(2);
    LintedFile some =
        PipelineExamples.lint(files("a.yml", gate, "b.yml", PULL + job("run: grype shop")))
            .getFirst();
    assertThat(some.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(dev.plinth.findings.Level.INFO.severity());
          assertThat(finding.evidence()).isNotEmpty();
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run: trivy image --ignore-unfixed=false a                                     | ",
        "run: TRIVY_IGNORE_UNFIXED=true trivy image a                                  | trivy image a",
        "run: grype --only-fixed a                                                     | --only-fixed",
        "run: plinth scan --only-fixed a                                               | --only-fixed",
        "run: docker scout cves --only-fixed a                                         | --only-fixed",
        "{uses: anchore/scan-action@0123456789012345678901234567890123456789, with: {image: a, only-fixed: true}} | true",
        "{uses: aquasecurity/trivy-action@0123456789012345678901234567890123456789, with: {ignore-unfixed: 'true'}} | true",
        "{uses: aquasecurity/trivy-action@0123456789012345678901234567890123456789, with: {ignore-unfixed: false}} | ",
        "{run: trivy image a, env: {TRIVY_IGNORE_UNFIXED: 'true'}}                     | true",
      })
  void whatPassesOverThemIsKnown(String step, String underlined) {
    assertThat(told("a.yml", PULL + job(step)))
        .isEqualTo(
            underlined == null ? List.of() : List.of("ignore-unfixed-everywhere: " + underlined));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run: trivy image --scanners vuln a                 | vuln",
        "run: trivy fs --security-checks=vuln .             | --security-checks=vuln",
        "run: trivy image --scanners vuln,secret a          | ",
        "run: trivy image --scanners $SCANNERS a            | ",
        "run: trivy image --scanners vuln --scanners=secret a | ",
        "run: trivy image --scanners misconfig a            | ",
        "run: trivy sbom --scanners vuln a.json             | ",
        "run: grype a                                       | ",
      })
  void aScannerForSecretsIsNotToBeSwitchedOff(String step, String underlined) {
    assertThat(told("a.yml", PULL + job(step)))
        .isEqualTo(underlined == null ? List.of() : List.of("secret-scan-off: " + underlined));
    assertThat(told("a.yml", PULL + job(step), "b.yml", PULL + job("run: gitleaks git .")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oxsecurity/megalinter",
        "oxsecurity/megalinter/flavors/ci_light",
        "super-linter/super-linter",
        "super-linter/super-linter/slim",
      })
  void lintersThatHaveGitleaksLookForSecrets(String action) {
    String uses = "uses: " + action + "@0123456789012345678901234567890123456789";
    assertThat(told("a.yml", PULL + job("run: trivy image --scanners vuln a", uses))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"grype -o json dir:.", "grype /src", "docker scout cves --format x fs://."})
  void whatScansFilesIsToldByItsTarget(String command) {
    String files = PULL + job("run: trivy fs .");
    assertThat(told("a.yml", MAIN + job("run: " + command), "b.yml", files)).isEmpty();
    assertThat(told("a.yml", MAIN + job("run: grype -c .grype.yaml a"), "b.yml", files)).hasSize(1);
  }
}
