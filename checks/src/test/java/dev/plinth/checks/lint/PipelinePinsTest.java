package dev.plinth.checks.lint;

import static dev.plinth.checks.lint.Workflows.PULL;
import static dev.plinth.checks.lint.Workflows.files;
import static dev.plinth.checks.lint.Workflows.job;
import static dev.plinth.checks.lint.Workflows.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.findings.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions and images of scanners that could change under the same name. */
class PipelinePinsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docker/build-push-action@v6                                       | warning",
        "a/b@main                                                          | warning",
        "a/b/c@0123456                                                     | warning",
        "actions/checkout@v6                                               | info",
        "actions/checkout@main                                             | warning",
        "github/codeql-action/init@v4                                      | info",
        "actions/checkout@0123456789012345678901234567890123456789         | ",
        "./a/b                                                             | ",
        "docker://debian:13                                                | ",
      })
  void actionsAreNamedByTheirCommit(String uses, String level) {
    Map<String, String> files =
        files("a.yml", PULL + job("uses: " + uses), "a/b/action.yml", "runs: {using: node24}\n");
    List<Finding> findings = PipelineExamples.lint(files).getFirst().findings();
    if (level == null) {
      assertThat(findings).isEmpty();
    } else {
      assertThat(findings)
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("unpinned-action");
            assertThat(finding.severity())
                .isEqualTo(
                    (level.equals("info")
                            ? dev.plinth.findings.Level.INFO
                            : dev.plinth.findings.Level.WARNING)
                        .severity());
          });
    }
  }

  @Test
  void theGeneratorsOfProvenanceHaveToBeNamedByTheirTag() {
    assertThat(
            told(
                "a.yml",
                "on: release\njobs: {a: {uses: slsa-framework/slsa-github-generator/.github/"
                    + "workflows/generator_container_slsa3.yml@v2.1.0}}\n"))
        .isEmpty();
  }

  @Test
  void scannersImagesHaveADigest() {
    assertThat(
            told(
                "a.yml",
                PULL
                    + "jobs:\n  a:\n    runs-on: x\n    container: aquasec/trivy:1\n    services:\n"
                    + "      b: {image: 'ghcr.io/anchore/grype'}\n      c: {image: 'postgres:18'}\n"
                    + "    steps:\n      - uses: docker://hadolint/hadolint:v2\n"
                    + "      - run: docker run --rm aquasec/trivy:2 --version\n"
                    + "      - run: docker run --rm aquasec/trivy:$V --version\n"
                    + "      - run: docker run --rm aquasec/trivy:3@sha256:00 --version\n"))
        .containsExactly(
            "unpinned-scanner-image: aquasec/trivy:1",
            "unpinned-scanner-image: ghcr.io/anchore/grype",
            "unpinned-scanner-image: docker://hadolint/hadolint:v2",
            "unpinned-scanner-image: aquasec/trivy:2");
    assertThat(
            told(
                ".gitlab-ci.yml",
                "variables: {V: '1', W: $CI_X}\nimage: aquasec/trivy:$V\n"
                    + "a:\n  image: {name: 'aquasec/trivy:${V}@sha256:00'}\n  script: [x]\n"
                    + "b:\n  image: aquasec/trivy:$W\n  script: [x]\n"))
        .containsExactly("unpinned-scanner-image: aquasec/trivy:$V");
  }
}
