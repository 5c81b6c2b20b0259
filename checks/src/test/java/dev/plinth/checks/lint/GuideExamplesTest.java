package dev.plinth.checks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.catalog.Rules;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The examples at the top of the project: each bad one is reported by the rules that {@code
 * expected.tsv} names and by no others, each good one by none, at warning or above; and of the
 * rules at info the file names those that report the bad one and not the good one.
 */
class GuideExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final Path EXPECTED = EXAMPLES.resolve("expected.tsv");

  @Test
  void eachFaultAndOnlyIt() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      for (Path topic :
          folders.filter(each -> Files.exists(each.resolve("good/Dockerfile"))).sorted().toList()) {
        String name = topic.getFileName().toString();
        Path bad = topic.resolve("bad");
        Path good = topic.resolve("good");
        assertThat(reported(good, Level.WARNING)).as("%s/good", name).isEmpty();
        TreeSet<String> advice = reported(bad, Level.INFO);
        advice.removeAll(reported(bad, Level.WARNING));
        advice.removeAll(reported(good, Level.INFO));
        found.put(
            name, String.join(" ", reported(bad, Level.WARNING)) + "\t" + String.join(" ", advice));
        assertThat(found.get(name)).as(name).isNotEqualTo("\t");
      }
    }
    StringBuilder table =
        new StringBuilder("topic\trules at warning or above\tadvice that the good one heeds\n");
    found.forEach((topic, rules) -> table.append(topic).append('\t').append(rules).append('\n'));
    if (Boolean.getBoolean("plinth.approve")) {
      Files.writeString(EXPECTED, table.toString());
    }
    assertThat(EXPECTED).as("written with -Dplinth.approve=true").hasContent(table.toString());
  }

  private static TreeSet<String> reported(Path folder, Level least) throws IOException {
    TreeSet<String> ids = new TreeSet<>();
    for (Linter.Hit hit :
        Linter.run(
            SourceText.of(Files.readAllBytes(folder.resolve("Dockerfile"))),
            Rules.standard(),
            RuleSettings.NONE,
            new ContextFolder(folder, folder.resolve("Dockerfile")))) {
      Level own = hit.hit().level();
      Level level = own == null ? RuleNames.info(hit.rule()).level() : own;
      if (level.atLeast(least)) {
        ids.add(RuleNames.id(hit.rule()));
      }
    }
    return ids;
  }
}
