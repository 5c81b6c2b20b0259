package dev.plinth.oci.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.layer.Gathered;
import dev.plinth.oci.source.AnalyzedImage;
import dev.plinth.oci.source.ImageLayer;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Images;
import dev.plinth.oci.source.LayerAnalysis;
import dev.plinth.oci.source.OpenImage;
import dev.plinth.oci.source.Target;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.TarEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutWriterTest {
  static final Instant DATE = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;

  static ImageConfig config(String platform) {
    return new ImageConfig(
        Platform.parse(platform),
        "",
        "author",
        "65532",
        List.of("80/tcp"),
        List.of("PATH=/bin", "B=2"),
        List.of("/app"),
        List.of("-x"),
        List.of("/data"),
        "/work",
        Map.of("z", "1", "a", "\u00e4\u001b"),
        "SIGINT",
        List.of(),
        List.of());
  }

  /** Three layers, tagged {@code app:1.0}. */
  static void write(Path layout, Compression compression) {
    try (LayoutWriter writer = LayoutWriter.to(layout, DATE)) {
      WrittenLayer base =
          writer.layer(
              compression,
              "ADD rootfs",
              tar -> {
                tar.directory("etc", 0755, 1);
                tar.file("etc/os-release", 0644, 1L << 40, "ID=debian\n".getBytes(UTF_8));
              });
      WrittenLayer app =
          writer.layer(
              compression, "COPY app", tar -> tar.file("app", 0755, 2, "run".getBytes(UTF_8)));
      WrittenLayer gone =
          writer.layer(compression, "RUN rm", tar -> tar.whiteout("etc/os-release", 3));
      Descriptor image =
          writer.image(config("linux/amd64"), List.of(base, app, gone), Map.of("k", "v", "a", "b"));
      writer.tag("app:1.0", image);
      writer.finish();
    }
  }

  private static Map<String, String> content(Path root) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(
            root.relativize(file).toString(), Digests.sha256(Files.readAllBytes(file)).hex());
      }
    }
    return content;
  }

  private static final class Gathering implements LayerAnalysis<Gathered> {
    @Override
    public @Nullable Gathered known(Digest digest) {
      return null;
    }

    @Override
    public Reading<Gathered> begin() {
      Gathered gathered = new Gathered();
      return new Reading<>() {
        @Override
        public ContentConsumer entry(TarEntry entry) {
          return gathered.entry(entry);
        }

        @Override
        public void problem(String path, String problem) {
          gathered.problem(path, problem);
        }

        @Override
        public Gathered finish(@Nullable Digest digest, long storedSize, long unpackedSize) {
          return gathered;
        }

        @Override
        public void abandon() {}
      };
    }
  }

  private static AnalyzedImage<Gathered> read(String target) {
    ImageOptions options =
        new ImageOptions(
            Platform.parse("linux/amd64"),
            true,
            2,
            Limits.defaults(),
            ImageOptions.Progress.SILENT);
    try (OpenImage open = Images.open(Target.parse(target), options)) {
      return open.analyze(new Gathering());
    }
  }

  @Test
  void whatIsWrittenReadsBack() {
    for (Compression compression : Compression.values()) {
      Path layout = folder.resolve("out-" + compression);
      write(layout, compression);
      AnalyzedImage<Gathered> read = read("oci-dir:" + layout + ":1.0");
      assertThat(read.image().name()).isEqualTo("app:1.0");
      assertThat(read.image().annotations()).isEqualTo(Map.of("k", "v", "a", "b"));
      ImageConfig config = read.image().config();
      assertThat(config.diffIds()).hasSize(3);
      assertThat(config)
          .usingRecursiveComparison()
          .ignoringFields("created", "diffIds", "history")
          .isEqualTo(config("linux/amd64"));
      assertThat(config.created()).isEqualTo("2026-01-02T03:04:05Z");
      assertThat(read.image().layers())
          .extracting(ImageLayer::createdBy)
          .containsExactly("ADD rootfs", "COPY app", "RUN rm");
      assertThat(read.layers().get(0).contents.get("etc/os-release"))
          .isEqualTo("ID=debian\n".getBytes(UTF_8));
      assertThat(read.layers().get(0).entries.get(1).modified())
          .isEqualTo(DATE.getEpochSecond()); // clamped
      assertThat(read.layers().get(1).entries.getFirst().executable()).isTrue();
      assertThat(read.layers().get(2).entries.getFirst().path()).isEqualTo("etc/.wh.os-release");
    }
  }

  @Test
  void theSameInputGivesTheSameBytes() throws IOException {
    for (Compression compression : Compression.values()) {
      write(folder.resolve("one"), compression);
      write(folder.resolve("two"), compression);
      assertThat(content(folder.resolve("one"))).isEqualTo(content(folder.resolve("two")));
      ArchiveWriter.ociArchive(folder.resolve("one"), folder.resolve("one.tar"));
      ArchiveWriter.ociArchive(folder.resolve("two"), folder.resolve("two.tar"));
      assertThat(folder.resolve("one.tar")).hasSameBinaryContentAs(folder.resolve("two.tar"));
    }
  }

  @Test
  void archivesHoldTheSameImage() throws IOException {
    for (Compression compression : Compression.values()) {
      Path layout = folder.resolve("layout");
      write(layout, compression);
      Path oci = folder.resolve("oci.tar");
      Path docker = folder.resolve("docker.tar");
      ArchiveWriter.ociArchive(layout, oci);
      ArchiveWriter.dockerArchive(layout, docker);
      AnalyzedImage<Gathered> one = read("oci-dir:" + layout);
      AnalyzedImage<Gathered> two = read("oci-archive:" + oci + ":app:1.0");
      AnalyzedImage<Gathered> three = read("docker-archive:" + docker + ":app:1.0");
      assertThat(two.image().manifestDigest()).isEqualTo(one.image().manifestDigest());
      assertThat(three.image().configDigest()).isEqualTo(one.image().configDigest());
      assertThat(three.image().name()).isEqualTo("app:1.0");
      assertThat(three.layers().get(1).contents.get("app")).isEqualTo("run".getBytes(UTF_8));
      assertThat(two.layers().get(1).contents.get("app")).isEqualTo("run".getBytes(UTF_8));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder("layout", "oci.tar", "docker.tar");
    }
  }

  @Test
  void severalPlatformsStandInAnIndex() {
    Path layout = folder.resolve("multi");
    try (LayoutWriter writer = LayoutWriter.to(layout, DATE)) {
      WrittenLayer layer =
          writer.layer(Compression.GZIP, "x", tar -> tar.file("x", 0644, 0, new byte[0]));
      Descriptor amd = writer.image(config("linux/amd64"), List.of(layer), Map.of());
      Descriptor arm = writer.image(config("linux/arm64"), List.of(layer), Map.of());
      writer.tag("multi", writer.index(List.of(arm, amd)));
      writer.finish();
    }
    AnalyzedImage<Gathered> read = read("oci-dir:" + layout + ":multi");
    assertThat(read.image().platform()).hasToString("linux/amd64");
    assertThat(read.image().indexDigest()).isNotNull();
    ArchiveWriter.dockerArchive(layout, folder.resolve("multi.tar"));
    assertThat(read("" + folder.resolve("multi.tar")).image().platform())
        .hasToString("linux/amd64");
  }

  @Test
  void nothingIsLeftWithoutFinish() throws IOException {
    try (LayoutWriter writer = LayoutWriter.to(folder.resolve("out"), DATE)) {
      writer.layer(Compression.NONE, "x", tar -> tar.file("x", 0644, 0, new byte[9]));
    }
    assertThatThrownBy(
            () -> {
              try (LayoutWriter writer = LayoutWriter.to(folder.resolve("out"), DATE)) {
                writer.layer(
                    Compression.NONE,
                    "x",
                    tar -> {
                      throw new IOException("no content");
                    });
              }
            })
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-WRITE-FAILED"))
        .hasMessageContaining("no content");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void onlyLayoutsAreReplaced() throws IOException {
    Path layout = folder.resolve("out");
    write(layout, Compression.GZIP);
    Map<String, String> before = content(layout);
    write(layout, Compression.ZSTD);
    assertThat(content(layout)).isNotEqualTo(before);
    write(layout, Compression.GZIP);
    assertThat(content(layout)).isEqualTo(before);
    Path other = Files.createDirectory(folder.resolve("other"));
    write(other, Compression.GZIP);
    assertThat(content(other)).isEqualTo(before);
    Path precious = Files.createDirectory(folder.resolve("precious"));
    Files.writeString(precious.resolve("thesis"), "x");
    assertThatThrownBy(() -> write(precious, Compression.GZIP))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-WRITE-OCCUPIED"));
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> write(file, Compression.GZIP)).isInstanceOf(PlinthException.class);
    assertThat(precious.resolve("thesis")).hasContent("x");
    assertThat(file).hasContent("x");
  }

  @Test
  void sourceDateEpochIsHonoured() {
    assertThat(SourceDate.of(Map.of(), DATE)).isEqualTo(DATE);
    assertThat(SourceDate.of(Map.of("SOURCE_DATE_EPOCH", ""), DATE)).isEqualTo(DATE);
    assertThat(SourceDate.of(Map.of("SOURCE_DATE_EPOCH", "1700000000"), DATE))
        .isEqualTo(Instant.ofEpochSecond(1700000000));
    for (String bad : List.of("x", "-1", "1e9", "999999999999", "99999999999999999999")) {
      assertThatThrownBy(() -> SourceDate.of(Map.of("SOURCE_DATE_EPOCH", bad), DATE))
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-WRITE-DATE"));
    }
  }
}
