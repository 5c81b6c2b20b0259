package dev.plinth.checks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pipelines written in short, and what is told of them. */
final class Workflows {
  static final String MAIN = "on: {push: {branches: [main]}}\n";
  static final String PULL = "on: [pull_request]\n";
  static final String WEEKLY = "on:\n  schedule: [{cron: '1 1 * * 1'}]\n";

  private Workflows() {}

  /** The only job of a workflow, of these steps. */
  static String job(String... steps) {
    StringBuilder text = new StringBuilder("jobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n");
    for (String step : steps) {
      text.append("      - ").append(step.replace("\n", "\n        ")).append('\n');
    }
    return text.toString();
  }

  /** Files by their paths; what is only a name is a workflow's. */
  static Map<String, String> files(String... namesAndTexts) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      String name = namesAndTexts[i];
      files.put(
          name.contains("/") || name.startsWith(".") ? name : ".github/workflows/" + name,
          namesAndTexts[i + 1]);
    }
    return files;
  }

  /** Each finding as its rule and the text that is underlined. */
  static List<String> told(Map<String, String> files) {
    List<String> told = new ArrayList<>();
    for (LintedFile file : PipelineExamples.lint(files)) {
      assertThat(file.unchecked()).as(file.name()).isEmpty();
      for (Finding finding : file.findings()) {
        Location.InFile at = (Location.InFile) finding.locations().getFirst();
        told.add(
            finding.id()
                + ": "
                + file.source().raw().substring((int) at.startByte(), (int) at.endByte()));
      }
    }
    return told;
  }

  static List<String> told(String... namesAndTexts) {
    return told(files(namesAndTexts));
  }
}
