package dev.plinth.checks.lint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Dockerfiles on the pages of all rules, and the seeds of the parser's fuzz target. */
public final class RuleExamples {
  private static final Pattern BLOCK = Pattern.compile("(?s)```dockerfile\n(.*?)```");

  private RuleExamples() {}

  /** All of them, in the order of their names. */
  public static List<byte[]> all() throws IOException {
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
}
