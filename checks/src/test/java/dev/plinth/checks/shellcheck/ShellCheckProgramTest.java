package dev.plinth.checks.shellcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.lint.Linter;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.findings.Fix;
import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellCheckProgramTest {
  @TempDir Path folder;

  private static DockerfileFacts facts(String text) {
    return new DockerfileFacts(
        Build.of(DockerfileParser.parse(SourceText.of(text))), RuleSettings.NONE, null);
  }

  /** A program that prints that, whatever it is given. */
  private ShellCheckProgram printing(String output, int exit) throws IOException {
    Path program = folder.resolve("shellcheck");
    assumeThat(Files.isExecutable(Path.of("/bin/sh"))).as("there is a shell").isTrue();
    Files.writeString(folder.resolve("answer"), output);
    Files.writeString(
        program, "#!/bin/sh\ncat > \"$0.input\"\ncat \"${0%/*}/answer\"\nexit " + exit + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new ShellCheckProgram(program);
  }

  private static String comment(int line, int column, int endColumn, String fix) {
    return """
    {"comments":[{"file":"-","line":%d,"endLine":%d,"column":%d,"endColumn":%d,
     "level":"info","code":9999,"message":"Say something.","fix":%s}]}\
    """
        .formatted(line, line, column, endColumn, fix);
  }

  @Test
  void placesAreExactThroughContinuationsAndLettersOfSeveralBytes() throws IOException {
    String text = "FROM a\nARG v\nRUN é \\\n  # note\n  $v x\n";
    String fix =
        """
        {"replacements":[
          {"line":2,"endLine":2,"column":5,"endColumn":5,"replacement":"\\""},
          {"line":2,"endLine":2,"column":7,"endColumn":7,"replacement":"\\""}]}\
        """;
    List<Linter.Hit> hits = printing(comment(2, 5, 7, fix), 1).check(facts(text));
    assertThat(hits).hasSize(1);
    Linter.Hit hit = hits.getFirst();
    SourceText source = SourceText.of(text);
    assertThat(source.text(hit.hit().span())).isEqualTo("$v");
    assertThat(RuleNames.id(hit.rule())).isEqualTo("shellcheck");
    assertThat(hit.hit().message()).isEqualTo("Say something");
    assertThat(hit.hit().subject()).isEqualTo("SC9999");
    Fix.Edits edits = (Fix.Edits) hit.hit().fix();
    assertThat(edits).isNotNull();
    assertThat(edits.edits()).hasSize(2);
    assertThat(edits.edits().getFirst().start()).isEqualTo(hit.hit().span().start());
    assertThat(edits.edits().getLast().start()).isEqualTo(hit.hit().span().end());
    assertThat(Files.readString(folder.resolve("shellcheck.input")))
        .isEqualTo("export v=\"$0\"\né   $v x\n");
  }

  @Test
  void placesThatAreNoneAreLeftOut() throws IOException {
    String text = "FROM a\nRUN x\n";
    for (int[] place : new int[][] {{1, 1, 2}, {9, 1, 2}, {2, 0, 2}, {2, 3, 99}, {2, 2, 1}}) {
      assertThat(printing(comment(place[0], place[1], place[2], "null"), 1).check(facts(text)))
          .isEmpty();
    }
    assertThat(printing("{\"comments\":[{}, 3]}", 1).check(facts(text))).isEmpty();
  }

  @Test
  void aProgramThatFailsIsNoCleanFile() throws IOException {
    DockerfileFacts facts = facts("FROM a\nRUN x\n");
    ShellCheckProgram exits = printing("{\"comments\":[]}", 4);
    assertThatThrownBy(() -> exits.check(facts))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-SHELLCHECK-FAILED"))
        .hasMessageContaining("exit code 4");
    ShellCheckProgram other = printing("Hello", 0);
    assertThatThrownBy(() -> other.check(facts)).hasMessageContaining("no JSON");
    ShellCheckProgram none = new ShellCheckProgram(folder.resolve("none"));
    assertThatThrownBy(() -> none.check(facts)).isInstanceOf(PlinthException.class);
  }

  @Test
  void othersLanguagesAreNotGiven() throws IOException {
    ShellCheckProgram program = printing(comment(2, 1, 2, "null"), 1);
    assertThat(program.check(facts("FROM a\nSHELL [\"powershell\"]\nRUN x\nRUN [\"x\"]\n")))
        .isEmpty();
  }

  @Test
  void theInstalledOneSpeaksAsExpected() {
    ShellCheckProgram program;
    try {
      program = ShellCheckProgram.find();
    } catch (PlinthException e) {
      assumeThat(false).as("no shellcheck is installed").isTrue();
      return;
    }
    String text = "FROM a\nRUN x && \\\n    echo $(y)\n";
    List<Linter.Hit> hits = program.check(facts(text));
    assertThat(hits).extracting(hit -> hit.hit().subject()).contains("SC2046");
    Linter.Hit hit =
        hits.stream()
            .filter(each -> each.hit().subject().equals("SC2046"))
            .findFirst()
            .orElseThrow();
    assertThat(SourceText.of(text).text(hit.hit().span())).isEqualTo("$(y)");
    assertThat(RuleNames.id(hit.rule())).isEqualTo("unquoted-substitution");
  }
}
