package dev.plinth.inventory.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import dev.plinth.inventory.catalog.Cataloguer;
import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Target;
import dev.plinth.oci.write.ArchiveWriter;
import dev.plinth.oci.write.LayoutWriter;
import dev.plinth.oci.write.WrittenLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files on disk to inventories. */
class InventoriesTest {
  private static final List<Cataloguer> READERS = List.of(new LineCataloguer());
  static final Platform PLATFORM = new Platform("linux", "amd64", "", "");

  /** Of an image without any setting. */
  static final ImageConfig PLAIN =
      new ImageConfig(
          PLATFORM, "", "", "", List.of(), List.of(), List.of(), List.of(), List.of(), "", Map.of(),
          "", List.of(), List.of());

  @TempDir Path temp;

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Path layout() {
    Path folder = temp.resolve("layout");
    try (LayoutWriter writer = LayoutWriter.to(folder, Instant.EPOCH)) {
      WrittenLayer base =
          writer.layer(
              Compression.GZIP,
              "/bin/sh -c #(nop) ADD rootfs /",
              tar -> {
                tar.directory("usr", 0755, 0);
                tar.symlink("lib", "usr/lib", 0);
                tar.file("etc/os-release.facts", 0644, 0, text("release debian 12"));
                tar.file("var/status.facts", 0644, 0, text("deb dash 1\nowns dash lib/x.facts"));
                tar.file("usr/lib/x.facts", 0644, 0, text("pypi x 1"));
              });
      WrittenLayer application =
          writer.layer(
              Compression.NONE,
              "RUN npm install # buildkit",
              tar -> {
                tar.file("app/y.facts", 0644, 0, text("npm y 2"));
                tar.whiteout("usr/lib/gone", 0);
              });
      writer.tag("app:1", writer.image(PLAIN, List.of(base, application), Map.of()));
      writer.finish();
    }
    return folder;
  }

  private static Inventory read(String target, FactsCache cache) {
    return Inventories.read(Target.parse(target), options(), READERS, cache).inventory();
  }

  private static ImageOptions options() {
    ImageOptions d = ImageOptions.defaults();
    return new ImageOptions(PLATFORM, false, 2, d.limits(), d.progress());
  }

  @Test
  void everyFormGivesTheSameInventory() {
    Path layout = layout();
    Path archive = temp.resolve("oci.tar");
    Path docker = temp.resolve("docker.tar");
    ArchiveWriter.ociArchive(layout, archive);
    ArchiveWriter.dockerArchive(layout, docker);
    Inventory inventory = read("oci-dir:" + layout, null);
    assertThat(inventory.distribution().id()).isEqualTo("debian");
    assertThat(inventory.packages().stream().map(Package::purl))
        .containsExactly(
            "pkg:deb/debian/dash@1?arch=amd64&distro=debian-12", "pkg:npm/y@2", "pkg:pypi/x@1");
    assertThat(inventory.packages().stream().map(Package::layer)).containsExactly(0, 1, 0);
    assertThat(inventory.packages().get(2).ownedBy())
        .isEqualTo("pkg:deb/debian/dash@1?arch=amd64&distro=debian-12");
    assertThat(inventory.layers().stream().map(Inventory.LayerSummary::createdBy))
        .containsExactly("ADD rootfs /", "RUN npm install");
    assertThat(inventory.layers().get(0).entries()).isEqualTo(5);
    assertThat(inventory.layers().get(1).unpackedSize()).isPositive();
    assertThat(inventory.problems()).isEmpty();
    assertThat(read("oci-archive:" + archive, null)).isEqualTo(inventory);
    Inventory fromDocker = read("docker-archive:" + docker, null);
    assertThat(fromDocker.packages()).isEqualTo(inventory.packages());
    assertThat(fromDocker.layers()).hasSize(2);
  }

  @Test
  void aKnownImageIsNotReadAgain() throws IOException {
    Path layout = layout();
    FactsCache cache = FactsCache.open(temp.resolve("cache"), FactsCache.DEFAULT_BYTES);
    ImageInventory cold =
        Inventories.read(Target.parse("oci-dir:" + layout), options(), READERS, cache);
    ImageInventory warm =
        Inventories.read(Target.parse("oci-dir:" + layout), options(), READERS, cache);
    assertThat(cold.allKnown()).isFalse();
    assertThat(warm.allKnown()).isTrue();
    assertThat(warm.inventory()).isEqualTo(cold.inventory());
    assertThat(warm.cacheNote()).isEmpty();
  }

  /** What is kept of the whole image spares looking at its layers' facts, never the proof. */
  @Test
  void aKnownImageNeedsNoLayersFactsButIsProved() throws IOException {
    Path layout = layout();
    Target target = Target.parse("oci-dir:" + layout);
    FactsCache cache = FactsCache.open(temp.resolve("cache"), FactsCache.DEFAULT_BYTES);
    ImageInventory cold = Inventories.read(target, options(), READERS, cache);
    for (Path kept : list(temp.resolve("cache/layers"))) {
      Files.delete(kept);
    }
    ImageInventory warm = Inventories.read(target, options(), READERS, cache);
    assertThat(warm.allKnown()).isTrue();
    assertThat(warm.inventory()).isEqualTo(cold.inventory());
    for (Path blob : list(layout.resolve("blobs/sha256"))) {
      byte[] bytes = Files.readAllBytes(blob);
      if (bytes[0] == 0x1f) {
        bytes[4] ^= 1;
        Files.write(blob, bytes);
      }
    }
    assertThatThrownBy(() -> Inventories.read(target, options(), READERS, cache))
        .isInstanceOf(PlinthException.class);
  }

  @Test
  void nothingIsKeptOfALayerThatIsNotWhatItsDigestSays() throws IOException {
    Path layout = layout();
    for (Path blob : list(layout.resolve("blobs/sha256"))) {
      byte[] bytes = Files.readAllBytes(blob);
      if (bytes[0] == 0x1f) {
        bytes[4] ^= 1; // the time stamp in the gzip header: it unpacks as before
        Files.write(blob, bytes);
      }
    }
    FactsCache cache = FactsCache.open(temp.resolve("cache"), FactsCache.DEFAULT_BYTES);
    assertThatThrownBy(
            () -> Inventories.read(Target.parse("oci-dir:" + layout), options(), READERS, cache))
        .isInstanceOf(PlinthException.class);
    for (Path kept : list(temp.resolve("cache/layers"))) {
      assertThat(Files.size(kept)).as("only the sound layer, if any").isLessThan(400);
      assertThat(new String(Files.readAllBytes(kept), StandardCharsets.ISO_8859_1))
          .doesNotContain("dash");
    }
    assertThat(list(temp.resolve("cache/images"))).isEmpty();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void aFolderHasNoLayersAndIsNotKept() throws IOException {
    Path root = temp.resolve("root");
    Files.createDirectories(root.resolve("etc"));
    Files.createDirectories(root.resolve("app"));
    Files.writeString(root.resolve("etc/os-release.facts"), "release alpine 3.20.1");
    Files.writeString(root.resolve("app/y.facts"), "npm y 2\nproblem odd");
    FactsCache cache = FactsCache.open(temp.resolve("cache"), FactsCache.DEFAULT_BYTES);
    Inventory inventory = read("dir:" + root, cache);
    assertThat(inventory.distribution().versionId()).isEqualTo("3.20");
    assertThat(inventory.layers()).isEmpty();
    assertThat(inventory.packages().getFirst().layer()).isEqualTo(-1);
    assertThat(inventory.problems())
        .containsExactly(new Inventory.Problem("app/y.facts", -1, "odd"));
    assertThat(list(temp.resolve("cache/layers"))).isEmpty();
    assertThat(list(temp.resolve("cache/images"))).isEmpty();
  }
}
