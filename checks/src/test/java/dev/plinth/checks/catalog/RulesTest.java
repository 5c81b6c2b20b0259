package dev.plinth.checks.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.ci.CiRule;
import dev.plinth.checks.lint.Examples;
import dev.plinth.checks.lint.Linter;
import dev.plinth.checks.lint.PipelineExamples;
import dev.plinth.checks.lint.RuleExamples;
import dev.plinth.checks.mend.MendExample;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.checks.shell.Shellcheck;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Level;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every rule: its class, its names, its page, and the page's examples. */
class RulesTest {
  private static final Path PAGES = Path.of("..", "docs", "rules");
  private static final boolean APPROVE = Boolean.getBoolean("plinth.approve");

  @Test
  void idsAreUniqueAndAreTheClassesNames() {
    Set<String> seen = new HashSet<>();
    for (Rule rule : Rules.all()) {
      RuleCard info = RuleCard.annotated(rule);
      assertThat(info.id()).isEqualTo(RuleNames.id(rule)).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
      assertThat(seen.add(info.id())).as(info.id()).isTrue();
      assertThat(Modifier.isFinal(rule.getClass().getModifiers())).as(info.id()).isTrue();
      assertThat(info.title()).as(info.id()).doesNotEndWith(".").hasSizeBetween(8, 90);
      for (String alias : info.aliases()) {
        assertThat(alias)
            .matches("(hadolint|buildkit|shellcheck|trivy|checkov|dockle|zizmor):\\S+");
      }
    }
  }

  @Test
  void theListsAreThoseOfTheAnnotations() {
    for (Rule rule : Rules.all()) {
      assertThat(Rules.standard().contains(rule) || PipelineRules.all().contains(rule))
          .as(RuleNames.id(rule))
          .isEqualTo(RuleCard.annotated(rule).standard());
      assertThat(PipelineRules.all().contains(rule))
          .as(RuleNames.id(rule))
          .isEqualTo(rule instanceof CiRule);
    }
  }

  @TestFactory
  Stream<DynamicTest> thePagesExamplesAreTrue() {
    return Rules.all().stream()
        .map(rule -> DynamicTest.dynamicTest(RuleNames.id(rule), () -> examples(rule)));
  }

  private static void examples(Rule rule) {
    RulePage page = RulePage.of(rule);
    String id = RuleNames.id(rule);
    assertThat(page.body()).contains("## Why\n", "## Sources\n");
    if (rule instanceof Shellcheck) {
      return; // It reports nothing by itself.
    }
    assertThat(page.body()).contains("## Before\n", "## After\n");
    Map<String, String> before = page.example("Before");
    Map<String, String> after = page.example("After");
    if (rule instanceof CiRule) {
      assertThat(PipelineExamples.found(before)).as("before").contains(id);
      assertThat(PipelineExamples.found(after))
          .as("the good example is clean of all rules")
          .isEmpty();
      return;
    }
    assertThat(before).as(id).containsKey("dockerfile");
    assertThat(after).as(id).containsKey("dockerfile");
    assertThat(ids(before, List.of(rule))).as("before").contains(id);
    for (Linter.Hit hit : Examples.lint(before, List.of(rule))) {
      // Messages and fixes stand behind a colon: they begin as within a sentence, but for names.
      assertThat(hit.hit().message()).as("message").doesNotMatch("[A-Z][a-z]+ .*");
      if (hit.hit().fix() instanceof Fix.Edits edits) {
        assertThat(edits.description()).as("fix").doesNotMatch("[A-Z][a-z]+ .*");
      }
    }
    assertThat(ids(after, List.of(rule))).as("after").isEmpty();
    List<Linter.Hit> rest = Examples.lint(after, standard());
    assertThat(
            rest.stream()
                .filter(hit -> level(hit).atLeast(Level.WARNING))
                .map(hit -> RuleNames.id(hit.rule()) + ": " + hit.hit().message()))
        .as("the good example is clean of all rules")
        .isEmpty();
  }

  private static List<Rule> standard() {
    return Rules.standard();
  }

  private static Level level(Linter.Hit hit) {
    Level own = hit.hit().level();
    return own == null ? RuleCard.annotated(hit.rule()).level() : own;
  }

  private static List<String> ids(Map<String, String> example, List<Rule> rules) {
    return Examples.lint(example, rules).stream().map(hit -> RuleNames.id(hit.rule())).toList();
  }

  @Test
  void thePagesAndTheIndexAreWritten() throws IOException {
    Map<Path, String> expected = new LinkedHashMap<>();
    StringBuilder index = new StringBuilder();
    index.append("# Rules\n\n");
    index.append("What `plinth lint` reports. `plinth explain ID` prints a page.\n\n");
    index.append("| rule | level | about | reports |\n|---|---|---|---|\n");
    Rules.all().stream()
        .sorted(java.util.Comparator.comparing(RuleNames::id))
        .forEach(rule -> {
          RuleCard info = RuleCard.annotated(rule);
          expected.put(
              PAGES.resolve(info.id() + ".md"),
              RulePage.of(rule).markdown(info, MendExample.section(rule)));
          index
              .append("| [`")
              .append(info.id())
              .append("`](")
              .append(info.id())
              .append(".md) | ")
              .append(info.level().word())
              .append(info.standard() ? "" : ", when asked for")
              .append(" | ")
              .append(info.category())
              .append(" | ")
              .append(info.title().replace("|", "\\|"))
              .append(" |\n");
        });
    expected.put(PAGES.resolve("README.md"), index.toString());
    Path table = Path.of("src", "main", "resources", RuleCard.INDEX.substring(1));
    StringBuilder lines = new StringBuilder();
    Rules.all().stream()
        .map(rule -> RuleCard.annotated(rule).line() + "\n")
        .sorted()
        .forEach(lines::append);
    if (APPROVE) {
      Files.writeString(table, lines.toString());
      Files.createDirectories(PAGES);
      try (Stream<Path> there = Files.list(PAGES)) {
        for (Path page : there.filter(path -> !expected.containsKey(path)).toList()) {
          Files.delete(page);
        }
      }
      for (Map.Entry<Path, String> page : expected.entrySet()) {
        Files.writeString(page.getKey(), page.getValue());
      }
    }
    assertThat(table).as("written with -Dplinth.approve=true").hasContent(lines.toString());
    expected.forEach(
        (path, text) -> assertThat(path).as("written with -Dplinth.approve=true").hasContent(text));
    try (Stream<Path> there = Files.list(PAGES)) {
      assertThat(there.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(
              expected.keySet().stream().map(Path::getFileName).map(Path::toString).toList());
    }
  }

  /**
   * By the sections that show changes, and by all changes that examples of any rule are offered.
   */
  @Test
  void eachPageSaysWhyItsChangeIsSafeOrForReview() throws IOException {
    Map<String, Set<Fix.Safety>> offered = new LinkedHashMap<>();
    for (byte[] example : RuleExamples.all()) {
      for (Linter.Hit hit :
          Linter.run(SourceText.of(example), Rules.all(), RuleSettings.NONE, null)) {
        if (hit.hit().fix() instanceof Fix.Edits edits) {
          offered
              .computeIfAbsent(RuleNames.id(hit.rule()), _ -> new HashSet<>())
              .add(edits.safety());
        }
      }
    }
    for (Rule rule : Rules.all()) {
      if (!MendExample.section(rule).isEmpty()) {
        offered.computeIfAbsent(RuleNames.id(rule), _ -> new HashSet<>());
      }
    }
    assertThat(offered).hasSizeGreaterThan(60);
    List<String> silent = new ArrayList<>();
    offered.forEach((id, safeties) -> {
      String body = RulePage.of(id).body();
      boolean safe = body.contains("\nThe change is safe: ");
      boolean review =
          body.contains("\nThe change is for review: ")
              || (safe && body.replace('\n', ' ').contains("for review"));
      if (!(safe || review)
          || (safeties.contains(Fix.Safety.SAFE) && !safe)
          || (safeties.contains(Fix.Safety.REVIEW) && !review)) {
        silent.add(id + " " + safeties);
      }
    });
    assertThat(silent).isEmpty();
  }

  @Test
  void nothingThrowsWhateverTheFile() {
    for (String text :
        List.of(
            "", "\0", "FROM", "FROM a\nRUN", "RUN <<E", "FROM a\nONBUILD ONBUILD RUN $(", "# x")) {
      Linter.run(SourceText.of(text), Rules.all(), RuleSettings.NONE, null);
    }
  }
}
