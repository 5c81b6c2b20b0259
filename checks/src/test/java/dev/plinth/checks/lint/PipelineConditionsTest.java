package dev.plinth.checks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.findings.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions of jobs and steps, and what stands elsewhere: when something really runs. */
class PipelineConditionsTest {
  private static final String BOTH = "on: {push: {branches: [main]}, pull_request: {}}\n";

  private static List<String> told(String... pathsAndTexts) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    List<String> told = new ArrayList<>();
    for (LintedFile file : PipelineExamples.lint(files)) {
      assertThat(file.unchecked()).as(file.name()).isEmpty();
      for (Finding finding : file.findings()) {
        told.add(
            (finding.severity().equals(dev.plinth.findings.Level.INFO.severity()) ? "info " : "")
                + finding.id());
      }
    }
    return told;
  }

  private static List<String> github(String workflow) {
    return told(".github/workflows/a.yml", workflow);
  }

  private static String job(String condition, String step) {
    return "jobs:\n  a:\n    runs-on: self-hosted\n    steps:\n      - run: "
        + step
        + "\n        if: "
        + condition
        + "\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "github.event_name != 'pull_request'                                   ; true",
        "${{ github.event_name == 'push' }}                                    ; true",
        "\"!(github.event_name == 'pull_request')\"                            ; true",
        "always() && github.event_name == 'push'                               ; true",
        "github.ref == 'refs/heads/main'                                       ; true",
        "github.ref == format('refs/heads/{0}', github.event.repository.default_branch) ; true",
        "github.ref_name == github.event.repository.default_branch             ; true",
        "${{ 'refs/heads/main' == github.ref }}                                ; true",
        "startsWith(github.ref, 'refs/heads/release')                          ; true",
        "github.event_name == 'pull_request'                                   ; false",
        "github.event_name == 'push' || github.event_name == 'pull_request'    ; false",
        "github.event_name == 'push' || inputs.scan                            ; false",
        "always()                                                              ; false",
        "github.actor != 'dependabot[bot]'                                     ; false",
        "github.event_name == (                                                ; false",
        "contains(github.ref, 'main')                                          ; false",
      })
  void conditionsSayWhetherAChangeIsScannedBeforeItIsMerged(String condition, boolean late) {
    String plain = BOTH + job(condition.strip(), "trivy image shop");
    assertThat(github(plain)).isEqualTo(late ? List.of("scan-on-main-only") : List.of());
  }

  @Test
  void aMergeQueueIsBeforeTheMerge() {
    assertThat(
            github(
                "on: {push: {branches: [main]}, pull_request: {}, merge_group: {}}\n"
                    + job("github.event_name != 'pull_request'", "trivy image shop")))
        .isEmpty();
    assertThat(
            github(
                "on: {push: {branches: [main]}, pull_request: {types: [closed]}}\n"
                    + job("always()", "trivy image shop")))
        .as("what is closed is merged")
        .containsExactly("scan-on-main-only");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "github.event_name == 'pull_request'              ; false",
        "github.event_name == 'release'                   ; true",
        "\"!startsWith(github.ref, 'refs/tags/')\"        ; false",
        "startsWith(github.ref, 'refs/tags/v')            ; true",
        "github.ref_type == 'tag'                         ; true",
        "github.ref_type != 'tag'                         ; false",
      })
  void conditionsSayWhetherABuildIsOneOfARelease(String condition, boolean release) {
    String on = "on: {pull_request: {}, release: {types: [published]}}\n";
    List<String> told = github(on + job(condition.strip(), "docker build ."));
    assertThat(told).isEqualTo(release ? List.of("build-without-pull") : List.of());
    assertThat(github("on: push\n" + job("startsWith(github.ref, 'refs/tags/')", "docker build .")))
        .as("a push of a tag")
        .containsExactly("build-without-pull");
  }

  @Test
  void jobsRunWhenWhatTheyNeedDoes() {
    String jobs =
        "jobs:\n  build:\n    if: github.event_name == 'push'\n    runs-on: a\n    steps: [{run: x}]\n"
            + "  scan:\n    needs: [build]\n%s    runs-on: a\n    steps: [{run: trivy image a}]\n";
    assertThat(github(BOTH + jobs.formatted(""))).containsExactly("scan-on-main-only");
    assertThat(github(BOTH + jobs.formatted("    if: always()\n"))).isEmpty();
    assertThat(
            told(
                ".github/workflows/a.yml",
                BOTH
                    + "jobs: {a: {if: github.event_name == 'push', uses: ./.github/workflows/b.yml}}\n",
                ".github/workflows/b.yml",
                "on: workflow_call\n" + job("always()", "trivy image a")))
        .containsExactly("scan-on-main-only");
  }

  @Test
  void gitlabsSchedulesRunOnABranchAndAreNoPush() {
    String job = "a:\n  rules:\n    - if: %s\n  script: [trivy image a]\n";
    String main = "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH";
    assertThat(
            told(".gitlab-ci.yml", job.formatted("$CI_PIPELINE_SOURCE == \"schedule\" && " + main)))
        .isEmpty();
    assertThat(told(".gitlab-ci.yml", job.formatted("$CI_PIPELINE_SOURCE == \"push\" && " + main)))
        .containsExactly("scan-on-main-only");
    assertThat(
            told(".gitlab-ci.yml", job.formatted("$CI_PIPELINE_SOURCE == \"schedule\" || " + main)))
        .containsExactly("scan-on-main-only");
  }

  @Test
  void gitlabsJobsHaveWhatIsUsualForAll() {
    String build = "b:\n  rules: [{if: $CI_COMMIT_TAG}]\n  script: [docker build .]\n";
    assertThat(told(".gitlab-ci.yml", build)).containsExactly("build-without-pull");
    assertThat(told(".gitlab-ci.yml", "services: ['docker:27-dind']\n" + build))
        .containsExactly("info build-without-pull");
    assertThat(told(".gitlab-ci.yml", "default: {services: [{name: 'docker:27-dind'}]}\n" + build))
        .containsExactly("info build-without-pull");
    assertThat(
            told(
                ".gitlab-ci.yml",
                "default: {before_script: [trivy fs --ignore-unfixed .]}\na: {script: [x]}\n"))
        .containsExactly("ignore-unfixed-everywhere");
  }

  @Test
  void whatGitlabTakesFromElsewhereIsKnown() {
    String main =
        "s:\n  rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]\n  script: [trivy image a]\n";
    String merge = "m:\n  rules: [{if: $CI_PIPELINE_SOURCE == \"merge_request_event\"}]\n";
    String scan = ".t:\n  script: [trivy image a]\n";
    assertThat(told(".gitlab-ci.yml", main + scan + merge + "  script: [x]\n"))
        .containsExactly("scan-on-main-only");
    assertThat(
            told(
                ".gitlab-ci.yml",
                main + scan + merge + "  script:\n    - !reference [.t, script]\n"))
        .isEmpty();
    assertThat(
            told(
                ".gitlab-ci.yml",
                ".r:\n  rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]\n"
                    + "s:\n  rules: [!reference [.r, rules]]\n  script: [trivy image a]\n"))
        .containsExactly("scan-on-main-only");
    for (String trigger :
        List.of(
            "group/other",
            "{project: group/other}",
            "{include: ci/scan.yml}",
            "{include: [{artifact: a.yml, job: b}]}")) {
      assertThat(told(".gitlab-ci.yml", main + "c: {trigger: " + trigger + "}\n"))
          .as(trigger)
          .isEmpty();
    }
    assertThat(
            told(
                ".gitlab-ci.yml",
                "include: [{template: Auto-DevOps.gitlab-ci.yml}]\n"
                    + "s: {script: [trivy image --scanners vuln a]}\n"))
        .isEmpty();
    assertThat(
            told(
                ".gitlab-ci.yml",
                ".v: &v {TRIVY_IGNORE_UNFIXED: 'true'}\n"
                    + "s: {variables: {<<: *v, A: b}, script: [trivy image a]}\n"))
        .as("merged variables")
        .containsExactly("ignore-unfixed-everywhere");
    assertThat(
            told(
                ".gitlab-ci.yml",
                "variables: {A: aquasec/, B: 'trivy:1'}\ns: {image: $A$B, script: [x]}\n"))
        .as("variables side by side")
        .containsExactly("unpinned-scanner-image");
  }
}
