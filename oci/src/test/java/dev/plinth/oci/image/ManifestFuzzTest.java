package dev.plinth.oci.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.PlinthException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes come as a manifest, an index, a configuration or a name: an error or an answer.
 */
class ManifestFuzzTest {
  private static final int LIMIT = 1 << 20;
  private static final int LAYERS = 50;

  public static void fuzzerTestOneInput(byte[] data) {
    attempt(() -> check(ManifestReader.read(data, "input", LIMIT, LAYERS)));
    attempt(() -> check(ImageConfigReader.read(data, "input", LIMIT, LAYERS)));
    attempt(() -> {
      for (var image : DockerArchiveReader.manifest(data, "input", LIMIT, LAYERS)) {
        must(!image.config().isEmpty() && image.layers().size() <= LAYERS);
      }
    });
    attempt(() -> DockerArchiveReader.repositories(data, "input", LIMIT));
    attempt(() -> DockerArchiveReader.legacy(data, "input", LIMIT));
    attempt(() -> {
      Reference read = Reference.parse(new String(data, StandardCharsets.UTF_8));
      must(read.path().length() <= 255 && read.tag().length() <= 128);
      must(Reference.parse(read.toString()).equals(read));
    });
  }

  private static void check(Document document) {
    switch (document) {
      case Manifest manifest -> {
        must(manifest.layers().size() <= LAYERS);
        must(manifest.config().size() >= 0);
        manifest.artifactKind();
        manifest.layers().forEach(Descriptor::inline);
      }
      case ImageIndex index -> {
        for (Descriptor inner : index.manifests()) {
          must(inner.size() >= 0);
          inner.inline();
        }
      }
    }
  }

  private static void check(ImageConfig config) {
    must(config.diffIds().size() <= LAYERS);
    LayerHistory history = LayerHistory.of(config.history(), config.diffIds().size());
    for (int i = 0; i < config.diffIds().size(); i++) {
      must(history.step(i) < config.history().size());
      must(history.step(i) >= 0 || history.createdBy(i).isEmpty());
    }
    new PlatformOrder(config.platform()).rank(config.platform());
  }

  private static void must(boolean held) {
    if (!held) {
      throw new AssertionError("an invariant does not hold");
    }
  }

  private static void attempt(Runnable reading) {
    try {
      reading.run();
    } catch (PlinthException e) {
      must(e.code().startsWith("PLINTH-") && e.getMessage() != null);
    }
  }

  @Test
  void seedsAreReadOrRefused() throws IOException {
    Path folder = Path.of("src/test/resources/fuzz/manifest");
    List<Path> seeds;
    try (Stream<Path> files = Files.list(folder)) {
      seeds = files.sorted().toList();
    }
    assertThat(seeds).hasSizeGreaterThanOrEqualTo(7);
    for (Path seed : seeds) {
      fuzzerTestOneInput(Files.readAllBytes(seed));
    }
  }
}
