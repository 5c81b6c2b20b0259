package dev.plinth.checks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.ci.CiPaths;
import dev.plinth.checks.ci.Pipelines;
import dev.plinth.checks.settings.LintSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.findings.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a repository's pipelines as tests and pages have them. */
public final class PipelineExamples {
  private PipelineExamples() {}

  /** The IDs that are reported of a page's blocks {@code yaml PATH}, in order. */
  public static List<String> found(Map<String, String> blocks) {
    Map<String, String> files = new LinkedHashMap<>();
    blocks.forEach((language, text) -> {
      if (language.startsWith("yaml ")) {
        files.put(language.substring(5).strip(), text);
      }
    });
    assertThat(files).as("blocks yaml PATH").isNotEmpty();
    return lint(files).stream().flatMap(file -> file.findings().stream().map(Finding::id)).toList();
  }

  /** What is found in all files of a repository, by their paths. */
  public static List<LintedFile> lint(Map<String, String> files) {
    return lint(files, true);
  }

  /**
   * What is found in files.
   *
   * @param whole false where the repository may have others
   */
  public static List<LintedFile> lint(Map<String, String> files, boolean whole) {
    List<PipelineLint.Input> inputs = new ArrayList<>();
    files.forEach((path, text) -> {
      CiPaths.Kind kind = CiPaths.kind(path);
      assertThat(kind).as(path).isNotNull();
      if (kind != null) {
        inputs.add(
            new PipelineLint.Input(
                new Pipelines.Input(path, path, kind, SourceText.of(text)), Map.of()));
      }
    });
    return new PipelineLint(LintSettings.NONE).lint(inputs, List.of(), whole);
  }
}
