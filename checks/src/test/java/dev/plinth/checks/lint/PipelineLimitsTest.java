package dev.plinth.checks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files of less than a megabyte that would keep a reader busy for minutes or hours. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PipelineLimitsTest {
  private static final String STEPS = "jobs:\n  a:\n    runs-on: a\n    steps:\n";

  private static List<String> unread(String path, String text) {
    return PipelineExamples.lint(Map.of(path, text)).getFirst().unchecked();
  }

  private static String jobs(int count, String job) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append('j').append(i).append(": ").append(job).append('\n');
    }
    return text.toString();
  }

  @Test
  void longScriptsThatAreRepeatedOften() {
    String script = "\"" + "a;".repeat(200_000) + "\"\n";
    assertThat(
            unread(
                ".github/workflows/a.yml",
                "on: push\nx: &s " + script + STEPS + "      - run: *s\n".repeat(19_000)))
        .singleElement()
        .asString()
        .contains("was not looked into");
    assertThat(unread(".gitlab-ci.yml", ".x: &s " + script + jobs(15_000, "{script: *s}")))
        .singleElement()
        .asString()
        .contains("was not looked into");
  }

  @Test
  void variablesWithinThousandsOfVariables() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append(i % 500 == 0 ? "---\nvariables:\n" : "").append("  v").append(i).append(": 1\n");
    }
    text.append(jobs(10_000, "{script: trivy image a, variables: {a: b}}"));
    assertThat(unread(".gitlab-ci.yml", text.toString())).isEmpty();
  }

  @Test
  void namesOfImagesThatAreNone() {
    assertThat(unread(".gitlab-ci.yml", "a: {image: \"" + "$".repeat(900_000) + "\"}\n")).isEmpty();
    assertThat(
            unread(
                ".gitlab-ci.yml",
                ".x: &s \"" + "$a".repeat(200_000) + "\"\n" + jobs(15_000, "{image: *s}")))
        .isEmpty();
  }

  @Test
  void manyNamesThatAreMergedInEverywhere() {
    StringBuilder text = new StringBuilder(".b: &b\n");
    for (int i = 0; i < 20_000; i++) {
      text.append("  k").append(i).append(": 1\n");
    }
    assertThat(unread(".gitlab-ci.yml", text + jobs(14_000, "{<<: *b, script: x}"))).isEmpty();
  }

  @Test
  void rulesThatRepeatOneAnother() {
    StringBuilder text = new StringBuilder(".r0: &r0 [{if: $A}]\n");
    for (int i = 1; i < 9; i++) {
      text.append(".r%d: &r%d [%s]\n".formatted(i, i, ("*r" + (i - 1) + ", ").repeat(60)));
    }
    text.append("a: {rules: *r8, script: x}\n");
    assertThat(unread(".gitlab-ci.yml", text.toString())).isEmpty();
  }
}
