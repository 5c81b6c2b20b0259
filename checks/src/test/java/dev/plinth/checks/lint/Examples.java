package dev.plinth.checks.lint;

import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The examples of rule pages as files. */
public final class Examples {
  private Examples() {}

  /** What these rules say of an example: its blocks by language. */
  public static List<Linter.Hit> lint(Map<String, String> blocks, List<Rule> rules) {
    return Linter.run(
        SourceText.of(blocks.getOrDefault("dockerfile", "")),
        rules,
        RuleSettings.NONE,
        context(blocks));
  }

  private static @Nullable ContextFiles context(Map<String, String> blocks) {
    String files = blocks.get("files");
    if (files == null && !blocks.containsKey("dockerignore")) {
      return null;
    }
    List<ContextFiles.Entry> sent = new ArrayList<>();
    for (String line : (files == null ? "" : files).lines().toList()) {
      String[] words = line.strip().split(" ");
      sent.add(new ContextFiles.Entry(words[0], words.length > 1 ? Long.parseLong(words[1]) : 100));
    }
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
        return List.of();
      }

      @Override
      public boolean incomplete() {
        return false;
      }
    };
  }
}
