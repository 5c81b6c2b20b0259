package dev.plinth.checks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.checks.rule.ContextFiles.Entry;
import dev.plinth.dockerfile.context.ContextReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextFolderTest {
  @TempDir Path folder;

  private void file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void whatIsSentAndWhatIsKeptOut() throws IOException {
    file("a/b.txt", "12345");
    file("c.md", "1");
    file(".dockerignore", "*.md\n");
    ContextFolder files = new ContextFolder(folder, folder.resolve("Dockerfile"));
    assertThat(files.ignoreFile()).isEqualTo(".dockerignore");
    assertThat(files.ignoreText()).isEqualTo("*.md\n");
    assertThat(files.sent()).contains(new Entry("a/b.txt", 5)).hasSize(2);
    assertThat(files.ignored()).containsExactly(new Entry("c.md", 1));
    assertThat(files.incomplete()).isFalse();
  }

  @Test
  void theDockerfilesOwnIgnoreFileGoesFirst() throws IOException {
    file(".dockerignore", "a\n");
    file("x.Dockerfile.dockerignore", "b\n");
    ContextFolder files = new ContextFolder(folder, folder.resolve("x.Dockerfile"));
    assertThat(files.ignoreFile()).isEqualTo("x.Dockerfile.dockerignore");
    assertThat(files.ignoreText()).isEqualTo("b\n");
  }

  @Test
  void nothingIsWalkedBeforeSomebodyAsks() throws IOException {
    ContextFolder files = new ContextFolder(folder, null);
    assertThat(files.ignoreFile()).isNull();
    file("late", "");
    assertThat(files.sent()).extracting(Entry::path).containsExactly("late");
    file("later", "");
    assertThat(files.sent()).hasSize(1);
  }

  @Test
  void whatWasNotLookedAtIsSaid() throws IOException {
    file("a", "");
    file("b", "");
    file("c", "");
    assertThat(
            new ContextFolder(folder, null, new ContextReader.Limits(1, 100, false)).incomplete())
        .isTrue();
    ContextFolder missing = new ContextFolder(folder.resolve("none"), null);
    assertThat(missing.sent()).isEmpty();
    assertThat(missing.incomplete()).isTrue();
  }
}
