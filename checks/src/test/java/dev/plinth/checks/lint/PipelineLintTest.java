package dev.plinth.checks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pipelines of GitHub and GitLab, judged together: what is told of them, where, and what is not.
 */
class PipelineLintTest {
  private static final String MAIN = "on: {push: {branches: [main]}}\n";
  private static final String PULL = "on: [pull_request]\n";
  private static final String WEEKLY = "on:\n  schedule: [{cron: '1 1 * * 1'}]\n";

  private static String job(String... steps) {
    StringBuilder text = new StringBuilder("jobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n");
    for (String step : steps) {
      text.append("      - ").append(step.replace("\n", "\n        ")).append('\n');
    }
    return text.toString();
  }

  private static Map<String, String> files(String... namesAndTexts) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      String name = namesAndTexts[i];
      files.put(
          name.contains("/") || name.startsWith(".") ? name : ".github/workflows/" + name,
          namesAndTexts[i + 1]);
    }
    return files;
  }

  /** Each finding as rule, level, and the text that is underlined. */
  private static List<String> told(Map<String, String> files) {
    List<String> told = new ArrayList<>();
    for (LintedFile file : PipelineExamples.lint(files)) {
      assertThat(file.unchecked()).as(file.name()).isEmpty();
      for (Finding finding : file.findings()) {
        Location.InFile at = (Location.InFile) finding.locations().getFirst();
        told.add(
            finding.id()
                + ": "
                + file.source().raw().substring((int) at.startByte(), (int) at.endByte()));
      }
    }
    return told;
  }

  private static List<String> told(String... namesAndTexts) {
    return told(files(namesAndTexts));
  }

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
  void whatIsNotKnownIsNotHeldAgainstAnybody() {
    String scan = MAIN + job("run: trivy image --ignore-unfixed --scanners vuln shop");
    assertThat(told("a.yml", scan)).hasSize(3);
    String others =
        "jobs: {a: {uses: 'org/ci/.github/workflows/scan.yml@"
            + "0123456789012345678901234567890123456789'}}\n";
    assertThat(told("a.yml", scan, "b.yml", "on: [pull_request, schedule]\n" + others)).isEmpty();
    assertThat(PipelineExamples.lint(files("a.yml", scan), false).getFirst().findings())
        .as("nobody knows the other files")
        .isEmpty();
  }

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "docker build -t a .                        | true",
        "docker build --pull -t a .                 | false",
        "docker build --pull=false .                | true",
        "docker image build .                       | true",
        "docker buildx build -t ${{ env.A }} .      | true",
        "docker buildx bake --set '*.pull=true'     | false",
        "docker compose -f a.yml build              | true",
        "docker-compose build --pull                | false",
        "podman build .                             | true",
        "buildah bud .                              | true",
        "buildah bud --pull-always .                | false",
        "docker build $ARGUMENTS .                  | false",
        "docker push a                              | false",
        "docker --context a build .                 | true",
        "docker compose run --rm build              | false",
        "docker-compose run build make              | false",
        "docker-compose -p build up                 | false",
        "echo docker build .                        | false",
      })
  void scheduledBuildsAskForTheBase(String command, boolean told) {
    String step = "run: " + command.strip();
    assertThat(told("a.yml", WEEKLY + job(step)).isEmpty()).isEqualTo(!told);
    assertThat(told("a.yml", "on: release\n" + job(step)).isEmpty()).isEqualTo(!told);
    assertThat(told("a.yml", PULL + job(step))).isEmpty();
  }

  @Test
  void aBuilderOfItsOwnAsksAnyway() {
    String pinned = "@0123456789012345678901234567890123456789";
    String build = "uses: docker/build-push-action" + pinned;
    assertThat(told("a.yml", WEEKLY + job(build))).hasSize(1);
    assertThat(told("a.yml", WEEKLY + job(build + "\nwith: {pull: true}"))).isEmpty();
    assertThat(told("a.yml", WEEKLY + job("uses: docker/setup-buildx-action" + pinned, build)))
        .isEmpty();
    assertThat(
            told(
                "a.yml",
                WEEKLY + job("run: docker buildx create --use", "run: docker buildx build .")))
        .isEmpty();
    // docker build has the builder that comes with Docker, unless it is told to use Buildx's.
    String setUp = "uses: docker/setup-buildx-action" + pinned;
    assertThat(told("a.yml", WEEKLY + job(setUp, "run: docker build ."))).hasSize(1);
    assertThat(
            told("a.yml", WEEKLY + job(setUp + "\nwith: {install: true}", "run: docker build .")))
        .isEmpty();
    assertThat(
            told("a.yml", WEEKLY + job("run: docker buildx create --use", "run: podman build .")))
        .hasSize(1);
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

  @Test
  void commentsSetFindingsAside() {
    String text =
        PULL
            + "jobs:\n  a:\n    steps:\n"
            + "      # plinth: ignore=unpinned-action reason=\"ours\"\n"
            + "      - name: x\n        uses: a/b@v1\n"
            + "      - uses: a/b@v2 # zizmor: ignore[unpinned-uses] trusted\n"
            + "      - uses: a/b@v3\n"
            + "      - run: |\n"
            + "          # plinth: ignore=ignore-unfixed-everywhere reason=gate\n"
            + "          trivy image --ignore-unfixed a\n"
            + "# plinth: ignore-file=secret-scan-off reason=none\n";
    LintedFile file = PipelineExamples.lint(files("a.yml", text)).getFirst();
    assertThat(file.findings()).extracting(f -> f.subject().name()).containsExactly("a/b #3");
    assertThat(file.silenced())
        .extracting(LintedFile.Silenced::reason)
        .containsExactly("ours", "trusted", "gate");
    assertThat(file.notices()).extracting(LintedFile.Notice::line).containsExactly(13);
  }

  @Test
  void whatIsBrokenIsSaidAndNothingThrows() {
    for (String text :
        List.of(
            "a: [",
            "jobs: {a: {steps: &x [*x]}}",
            "\0",
            "- a",
            "on: [[x]]",
            "jobs: [a]",
            "jobs: {a: {steps: [{run: [a]}, {uses: [b]}, x, {run: 'trivy image $('}]}}",
            "a: &a {extends: a, script: *b}",
            "\"\\ud800\": x",
            "a: !x {script: !reference [.a, b]}",
            "jobs: {a: {steps: [{run: \"\\x74rivy image a\"}]}}")) {
      for (String path : List.of(".github/workflows/a.yml", ".gitlab-ci.yml", "action.yml")) {
        List<LintedFile> files = PipelineExamples.lint(Map.of(path, text));
        assertThat(files).hasSize(1);
      }
    }
    assertThat(PipelineExamples.lint(files("a.yml", "a: [")).getFirst().unchecked())
        .singleElement()
        .asString()
        .contains("line");
    String lengthy = "jobs: {a: {steps: [{run: '" + "x".repeat(1 << 20) + "'}]}}";
    assertThat(PipelineExamples.lint(files("a.yml", lengthy)).getFirst().unchecked()).hasSize(1);
  }

  @Test
  void repeatedPartsDoNotMultiply() {
    StringBuilder text = new StringBuilder("x: &s\n");
    text.append("  - run: trivy image --ignore-unfixed a\n".repeat(1_000));
    text.append(PULL).append("jobs:\n");
    for (int i = 0; i < 3_000; i++) {
      text.append("  j").append(i).append(": {steps: *s}\n");
    }
    LintedFile file = PipelineExamples.lint(files("a.yml", text.toString())).getFirst();
    assertThat(file.findings()).hasSize(1_000);
    assertThat(file.unchecked()).singleElement().asString().contains("more steps");
  }

  @Test
  void mergesThatAskForBillionsAreNotFollowed() {
    StringBuilder text = new StringBuilder("m0: &m0 {a: b}\n");
    for (int i = 1; i < 15; i++) {
      String before = "*m" + (i - 1);
      text.append(
          "m%d: &m%d {<<: [%s, %s, %s, %s]}\n".formatted(i, i, before, before, before, before));
    }
    text.append("jobs: {a: *m14}\n");
    for (String each : List.of(text.toString(), "jobs: {a: &a {<<: *a}}\n")) {
      assertThat(PipelineExamples.lint(files("a.yml", each)).getFirst().unchecked())
          .singleElement()
          .asString()
          .contains("merges");
    }
    assertThat(
            told(
                ".gitlab-ci.yml",
                ".a: &a {script: [trivy image a]}\nb: {<<: *a, only: [main]}\n"
                    + "c: {extends: [c, d], script: [x]}\nd: {extends: c, script: [x]}\n"))
        .as("a few are, and circles end")
        .containsExactly("scan-on-main-only: trivy image a");
  }
}
