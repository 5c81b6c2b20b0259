package dev.plinth.dockerfile.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitIgnoreTest {
  private static boolean ignored(String path, String... patterns) {
    return GitIgnore.of(List.of(patterns)).ignoresWithin(path);
  }

  @Test
  void asTheManualPageHasIt() {
    assertThat(ignored("a/b/x.o", "*.o")).isTrue();
    assertThat(ignored("a/b/x.o", "/*.o")).isFalse();
    assertThat(ignored("x.o", "/*.o")).isTrue();
    assertThat(ignored("a/x", "a/*")).isTrue();
    assertThat(ignored("b/a/x", "a/*")).isFalse();
    assertThat(ignored("b/a/x", "**/a/*")).isTrue();
    assertThat(ignored("a/x", "**/a/*")).isTrue();
    assertThat(ignored("a/b/c/d", "a/**/d")).isTrue();
    assertThat(ignored("a/d", "a/**/d")).isTrue();
    assertThat(ignored("a/b/c", "a/**")).isTrue();
    assertThat(ignored("build/x", "build/")).isTrue();
    assertThat(ignored("build", "build/")).isFalse();
    assertThat(ignored("x.o", "*.o", "!x.o")).isFalse();
    assertThat(ignored("#a", "\\#a")).isTrue();
    assertThat(ignored("a ", "a\\ ")).isTrue();
    assertThat(ignored("b1", "b[0-9]")).isTrue();
    assertThat(ignored("bx", "b[!0-9]")).isTrue();
    assertThat(ignored("b/", "?")).isTrue();
  }

  @Test
  void noPatternIsSlow() {
    String path = "a".repeat(3000);
    assertThat(ignored(path, "*a".repeat(200) + "b")).isFalse();
  }

  /** What git says of made-up patterns and paths, where it is there. */
  @Test
  void asGitDoesIt(@TempDir Path folder) throws IOException, InterruptedException {
    assumeThat(runs("git", "--version")).as("git is not here: skipped").isTrue();
    long seed = 20261126;
    Random random = new Random(seed);
    assertThat(git(folder, "init", "-q")).isNotNull();
    String[] names = {"a", "b", "ab", "a.o", "b.o", "Dockerfile"};
    for (int dir = 0; dir < 12; dir++) {
      Path at = folder;
      for (int depth = random.nextInt(4); depth >= 0; depth--) {
        at = at.resolve("d" + random.nextInt(3));
      }
      Files.createDirectories(at);
      for (String name : names) {
        Files.writeString(at.resolve(name), "");
      }
    }
    String[] parts = {"a", "b", "*", "?", "*.o", "d0", "d1", "d2", "**", "/", "/", "[ab]", "d*"};
    for (int round = 0; round < 60; round++) {
      List<String> patterns = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        StringBuilder pattern = new StringBuilder(random.nextInt(5) == 0 ? "!" : "");
        for (int part = random.nextInt(4); part >= 0; part--) {
          pattern.append(parts[random.nextInt(parts.length)]);
        }
        patterns.add(pattern.toString());
      }
      Files.write(folder.resolve(".gitignore"), patterns);
      Set<String> kept = new TreeSet<>();
      for (Path file : DockerfileFinder.find(folder, List.of("*")).files()) {
        kept.add(folder.relativize(file).toString());
      }
      Set<String> expected =
          new TreeSet<>(git(folder, "ls-files", "--others", "--exclude-standard"));
      assertThat(kept).as("seed %d, round %d: %s", seed, round, patterns).isEqualTo(expected);
    }
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> git(Path folder, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "core.excludesFile=/dev/null"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.lines().toList();
  }
}
