package dev.plinth.oci.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.oci.Limits;
import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Images;
import dev.plinth.oci.source.LayerAnalysis;
import dev.plinth.oci.source.OpenImage;
import dev.plinth.oci.source.Target;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.TarEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other programs read what we write, and we read what they write. */
class ImageToolsInteropTest {
  @TempDir Path folder;

  private byte[] run(String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
    } catch (IOException e) {
      Assumptions.abort(command[0] + " is not installed");
      throw e;
    }
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command[0] + " hangs");
    }
    assertThat(process.exitValue())
        .as("%s: %s", String.join(" ", command), Files.readString(err))
        .isZero();
    return Files.readAllBytes(out);
  }

  private void copy(String from, String to) throws IOException, InterruptedException {
    run("skopeo", "--insecure-policy", "copy", "-q", "--preserve-digests", from, to);
  }

  /** What was read: the image, and each layer's paths. */
  private record Read(Image image, List<List<String>> layers) {}

  private static Read read(String target) {
    LayerAnalysis<List<String>> analysis =
        new LayerAnalysis<>() {
          @Override
          public @Nullable List<String> known(Digest digest) {
            return null;
          }

          @Override
          public Reading<List<String>> begin() {
            List<String> paths = new ArrayList<>();
            return new Reading<>() {
              @Override
              public @Nullable ContentConsumer entry(TarEntry entry) {
                paths.add(entry.path() + " " + entry.size());
                return null;
              }

              @Override
              public void problem(String path, String problem) {
                paths.add(path + ": " + problem);
              }

              @Override
              public List<String> finish(@Nullable Digest digest, long stored, long unpacked) {
                return paths;
              }

              @Override
              public void abandon() {}
            };
          }
        };
    ImageOptions options =
        new ImageOptions(
            Platform.parse("linux/amd64"),
            true,
            2,
            Limits.defaults(),
            ImageOptions.Progress.SILENT);
    try (OpenImage open = Images.open(Target.parse(target), options)) {
      var analyzed = open.analyze(analysis);
      return new Read(analyzed.image(), analyzed.layers());
    }
  }

  @Test
  void skopeoCopiesOurLayoutsAndWeReadItsCopies() throws Exception {
    for (Compression compression : Compression.values()) {
      Path layout = folder.resolve("ours");
      LayoutWriterTest.write(layout, compression);
      Read ours = read("oci-dir:ours:app:1.0".replace("ours", layout.toString()));
      byte[] raw = run("skopeo", "inspect", "--raw", "oci:ours:app:1.0");
      assertThat(Digests.sha256(raw)).isEqualTo(ours.image().manifestDigest());

      copy("oci:ours:app:1.0", "oci-archive:" + compression + ".oci.tar:app:1.0");
      Read archive = read(folder.resolve(compression + ".oci.tar").toString());
      assertThat(archive.image().form()).isEqualTo("oci-archive");
      assertThat(archive.image().manifestDigest()).isEqualTo(ours.image().manifestDigest());
      assertThat(archive.layers()).isEqualTo(ours.layers());

      if (compression != Compression.ZSTD) { // which Docker's manifests do not know
        String docker = compression + ".docker.tar";
        run(
            "skopeo",
            "--insecure-policy",
            "copy",
            "-q",
            "oci:ours:app:1.0",
            "docker-archive:" + docker + ":app:1.0");
        Read saved = read("docker-archive:" + folder.resolve(docker) + ":app:1.0");
        assertThat(saved.image().name()).isEqualTo("app:1.0");
        assertThat(saved.layers()).isEqualTo(ours.layers());
        assertThat(saved.image().config().diffIds()).isEqualTo(ours.image().config().diffIds());
        assertThat(saved.image().layers())
            .extracting(ImageLayer::createdBy)
            .containsExactly("ADD rootfs", "COPY app", "RUN rm");
      }

      copy(
          "oci-archive:" + compression + ".oci.tar:app:1.0", "oci:back" + compression + ":app:1.0");
      assertThat(
              Digests.sha256(
                  run("skopeo", "inspect", "--raw", "oci:back" + compression + ":app:1.0")))
          .isEqualTo(ours.image().manifestDigest());
      assertThat(read(folder.resolve("back" + compression).toString()).image().manifestDigest())
          .isEqualTo(ours.image().manifestDigest());
    }
  }

  @Test
  void skopeoReadsOurArchives() throws Exception {
    Path layout = folder.resolve("ours");
    LayoutWriterTest.write(layout, Compression.GZIP);
    ArchiveWriter.ociArchive(layout, folder.resolve("ours.oci.tar"));
    ArchiveWriter.dockerArchive(layout, folder.resolve("ours.docker.tar"));
    Read ours = read(layout.toString());
    assertThat(
            Digests.sha256(run("skopeo", "inspect", "--raw", "oci-archive:ours.oci.tar:app:1.0")))
        .isEqualTo(ours.image().manifestDigest());
    byte[] config =
        run("skopeo", "inspect", "--config", "--raw", "docker-archive:ours.docker.tar:app:1.0");
    assertThat(Digests.sha256(config)).isEqualTo(ours.image().configDigest());
    copy("docker-archive:ours.docker.tar:app:1.0", "dir:unpacked");
  }

  @Test
  void umociReadsOurLayoutsAndWeReadItsOwn() throws Exception {
    Path layout = folder.resolve("ours");
    try (LayoutWriter writer = LayoutWriter.to(layout, LayoutWriterTest.DATE)) {
      WrittenLayer layer =
          writer.layer(
              Compression.GZIP, "ADD", tar -> tar.file("hello", 0644, 0, new byte[] {'x'}));
      writer.tag(
          "plain", writer.image(LayoutWriterTest.config("linux/amd64"), List.of(layer), Map.of()));
      writer.finish();
    }
    assertThat(new String(run("umoci", "ls", "--layout", "ours"), StandardCharsets.UTF_8).strip())
        .isEqualTo("plain");
    run("umoci", "stat", "--image", "ours:plain");
    run("umoci", "init", "--layout", "theirs");
    run("umoci", "new", "--image", "theirs:new");
    Files.writeString(folder.resolve("file"), "content");
    run("umoci", "insert", "--rootless", "--image", "theirs:new", "file", "/opt/file");
    Read theirs = read("oci-dir:" + folder.resolve("theirs") + ":new");
    assertThat(theirs.layers()).hasSize(1);
    assertThat(theirs.layers().getFirst()).contains("opt/file 7");
    assertThat(theirs.image().layers().getFirst().createdBy()).contains("umoci insert");
  }
}
