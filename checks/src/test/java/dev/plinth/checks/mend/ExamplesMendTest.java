package dev.plinth.checks.mend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.catalog.RulePage;
import dev.plinth.checks.lint.ContextFolder;
import dev.plinth.checks.lint.FileLint;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What mending makes of the bad examples at the top of the project: no warning is left but those
 * about the ignore file, which is written beside the Dockerfile; and what each example is about is
 * gone, but for the topics of which the rule's page says why a person has to choose.
 */
class ExamplesMendTest {
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final Set<String> IGNORE_FILE =
      Set.of("missing-dockerignore", "weak-dockerignore", "secret-in-context");

  /** Topics that stay, the rule, and a part of the sentence on its page that says why. */
  private static final Map<String, List<String>> FOR_PEOPLE =
      Map.of(
          "alpine-search-domains", List.of("musl-search-domains", "Nothing mends it"),
          "distroless-without-debugging", List.of("no-debug-story", "Nothing mends it"),
          "no-digest", List.of("no-digest", "Nothing mends it"));

  @Test
  void bad_examples_become_good_ones() throws IOException {
    FileLint lint = new FileLint(LintSettings.NONE);
    List<String> left = new ArrayList<>();
    List<Path> topics;
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      topics =
          folders.filter(each -> Files.exists(each.resolve("bad/Dockerfile"))).sorted().toList();
    }
    assertThat(topics).hasSizeGreaterThan(15);
    for (Path topic : topics) {
      String name = topic.getFileName().toString();
      Path folder = topic.resolve("bad");
      Path file = folder.resolve("Dockerfile");
      ContextFolder context = new ContextFolder(folder, file);
      Mended mended =
          new Mender(Safety.REVIEW, Set.of())
              .mend(
                  Files.readAllBytes(file),
                  bytes -> lint.lint("Dockerfile", bytes, context, Map.of()));
      for (Finding finding : mended.result().findings()) {
        if (finding.severity().compareTo(Severity.MEDIUM) >= 0
            && !IGNORE_FILE.contains(finding.id())) {
          left.add(name + ": " + finding.id());
        }
      }
      TreeSet<String> advice = new TreeSet<>();
      mended.result().findings().forEach(finding -> advice.add(finding.id()));
      if (FOR_PEOPLE.containsKey(name)) {
        List<String> reason = FOR_PEOPLE.get(name);
        assertThat(advice).as(name).contains(reason.getFirst());
        assertThat(RulePage.of(reason.getFirst()).body()).as(name).contains(reason.getLast());
      } else if (name.equals("scratch-without-certificates")) {
        assertThat(advice).doesNotContain("bare-scratch");
      }
    }
    assertThat(left).isEmpty();
  }
}
