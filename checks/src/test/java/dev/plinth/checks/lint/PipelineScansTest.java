package dev.plinth.checks.lint;

import static dev.plinth.checks.lint.Workflows.MAIN;
import static dev.plinth.checks.lint.Workflows.PULL;
import static dev.plinth.checks.lint.Workflows.WEEKLY;
import static dev.plinth.checks.lint.Workflows.job;
import static dev.plinth.checks.lint.Workflows.told;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which steps scan an image, and whether they do before a change is merged. */
class PipelineScansTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "run: trivy image shop",
        "run: sudo trivy --cache-dir /c i shop",
        "run: trivy --exit-code 1 shop",
        "run: |\n  set -eu\n  if true; then\n    trivy image shop\n  fi",
        "run: >-\n  trivy image\n  shop",
        "run: \"trivy image \\\"$IMAGE\\\" \\\n  --quiet\"",
        "run: 'sh -c ''trivy image shop'''",
        "run: docker run --rm -v /var/run/docker.sock:/s aquasec/trivy@sha256:00 image shop",
        "run: grype registry:${{ env.IMAGE }}",
        "run: docker scout cves shop",
        "run: plinth scan docker:shop",
        "run: snyk container test shop",
        "uses: aquasecurity/trivy-action@0123456789012345678901234567890123456789",
        "uses: anchore/scan-action@0123456789012345678901234567890123456789\nwith: {image: shop}",
      })
  void scansOfImagesAreKnownByWhatRunsThem(String step) {
    assertThat(told("a.yml", MAIN + job(step)))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("scan-on-main-only: ");
    assertThat(told("a.yml", MAIN + job(step), "b.yml", PULL + job(step))).isEmpty();
    assertThat(told("a.yml", PULL + job(step))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run: echo trivy image shop",
        "run: '# trivy image shop'",
        "run: trivy --version",
        "run: trivy image --download-db-only",
        "run: trivy image --download-java-db-only",
        "uses: snyk/actions/setup@0123456789012345678901234567890123456789",
        "run: trivy image --format cyclonedx shop",
        "run: trivy config .",
        "run: apt-get install trivy grype",
        "run: grype db update",
        "run: trivy image shop\nshell: pwsh",
        "name: trivy image",
        "uses: aquasecurity/setup-trivy@0123456789012345678901234567890123456789",
      })
  void whatOnlyNamesAScannerIsNone(String step) {
    assertThat(told("a.yml", MAIN + job(step))).isEmpty();
  }

  @Test
  void theCommandItselfIsUnderlinedHoweverItIsQuoted() {
    assertThat(
            told(
                "a.yml",
                MAIN
                    + job(
                        "run: |\n  # é\n  set -e\n  trivy image \\\n    \"$IMAGE\"\n  echo done")))
        .containsExactly("scan-on-main-only: trivy image \\\n            \"$IMAGE\"");
    assertThat(told("a.yml", (MAIN + job("run: |\n  true\n  trivy image a")).replace("\n", "\r\n")))
        .containsExactly("scan-on-main-only: trivy image a");
    assertThat(told("a.yml", MAIN + job("run: \"true; trivy image \\\"a\\\" b\"")))
        .containsExactly("scan-on-main-only: trivy image \\\"a\\\" b");
    assertThat(told("a.yml", MAIN + job("run: 'true; trivy image ''a'' b'")))
        .containsExactly("scan-on-main-only: trivy image ''a'' b");
    assertThat(told("a.yml", MAIN + job("run: trivy image a:${{ github.sha }} b")))
        .containsExactly("scan-on-main-only: trivy image a:${{ github.sha }} b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "on: push                                                        | false",
        "on: {push: {branches: ['feature/**', main]}}                    | false",
        "on: {push: {branches-ignore: [docs]}}                           | false",
        "on: {push: {branches: [main, 'release-*']}}                     | true",
        "on: {push: {branches: main}}                                    | true",
        "on: {push: {tags: ['v*']}}                                      | false",
        "on: {push: {branches: [main]}, merge_group: {}}                 | false",
        "on: {push: {branches: [main]}, pull_request_target: {}}         | false",
        "on: {push: {branches: [main]}, workflow_dispatch: {}}           | true",
        "on: [workflow_dispatch]                                         | false",
      })
  void triggersSayWhetherAChangeIsScannedBeforeItIsMerged(String on, boolean late) {
    assertThat(told("a.yml", on.strip() + "\n" + job("run: trivy image shop")).isEmpty())
        .isEqualTo(!late);
  }

  @Test
  void whatIsCalledRunsWhenItsCallersDo() {
    String called = "on: workflow_call\n" + job("run: trivy image shop");
    String calls = "jobs: {a: {uses: ./.github/workflows/scan.yml}}\n";
    assertThat(told("scan.yml", called, "main.yml", MAIN + calls)).hasSize(1);
    assertThat(told("scan.yml", called, "main.yml", MAIN + calls, "pr.yml", PULL + calls))
        .isEmpty();
    String action =
        "name: scan\nruns:\n  using: composite\n  steps:\n    - run: trivy image a\n      shell:"
            + " bash\n";
    assertThat(
            told(
                ".github/actions/scan/action.yml",
                action,
                "main.yml",
                MAIN + job("uses: ./.github/actions/scan")))
        .containsExactly("scan-on-main-only: trivy image a");
    assertThat(
            told(
                "build.yml", "name: build\n" + PULL + job("run: make"),
                "scan.yml",
                    "on: {workflow_run: {workflows: [build]}, push: {branches: [main]}}\n"
                        + job("run: trivy image a")))
        .isEmpty();
    assertThat(
            told(
                "nightly.yml", WEEKLY + job("run: gh workflow run scan.yml --ref main"),
                "scan.yml", MAIN + PULL.replace("on", "x") + job("run: trivy image a"),
                "pr.yml", PULL + job("run: trivy image --ignore-unfixed a")))
        .as("a script starts the full scan every week")
        .isEmpty();
  }

  @Test
  void gitlabsJobsAreTakenTogetherWithWhatTheyExtend() {
    String job =
        ".scan:\n  script:\n    - trivy image a\n.main:\n  rules:\n    - if: $CI_COMMIT_BRANCH =="
            + " $CI_DEFAULT_BRANCH\nscan:\n  extends: [.scan, .main]\n";
    assertThat(told(".gitlab-ci.yml", job)).containsExactly("scan-on-main-only: trivy image a");
    assertThat(told(".gitlab-ci.yml", job + "again:\n  extends: .scan\n  only: [merge_requests]\n"))
        .isEmpty();
    assertThat(told(".gitlab-ci.yml", "a:\n  script: [trivy image a]\n"))
        .as("without rules a job runs for every branch")
        .isEmpty();
    assertThat(
            told(
                ".gitlab-ci.yml",
                "workflow:\n  rules:\n    - if: $CI_COMMIT_BRANCH == \"main\"\n"
                    + "a:\n  script: trivy image a\n"))
        .hasSize(1);
    assertThat(
            told(
                ".gitlab-ci.yml", "include: [{local: /.gitlab/ci/scan.yml}]\na: {script: [x]}\n",
                ".gitlab/ci/scan.yml", "b:\n  only: [main]\n  script: [[trivy image a]]\n"))
        .containsExactly("scan-on-main-only: trivy image a");
    assertThat(
            told(
                ".gitlab-ci.yml",
                "include: [{project: a/b, file: c.yml}]\n"
                    + "b:\n  only: [main]\n  script: [trivy image a]\n"))
        .as("what is included may scan as well")
        .isEmpty();
    assertThat(
            told(
                ".gitlab-ci.yml",
                "include: [{template: Jobs/Container-Scanning.gitlab-ci.yml}]\n"
                    + "b:\n  only: [main]\n  script: [trivy image a]\n"))
        .isEmpty();
  }
}
