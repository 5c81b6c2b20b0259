package dev.plinth.oci.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.layer.Gathered;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
  @TempDir Path root;

  private void file(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Gathered walk(Limits limits) {
    Gathered gathered = new Gathered();
    ImageOptions options = new ImageOptions(null, false, 1, limits, ImageOptions.Progress.SILENT);
    new FolderWalk(root, options, gathered, () -> false).run();
    return gathered;
  }

  private static TarEntry entry(Gathered gathered, String path) {
    return gathered.entries.stream().filter(e -> e.path().equals(path)).findFirst().orElseThrow();
  }

  @Test
  void filesComeInOrderAsTheyAre() throws IOException {
    file("b/file", "content");
    file("a/x", "");
    file("a/däta", "ü");
    Files.setPosixFilePermissions(
        root.resolve("b/file"), PosixFilePermissions.fromString("rwxr-x---"));
    Files.setLastModifiedTime(root.resolve("b/file"), FileTime.from(1234567890, TimeUnit.SECONDS));
    Files.createSymbolicLink(root.resolve("link"), Path.of("../../etc/passwd"));
    Files.createSymbolicLink(root.resolve("c"), Path.of("b"));
    Gathered gathered = walk(Limits.defaults());
    assertThat(gathered.entries)
        .extracting(TarEntry::path)
        .containsExactly("a", "a/däta", "a/x", "b", "b/file", "c", "link");
    TarEntry file = entry(gathered, "b/file");
    assertThat(file.type()).isEqualTo(EntryType.FILE);
    assertThat(file.size()).isEqualTo(7);
    assertThat(file.mode()).isEqualTo(0750);
    assertThat(file.modified()).isEqualTo(1234567890);
    assertThat(file.executable()).isTrue();
    assertThat(new String(gathered.contents.get("b/file"), UTF_8)).isEqualTo("content");
    assertThat(new String(gathered.contents.get("a/däta"), UTF_8)).isEqualTo("ü");
    assertThat(entry(gathered, "link").type()).isEqualTo(EntryType.SYMLINK);
    assertThat(entry(gathered, "link").link()).isEqualTo("../../etc/passwd");
    assertThat(entry(gathered, "c").type()).isEqualTo(EntryType.SYMLINK);
    assertThat(entry(gathered, "b").type()).isEqualTo(EntryType.DIRECTORY);
    assertThat(gathered.problems).isEmpty();
  }

  @Test
  @Timeout(20)
  void pipesAreNeverOpened() throws Exception {
    Path pipe = root.resolve("pipe");
    Assumptions.assumeTrue(
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo");
    file("z", "after");
    Gathered gathered = walk(Limits.defaults());
    assertThat(entry(gathered, "pipe").type()).isEqualTo(EntryType.FIFO);
    assertThat(gathered.contents).containsKey("z");
  }

  @Test
  void unreadableFilesAreProblems() throws IOException {
    file("secret", "x");
    file("closed/x", "y");
    Files.setPosixFilePermissions(
        root.resolve("secret"), PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(
        root.resolve("closed"), PosixFilePermissions.fromString("---------"));
    try {
      Assumptions.assumeFalse(Files.isReadable(root.resolve("secret")), "runs as root");
      assertThat(walk(Limits.defaults()).problems)
          .containsExactly(
              "closed: it could not be read: permission was denied",
              "secret: it could not be read: permission was denied");
    } finally {
      Files.setPosixFilePermissions(
          root.resolve("closed"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void namesThatAreNoUtf8Survive() throws Exception {
    Process made =
        new ProcessBuilder(
                "sh", "-c", "cd \"$0\" && printf x > \"$(printf 'n\\351e')\"", root.toString())
            .start();
    Assumptions.assumeTrue(made.waitFor() == 0, "no such names here");
    Gathered gathered = walk(Limits.defaults());
    assertThat(gathered.entries).extracting(TarEntry::path).containsExactly("n\udce9e");
    assertThat(gathered.contents.get("n\udce9e")).isEqualTo(new byte[] {'x'});
  }

  @Test
  void limitsHold() throws IOException {
    file("a/b/c/d", "12345");
    Limits usual = Limits.defaults();
    Limits shallow = new Limits(usual.unpackedBytes(), 1, 99, 999, 3, 999, 999, 9, 9, 9);
    assertThatThrownBy(() -> walk(shallow))
        .isInstanceOf(PlinthException.class)
        .hasMessageContaining("nest deeper");
    Limits few = new Limits(usual.unpackedBytes(), 1, 3, 999, 9, 999, 999, 9, 9, 9);
    assertThatThrownBy(() -> walk(few)).hasMessageContaining("more than 3 files");
    Limits small = new Limits(4, 1, 99, 999, 9, 999, 999, 9, 9, 9);
    assertThatThrownBy(() -> walk(small)).hasMessageContaining("more than 4 bytes");
  }

  @Test
  void theFolderIsAnImageOfOneLayerWithoutDigests() throws IOException {
    file("etc/os-release", "ID=debian");
    Learnt learnt = new Learnt();
    try (OpenImage open = Images.open(Target.parse("dir:" + root), ImageOptions.defaults())) {
      assertThat(open.listing().images()).hasSize(1);
      AnalyzedImage<List<String>> read = open.analyze(learnt);
      assertThat(read.layers()).containsExactly(List.of("etc", "etc/os-release=ID=debian"));
      assertThat(read.image().form()).isEqualTo("dir");
      assertThat(read.image().layers()).hasSize(1);
      assertThat(read.image().layers().getFirst().digest()).isNull();
      assertThat(read.image().manifestDigest()).isNull();
      assertThat(read.image().platform()).hasToString("linux");
    }
    assertThat(learnt.finished).containsExactly("null");
  }

  @Test
  void closingEndsTheWalk() throws IOException {
    file("x", "y");
    OpenImage open = Images.open(Target.parse("dir:" + root), ImageOptions.defaults());
    open.close();
    Learnt learnt = new Learnt();
    assertThatThrownBy(() -> open.analyze(learnt))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-SOURCE-CLOSED"));
    assertThat(learnt.abandoned).hasValue(1);
  }
}
