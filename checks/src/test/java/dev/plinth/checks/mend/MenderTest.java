package dev.plinth.checks.mend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.lint.LintedFile;
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
}
