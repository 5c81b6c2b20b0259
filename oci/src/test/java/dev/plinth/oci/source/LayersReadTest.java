package dev.plinth.oci.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How layers are read: known ones not at all, several at once, the lowest failure first. */
class LayersReadTest {
  @TempDir Path folder;

  private static byte[] layer(int seed, int size) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return new Tars().file("f" + seed, content).bytes();
  }

  private static TestImage image(int layers) {
    byte[][] tars = new byte[layers][];
    for (int i = 0; i < layers; i++) {
      tars[i] = layer(i, 1000 + 400_000 * (i % 3));
    }
    return TestImage.amd64(Tars::gzip, tars);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void knownLayersAreNotRead(Way way) {
    TestImage image = image(3);
    Tars layout = TestImage.layout(TestImage.index(image.named("1")), image);
    Learnt learnt = new Learnt();
    learnt.known.put(Tars.digest(image.stored().get(1)), List.of("known"));
    AnalyzedImage<List<String>> read = way.analyze(folder, layout.bytes(), "", learnt);
    assertThat(read.layers().get(1)).containsExactly("known");
    assertThat(learnt.begun).hasValue(2);
    // known or not, a layer of another size is not the one that the manifest names
    learnt.known.put(Tars.digest(image.stored().get(1)), List.of("known"));
    assertThatThrownBy(() ->
            way.analyze(
                folder,
                layout
                    .copy()
                    .file(TestImage.blob(image.stored().get(1)), Tars.gzip(layer(9, 9)))
                    .bytes(),
                "",
                learnt))
        .isInstanceOf(PlinthException.class)
        .hasMessageContaining("should have");
  }

  @Test
  void layersComeInTheImagesOrderHoweverManyAreReadAtOnce() {
    TestImage image = image(12);
    Tars layout = TestImage.layout(TestImage.index(image.named("1")), image);
    for (int threads : new int[] {1, 2, 7}) {
      AtomicLong advanced = new AtomicLong();
      AtomicLong announced = new AtomicLong();
      AtomicInteger done = new AtomicInteger();
      ImageOptions.Progress progress =
          new ImageOptions.Progress() {
            @Override
            public void started(int layers, long storedBytes) {
              announced.set(storedBytes);
            }

            @Override
            public void advanced(long storedBytes) {
              advanced.addAndGet(storedBytes);
            }

            @Override
            public void layerDone(boolean known) {
              done.incrementAndGet();
            }
          };
      ImageOptions options = new ImageOptions(null, true, threads, Limits.defaults(), progress);
      try (OpenImage open = Way.FILE.open(folder, layout.bytes(), "", options)) {
        List<List<String>> layers = open.analyze(new Learnt()).layers();
        for (int i = 0; i < 12; i++) {
          assertThat(layers.get(i).getFirst()).startsWith("f" + i + "=");
        }
      }
      assertThat(done).hasValue(12);
      assertThat(advanced.get()).isEqualTo(announced.get()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void theLowestDamagedLayerIsNamed(Way way) {
    TestImage image = image(8);
    Tars layout = TestImage.layout(TestImage.index(image.named("1")), image);
    for (int damaged : new int[] {2, 5, 7}) {
      byte[] stored = image.stored().get(damaged).clone();
      stored[9]++;
      layout.file(TestImage.blob(image.stored().get(damaged)), stored);
    }
    for (int attempt = 0; attempt < 5; attempt++) {
      Learnt learnt = new Learnt();
      assertThatThrownBy(() -> way.analyze(folder, layout.bytes(), "", learnt))
          .isInstanceOf(PlinthException.class)
          .hasMessageContaining(Tars.hex(image.stored().get(2)));
      assertThat(learnt.abandoned.get() + learnt.finished.size()).isEqualTo(learnt.begun.get());
    }
  }

  @Test
  void whatTheAnalysisThrowsIsPassedOn() {
    TestImage image = image(3);
    Tars layout = TestImage.layout(TestImage.index(image.named("1")), image);
    LayerAnalysis<String> failing =
        new LayerAnalysis<>() {
          @Override
          public String known(dev.plinth.oci.image.Digest digest) {
            return null;
          }

          @Override
          public Reading<String> begin() {
            throw new IllegalStateException("no reading");
          }
        };
    for (Way way : Way.values()) {
      try (OpenImage open = way.open(folder, layout.bytes(), "", Way.options("linux/amd64"))) {
        assertThatThrownBy(() -> open.analyze(failing)).hasMessage("no reading");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void archivesCutShortAreRefused(Way way) {
    TestImage image = image(3);
    byte[] whole = TestImage.layout(TestImage.index(image.named("1")), image).bytes();
    for (int length : new int[] {1, 511, 512, 700, 2_000, whole.length / 2, whole.length - 2_000}) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> way.analyze(folder, cut, "", new Learnt()))
          .as("%d bytes", length)
          .isInstanceOf(PlinthException.class);
    }
    if (way == Way.GZIP_STREAM || way == Way.ZSTD_STREAM) {
      byte[] packed = way == Way.GZIP_STREAM ? Tars.gzip(whole) : Tars.zstd(whole);
      byte[] cut = java.util.Arrays.copyOf(packed, packed.length - 5);
      try (OpenImage open = Way.STREAM.open(folder, cut, "", Way.options("linux/amd64"))) {
        assertThatThrownBy(() -> open.analyze(new Learnt()))
            .isInstanceOf(PlinthException.class)
            .hasMessageContaining("cut short");
      }
    }
  }

  @Test
  void bombsAroundTheArchiveAreRefused() {
    byte[] zeros = new Tars().file("zeros", new byte[200 << 20]).bytes();
    byte[] bomb = Tars.zstd(zeros);
    assertThat(bomb.length).isLessThan(100_000);
    try (OpenImage open = Way.STREAM.open(folder, bomb, "", Way.options("linux/amd64"))) {
      assertThatThrownBy(() -> open.analyze(new Learnt()))
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-ARCHIVE-RATIO"));
    }
  }

  @Test
  void whatIsNoImageIsRefused() {
    byte[] other = new Tars().file("hello", "world").bytes();
    for (Way way : Way.values()) {
      assertThatThrownBy(() -> way.analyze(folder, other, "", new Learnt()))
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-IMAGE-NONE"))
          .hasMessageContaining("1 file, hello");
      assertThatThrownBy(() -> way.analyze(folder, new Tars().bytes(), "", new Learnt()))
          .hasMessageContaining("no files");
    }
    for (String text : List.of("", "hello", "{}", "<x/>")) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() ->
              Images.open(
                  Target.parse("-"),
                  ImageOptions.defaults(),
                  new java.io.ByteArrayInputStream(bytes)))
          .as(text)
          .isInstanceOf(PlinthException.class);
    }
  }

  @Test
  void aStreamIsReadOnce() {
    TestImage image = image(1);
    byte[] archive = TestImage.layout(TestImage.index(image.named("1")), image).bytes();
    try (OpenImage open = Way.STREAM.open(folder, archive, "", Way.options("linux/amd64"))) {
      assertThat(open.listing().images()).hasSize(1);
      assertThatThrownBy(() -> open.analyze(new Learnt()))
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-SOURCE-ONCE"));
    }
  }

  @Test
  @Timeout(30)
  void closingAFileEndsItsReading() throws InterruptedException {
    TestImage image = image(4);
    byte[] archive = TestImage.layout(TestImage.index(image.named("1")), image).bytes();
    OpenImage open = Way.FILE.open(folder, archive, "", Way.options("linux/amd64"));
    open.close();
    Learnt learnt = new Learnt();
    assertThatThrownBy(() -> open.analyze(learnt)).isInstanceOf(PlinthException.class);
    assertThat(learnt.finished).isEmpty();
  }

  @Test
  @Timeout(30)
  void manyCandidatesAndDocumentsDoNotFillTheMemory() {
    TestImage image = image(1);
    byte[] head = image.into(new Tars()).bytes();
    byte[] documents = new Tars().file("d", "{\"a\":\"" + "x".repeat(4_000_000) + "\"}").bytes();
    List<byte[]> parts = new ArrayList<>();
    parts.add(java.util.Arrays.copyOf(head, head.length - 1024));
    for (int i = 0; i < 400; i++) {
      parts.add(java.util.Arrays.copyOf(documents, documents.length - 1024));
    }
    parts.add(
        new Tars()
            .file("index.json", TestImage.index(image.named("1")))
            .file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}")
            .bytes());
    InputStream stream =
        new java.io.SequenceInputStream(
            java.util.Collections.enumeration(
                parts.stream().map(java.io.ByteArrayInputStream::new).toList()));
    try (OpenImage open = Images.open(Target.parse("-"), Way.options("linux/amd64"), stream)) {
      assertThatThrownBy(() -> open.analyze(new Learnt()))
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-DOCUMENT-SIZE"));
    }
  }
}
