package dev.plinth.oci.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntries;
import dev.plinth.oci.tar.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @EnumSource(Way.class)
  void whatIsKnownProvesNothingToAFullVerification(Way way) {
    TestImage image = image(2);
    Tars layout = TestImage.layout(TestImage.index(image.named("1")), image);
    Learnt learnt = new Learnt();
    image.stored().forEach(stored -> learnt.known.put(Tars.digest(stored), List.of("known")));
    ImageOptions full =
        new ImageOptions(null, true, 2, Limits.defaults(), ImageOptions.Progress.SILENT);
    try (OpenImage open = way.open(folder, layout.bytes(), "", full)) {
      assertThat(open.analyze(learnt).layers()).allMatch(layer -> !layer.contains("known"));
    }
    assertThat(learnt.begun).hasValue(2);
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
          public String known(Digest digest) {
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
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> way.analyze(folder, cut, "", new Learnt()))
          .as("%d bytes", length)
          .isInstanceOf(PlinthException.class);
    }
    if (way == Way.GZIP_STREAM || way == Way.ZSTD_STREAM) {
      byte[] packed = way == Way.GZIP_STREAM ? Tars.gzip(whole) : Tars.zstd(whole);
      byte[] cut = Arrays.copyOf(packed, packed.length - 5);
      try (OpenImage open = Way.STREAM.open(folder, cut, "", Way.options("linux/amd64"))) {
        assertThatThrownBy(() -> open.analyze(new Learnt()))
            .isInstanceOf(PlinthException.class)
            .hasMessageContaining("cut short");
      }
    }
  }

  @Test
  void bombsAroundTheArchiveAreRefused() throws IOException {
    long size = 400L << 20;
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (TarWriter tar = new TarWriter(new ZstdOutputStream(bomb))) {
      InputStream zeros =
          new InputStream() {
            private long left = size;

            @Override
            public int read() {
              return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
              int part = (int) Math.min(length, left);
              left -= part;
              return part == 0 ? -1 : part;
            }
          };
      tar.entry(TarEntries.of("zeros", EntryType.FILE, size, 0644, 0, ""), zeros);
    }
    assertThat(bomb.size()).isLessThan(100_000);
    byte[] bytes = bomb.toByteArray();
    try (OpenImage open = Way.STREAM.open(folder, bytes, "", Way.options("linux/amd64"))) {
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
                  Target.parse("-"), ImageOptions.defaults(), new ByteArrayInputStream(bytes)))
          .as(text)
          .isInstanceOf(PlinthException.class);
    }
  }

  @Test
  @Timeout(60)
  void inputWithoutEndIsNotReadForEver() {
    TestImage image = image(1);
    byte[] archive = TestImage.layout(TestImage.index(image.named("1")), image).bytes();
    InputStream zeros =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            Arrays.fill(buffer, offset, offset + length, (byte) 0);
            return length;
          }
        };
    InputStream endless = new SequenceInputStream(new ByteArrayInputStream(archive), zeros);
    try (OpenImage open = Images.open(Target.parse("-"), Way.options("linux/amd64"), endless)) {
      assertThat(open.analyze(new Learnt()).layers()).hasSize(1);
    }
    try (OpenImage open = Images.open(Target.parse("-"), Way.options("linux/amd64"), zeros)) {
      assertThatThrownBy(() -> open.analyze(new Learnt())).isInstanceOf(PlinthException.class);
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

  @ParameterizedTest
  @CsvSource({"a, 4000000, false", "_type, 4000000, false", "a, 100, true"})
  @Timeout(60)
  void documentsDoNotFillTheMemory(String member, int size, boolean refused) {
    TestImage image = image(1);
    byte[] head = image.into(new Tars()).bytes();
    byte[] document =
        new Tars().file("d", "{\"" + member + "\":\"" + "x".repeat(size) + "\"}").bytes();
    int copies = refused ? 100_001 : 400;
    List<InputStream> parts = new ArrayList<>();
    parts.add(new ByteArrayInputStream(head, 0, head.length - 1024));
    for (int i = 0; i < copies; i++) {
      parts.add(new ByteArrayInputStream(document, 0, document.length - 1024));
    }
    parts.add(
        new ByteArrayInputStream(
            new Tars()
                .file("index.json", TestImage.index(image.named("1")))
                .file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}")
                .bytes()));
    InputStream stream = new SequenceInputStream(Collections.enumeration(parts));
    try (OpenImage open = Images.open(Target.parse("-"), Way.options("linux/amd64"), stream)) {
      if (!refused) {
        assertThat(open.analyze(new Learnt()).layers()).hasSize(1);
      } else {
        assertThatThrownBy(() -> open.analyze(new Learnt()))
            .isInstanceOfSatisfying(
                PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-TAR-ENTRIES"));
      }
    }
  }
}
