package dev.plinth.checks.lint;

import static dev.plinth.checks.lint.Workflows.MAIN;
import static dev.plinth.checks.lint.Workflows.PULL;
import static dev.plinth.checks.lint.Workflows.files;
import static dev.plinth.checks.lint.Workflows.job;
import static dev.plinth.checks.lint.Workflows.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Pipelines of GitHub and GitLab, judged together: what is set aside, what is not known, and what
 * cannot be read.
 */
class PipelineLintTest {
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
