package dev.plinth.checks.lint;

import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.ImageEvidence;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.checks.rule.Today;
import dev.plinth.checks.settings.LintSettingsReader;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.parse.DockerfileParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The examples of rule pages as files. */
public final class Examples {
  private Examples() {}

  /** What these rules say of an example: its blocks by language. */
  public static List<Linter.Hit> lint(Map<String, String> blocks, List<Rule> rules) {
    SourceText source = SourceText.of(blocks.getOrDefault("dockerfile", ""));
    Build build = Build.of(DockerfileParser.parse(source));
    ImageEvidence evidence = evidence(blocks.getOrDefault("registry", ""));
    return Linter.run(
        new DockerfileFacts(build, settings(blocks), context(blocks), evidence, Today.EMBEDDED),
        rules);
  }

  /**
   * What a block {@code registry} says: of each image a line of its name, {@code index} or {@code
   * manifest}, platforms with commas between, then annotations (by names with dots), labels (those
   * after {@code label:}), environment variables, and the history's first step (after {@code
   * made:}, with underscores for spaces).
   */
  static ImageEvidence evidence(String block) {
    Map<String, ImageEvidence.Image> images = new HashMap<>();
    for (String line : block.lines().toList()) {
      String[] words = line.strip().split(" ");
      Map<String, String> annotations = new HashMap<>();
      Map<String, String> environment = new HashMap<>();
      Map<String, String> labels = new HashMap<>();
      List<String> history = new ArrayList<>();
      for (String word : List.of(words).subList(3, words.length)) {
        if (word.startsWith("made:")) {
          history.add(word.substring(5).replace('_', ' '));
          continue;
        }
        if (word.startsWith("label:")) {
          String[] label = word.substring(6).split("=", 2);
          labels.put(label[0], label[1]);
          continue;
        }
        String[] pair = word.split("=", 2);
        (pair[0].contains(".") ? annotations : environment).put(pair[0], pair[1]);
      }
      images.put(
          words[0],
          new ImageEvidence.Image(
              words[1].equals("index"),
              List.of(words[2].split(",")),
              annotations,
              environment,
              labels,
              history));
    }
    return images::get;
  }

  /**
   * What a block {@code yaml} says, as in {@code .plinth.yaml}; the day is one when all of them
   * were new.
   */
  private static RuleSettings settings(Map<String, String> blocks) {
    Map<String, Map<String, List<String>>> values = new HashMap<>();
    values.put("end-of-life-image", Map.of("date", List.of("2026-01-01")));
    String yaml = blocks.get("yaml");
    if (yaml != null) {
      values.putAll(
          LintSettingsReader.project("example", yaml.getBytes(StandardCharsets.UTF_8))
              .arguments()
              .values());
    }
    return new RuleSettings(values);
  }

  private static @Nullable ContextFiles context(Map<String, String> blocks) {
    String files = blocks.get("files");
    if (files == null && !blocks.containsKey("dockerignore")) {
      return null;
    }
    List<ContextFiles.Entry> sent = entries(files);
    List<ContextFiles.Entry> ignored = entries(blocks.get("ignored"));
    return new ContextFiles() {
      @Override
      public @Nullable String ignoreFile() {
        return blocks.containsKey("dockerignore") ? ".dockerignore" : null;
      }

      @Override
      public String ignoreText() {
        return blocks.getOrDefault("dockerignore", "");
      }

      @Override
      public List<Entry> sent() {
        return sent;
      }

      @Override
      public List<Entry> ignored() {
        return ignored;
      }

      @Override
      public boolean incomplete() {
        return false;
      }
    };
  }

  private static List<ContextFiles.Entry> entries(@Nullable String files) {
    List<ContextFiles.Entry> entries = new ArrayList<>();
    for (String line : (files == null ? "" : files).lines().toList()) {
      String[] words = line.strip().split(" ");
      entries.add(
          new ContextFiles.Entry(words[0], words.length > 1 ? Long.parseLong(words[1]) : 100));
    }
    return entries;
  }
}
