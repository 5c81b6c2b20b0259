package dev.plinth.checks.mend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.lint.LintedFile;
import dev.plinth.checks.lint.RuleExamples;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class MenderTest {
  private static Mended mend(Safety most, String text, String... only) {
    FileLint lint = new FileLint(LintSettings.NONE);
    return new Mender(most, Set.of(only))
        .mend(
            text.getBytes(StandardCharsets.ISO_8859_1),
            bytes -> lint.lint("Dockerfile", bytes, null, Map.of()));
  }

  @Test
  void safe_changes_are_made_and_others_left() {
    Mended mended =
        mend(
            Safety.SAFE,
            "from debian:12\nEXPOSE 80/TCP\nRUN apt install -y --no-install-recommends curl\n");
    assertThat(mended.after().raw())
        .isEqualTo(
            "FROM debian:12\nEXPOSE 80/tcp\nRUN apt-get install -y --no-install-recommends curl\n");
    assertThat(mended.applied())
        .extracting(Mended.Applied::rule)
        .containsExactly("keyword-case", "port-protocol-case", "apt-in-script");
  }

  @Test
  void only_the_rules_asked_for_are_at_work() {
    Mended mended =
        mend(Safety.REVIEW, "from debian:12\nEXPOSE 80/TCP\nRUN true\n", "port-protocol-case");
    assertThat(mended.after().raw()).isEqualTo("from debian:12\nEXPOSE 80/tcp\nRUN true\n");
  }

  @Test
  void bytes_that_no_change_covers_stay() {
    String odd =
        "\u00ef\u00bb\u00bf# \u00ff\u0000\r\n\r\nFROM debian:12\r\nexpose 80/TCP \\\r\n  # \u00fe\r\n  81";
    assertThat(mend(Safety.SAFE, odd).after().raw())
        .isEqualTo(odd.replace("expose", "EXPOSE").replace("TCP", "tcp"));
  }

  @Test
  void changes_in_one_place_follow_one_another() {
    Mended mended =
        mend(
            Safety.REVIEW,
            "FROM debian:12\nRUN apt-get update && apt-get install curl\nUSER 10001\n",
            "missing-yes",
            "recommended-packages",
            "apt-lists-kept");
    assertThat(mended.after().raw())
        .contains("apt-get install --no-install-recommends -y curl")
        .contains("rm -rf /var/lib/apt/lists/*");
    assertThat(mended.applied()).hasSize(3);
  }

  /** A linter that finds each {@code x} and proposes that for it. */
  private static Function<byte[], LintedFile> finding(
      String what, IntFunction<List<TextEdit>> edits) {
    return bytes -> {
      SourceText source = SourceText.of(bytes);
      List<Finding> findings = new ArrayList<>();
      for (int at = source.raw().indexOf(what); at >= 0; at = source.raw().indexOf(what, at + 1)) {
        findings.add(
            new Finding(
                "some-rule",
                Finding.Kind.LINT,
                Severity.LOW,
                "plinth",
                "an " + what,
                new Subject(what, "", null, "f"),
                List.of(new Location.InFile("f", source.line(at), 1, 1, 2, at, at + 1)),
                Finding.Owner.OURS,
                List.of(),
                new Fix.Edits("take it away", Safety.SAFE, edits.apply(at)),
                List.of(),
                null));
      }
      return new LintedFile(
          "f", source, findings, List.of(), List.of(), List.of(), List.of(), Map.of());
    };
  }

  private static Mended mend(String text, Function<byte[], LintedFile> lint) {
    return new Mender(Safety.SAFE, Set.of()).mend(text.getBytes(StandardCharsets.UTF_8), lint);
  }

  @Test
  void a_change_that_leaves_its_finding_is_refused() {
    Mended mended =
        mend("FROM a\nRUN x\n", finding("x", at -> List.of(new TextEdit(at, at + 1, "xx"))));
    assertThat(mended.changed()).isFalse();
    assertThat(mended.after().raw()).isEqualTo("FROM a\nRUN x\n");
    assertThat(mended.refused())
        .containsExactly(
            new Mended.Refused("some-rule", 2, "take it away", "the finding would stay"));
  }

  @Test
  void a_change_that_touches_other_instructions_is_refused() {
    // The backslash makes the next line part of this one.
    Mended mended =
        mend(
            "FROM a\nRUN x\nUSER 1\n",
            finding("x", at -> List.of(new TextEdit(at, at + 1, "y \\"))));
    assertThat(mended.changed()).isFalse();
    assertThat(mended.refused().getFirst().reason())
        .isEqualTo("the USER in line 3 would change with it");
  }

  @Test
  void what_the_builder_would_refuse_is_not_made() {
    Mended mended =
        mend(
            "FROM a\nEXPOSE x\n",
            finding("EXPOSE x", at -> List.of(new TextEdit(at, at + 8, "EXPO y"))));
    assertThat(mended.changed()).isFalse();
    assertThat(mended.refused().getFirst().reason())
        .isEqualTo("the builder would refuse what comes out");
  }

  @Test
  void one_that_fails_does_not_cost_the_others() {
    Mended mended =
        mend(
            "FROM a\nRUN x\nRUN xx\n",
            finding("x", at -> List.of(new TextEdit(at, at + 1, at > 13 ? "y \\" : "y"))));
    assertThat(mended.after().raw()).startsWith("FROM a\nRUN y\n");
    assertThat(mended.applied()).isNotEmpty();
  }

  @Test
  void changes_that_reach_beyond_the_file_are_left() {
    assertThat(
            mend("FROM a\nRUN x\n", finding("x", at -> List.of(new TextEdit(at, at + 99, ""))))
                .changed())
        .isFalse();
  }

  @Test
  void a_comment_that_silences_what_is_deleted_goes_with_it() {
    String text =
        """
        FROM debian:12
        # Starts it.
        # plinth: ignore=shell-form-command reason="a test"
        # hadolint ignore=DL3025
        CMD nginx -g "daemon off;"
        CMD nginx -T && true
        """;
    Mended mended = mend(Safety.SAFE, text, "repeated-instruction");
    assertThat(mended.after().raw())
        .isEqualTo("FROM debian:12\n# Starts it.\nCMD nginx -T && true\n");
    assertThat(mended.result().silenced()).isEmpty();
    assertThat(mended.result().findings()).extracting(Finding::id).contains("shell-form-command");
  }

  @Test
  void no_comment_comes_to_silence_another_instruction() {
    // Prose stands between: the comment would stay, and set the later CMD's finding aside.
    String text =
        """
        FROM debian:12
        # plinth: ignore=shell-form-command reason="a test"
        # Starts it.
        CMD nginx -g "daemon off;"
        CMD nginx -T && true
        """;
    Mended mended = mend(Safety.SAFE, text, "repeated-instruction");
    assertThat(mended.changed()).isFalse();
    assertThat(mended.refused())
        .extracting(Mended.Refused::reason)
        .containsExactly("a comment would then set shell-form-command aside elsewhere");
  }

  @Test
  void what_is_left_after_so_many_passes_is_said() {
    // Each change covers all of the file, so that one is made at a time.
    Function<byte[], LintedFile> lint =
        bytes -> {
          int length = bytes.length;
          return finding(
                  "x",
                  at ->
                      List.of(
                          new TextEdit(
                              0, length, new String(bytes, 0, length - 1, StandardCharsets.UTF_8))))
              .apply(bytes);
        };
    assertThat(mend("FROM a\nRUN " + "x".repeat(90), lint).whole()).isTrue();
    Mended mended = mend("FROM a\nRUN " + "x".repeat(150), lint);
    assertThat(mended.whole()).isFalse();
    assertThat(mended.applied()).hasSize(100);
  }

  @Test
  void files_side_by_side_come_out_as_they_do_alone() throws Exception {
    FileLint lint = new FileLint(LintSettings.NONE);
    List<FileLint.Input> inputs = new ArrayList<>();
    for (byte[] each : RuleExamples.all()) {
      inputs.add(new FileLint.Input("Dockerfile", SourceText.of(each), null, Map.of()));
    }
    List<Mender.Outcome> outcomes = new Mender(Safety.REVIEW, Set.of()).mend(inputs, lint);
    assertThat(outcomes).hasSameSizeAs(inputs);
    int changed = 0;
    for (int i = 0; i < inputs.size(); i++) {
      Mended together = outcomes.get(i).mended();
      Mended alone = mend(Safety.REVIEW, inputs.get(i).source().raw());
      assertThat(together).isNotNull();
      assertThat(together.after().raw()).isEqualTo(alone.after().raw());
      assertThat(together.applied()).isEqualTo(alone.applied());
      assertThat(together.refused()).isEqualTo(alone.refused());
      changed += alone.changed() ? 1 : 0;
    }
    assertThat(changed).isGreaterThan(50);
  }
}
