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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Fuzz target: all rules, over files that differ from those of their pages in a few places. */
public class LintFuzzTest {
  private static final List<Rule> RULES = Rules.all();
  private static final Pattern BLOCK = Pattern.compile("(?s)```dockerfile\n(.*?)```");

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

  private static List<byte[]> seeds() throws IOException {
    Path root = Path.of(System.getProperty("plinth.root", "."));
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> pages = Files.list(root.resolve("docs/rules"));
        Stream<Path> files =
            Files.list(root.resolve("dockerfile/src/test/resources/fuzz/dockerfile"))) {
      for (Path page : pages.sorted().toList()) {
        Matcher blocks = BLOCK.matcher(Files.readString(page));
        while (blocks.find()) {
          seeds.add(blocks.group(1).getBytes(StandardCharsets.UTF_8));
        }
      }
      for (Path file : files.sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
    }
    return seeds;
  }

  @Test
  void no_rule_fails_on_changed_examples() throws IOException {
    List<byte[]> seeds = seeds();
    assertThat(seeds).hasSizeGreaterThan(200);
    seeds.forEach(LintFuzzTest::fuzzerTestOneInput);
    Seeds.mutate(seeds, Integer.getInteger("plinth.rounds", 600), LintFuzzTest::fuzzerTestOneInput);
  }
}
