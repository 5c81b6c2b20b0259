package dev.plinth.checks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.catalog.Rules;
import dev.plinth.checks.image.EndOfLifeImage;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The examples at the top of the project: each bad one is reported by the rules that {@code
 * expected.tsv} names and by no others, each good one by none; at warning or above.
 */
class GuideExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final Path EXPECTED = EXAMPLES.resolve("expected.tsv");

  @Test
  void eachFaultAndOnlyIt() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      for (Path topic : folders.filter(Files::isDirectory).sorted().toList()) {
        String name = topic.getFileName().toString();
        found.put(name, String.join(" ", reported(topic.resolve("bad"))));
        assertThat(reported(topic.resolve("good"))).as("%s/good", name).isEmpty();
      }
    }
    StringBuilder table = new StringBuilder("topic\trules at warning or above\n");
    found.forEach((topic, rules) -> table.append(topic).append('\t').append(rules).append('\n'));
    if (Boolean.getBoolean("plinth.approve")) {
      Files.writeString(EXPECTED, table.toString());
    }
    assertThat(EXPECTED).as("written with -Dplinth.approve=true").hasContent(table.toString());
  }

  private static List<String> reported(Path folder) throws IOException {
    TreeSet<String> ids = new TreeSet<>();
    for (Linter.Hit hit :
        Linter.run(
            SourceText.of(Files.readAllBytes(folder.resolve("Dockerfile"))),
            Rules.standard(),
            RuleSettings.NONE,
            new ContextFolder(folder, folder.resolve("Dockerfile")))) {
      Level own = hit.hit().level();
      Level level = own == null ? RuleNames.info(hit.rule()).level() : own;
      // What is at its end of life depends on the day that the test is run.
      if (level.atLeast(Level.WARNING) && !(hit.rule() instanceof EndOfLifeImage)) {
        ids.add(RuleNames.id(hit.rule()));
      }
    }
    return new ArrayList<>(ids);
  }
}
