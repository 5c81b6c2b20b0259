package dev.plinth.checks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.catalog.Rules;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.Seeds;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.parse.DockerfileParser;
import dev.plinth.findings.Fix;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fuzz target: all rules, over files that differ from those of their pages in a few places. */
public class LintFuzzTest {
  private static final List<Rule> RULES = Rules.all();

  public static void fuzzerTestOneInput(byte[] data) {
    Build build = Build.of(DockerfileParser.parse(SourceText.of(data)));
    DockerfileFacts facts = new DockerfileFacts(build, RuleSettings.NONE, null);
    for (Linter.Hit hit : Linter.run(facts, RULES)) {
      if (hit.hit().span().end() > data.length) {
        throw new AssertionError("a place beyond the file: " + hit);
      }
      if (hit.hit().fix() instanceof Fix.Edits edits) {
        int at = 0;
        for (Fix.TextEdit edit : edits.edits()) {
          if (edit.start() < at || edit.end() < edit.start() || edit.end() > data.length) {
            throw new AssertionError("an edit out of place: " + hit);
          }
          at = edit.end();
        }
      }
    }
  }

  @Test
  void no_rule_fails_on_changed_examples() throws IOException {
    List<byte[]> seeds = RuleExamples.all();
    assertThat(seeds).hasSizeGreaterThan(200);
    seeds.forEach(LintFuzzTest::fuzzerTestOneInput);
    Seeds.mutate(seeds, Integer.getInteger("plinth.rounds", 600), LintFuzzTest::fuzzerTestOneInput);
  }
}
