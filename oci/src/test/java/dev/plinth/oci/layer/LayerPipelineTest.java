package dev.plinth.oci.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.LayerVisitor;
import dev.plinth.oci.tar.TarEntry;
import dev.plinth.oci.tar.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LayerPipelineTest {
  private static final LongConsumer SILENT = bytes -> {};

  /** Large enough for several buffers of every kind. */
  private static final byte[] LARGE = tar(12, 700_000, 7);

  private static final byte[] SMALL = tar(3, 1_000, 8);

  @TempDir Path folder;

  @Test
  void reads_plain_gzip_and_zstd_layers_small_and_large() throws Exception {
    for (byte[] tar : List.of(SMALL, LARGE)) {
      for (Compression compression : Compression.values()) {
        byte[] stored = compress(tar, compression);
        LayerRequest request =
            LayerRequest.of(stream(stored))
                .expecting(digest("sha256", stored), stored.length)
                .withDiffId(digest("sha256", tar));
        Gathered seen = new Gathered();
        AtomicLong progress = new AtomicLong();

        LayerResult result =
            LayerPipeline.read(request, seen, budget(Limits.defaults()), progress::addAndGet);

        assertThat(result)
            .isEqualTo(
                new LayerResult(
                    digest("sha256", stored),
                    digest("sha256", tar),
                    stored.length,
                    tar.length,
                    tar == SMALL ? 3 : 12,
                    compression));
        assertThat(progress).hasValue(stored.length);
        byte[] content = new byte[tar == SMALL ? 1_000 : 700_000];
        Random random = new Random(tar == SMALL ? 8 : 7);
        for (TarEntry entry : seen.entries) {
          fill(random, content);
          assertThat(seen.contents.get(entry.path())).isEqualTo(content);
        }
      }
    }
  }

  @Test
  void reads_a_region_of_a_file() throws Exception {
    byte[] stored = compress(LARGE, Compression.GZIP);
    Path file = folder.resolve("archive");
    byte[] padded = new byte[stored.length + 200];
    System.arraycopy(stored, 0, padded, 77, stored.length);
    Files.write(file, padded);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      LayerBytes bytes = LayerBytes.file("blob", channel, 77, stored.length);
      LayerResult result = read(LayerRequest.of(bytes).expecting(digest("sha512", stored), -1));
      assertThat(result.storedDigest()).isEqualTo(digest("sha512", stored));
      assertThat(result.entries()).isEqualTo(12);
      assertThat(channel.position()).isZero();
    }
  }

  @Test
  void hashes_plain_layers_twice_only_for_another_algorithm() throws Exception {
    for (byte[] tar : List.of(SMALL, LARGE)) {
      LayerResult result =
          read(
              LayerRequest.of(stream(tar))
                  .expecting(digest("sha384", tar), tar.length)
                  .withDiffId(null));
      assertThat(result.storedDigest()).isEqualTo(digest("sha384", tar));
      assertThat(result.diffId()).isEqualTo(digest("sha256", tar));
    }
  }

  @Test
  void drains_and_hashes_what_follows_the_archive() throws Exception {
    byte[] tar = Arrays.copyOf(LARGE, LARGE.length + 3_000_000);
    Arrays.fill(tar, LARGE.length, tar.length, (byte) 'x');
    LayerResult result =
        read(LayerRequest.of(stream(compress(tar, Compression.GZIP))).withDiffId(null));
    assertThat(result.diffId()).isEqualTo(digest("sha256", tar));
    assertThat(result.unpackedSize()).isEqualTo(tar.length);
  }

  @Test
  void accepts_an_empty_layer() {
    assertThat(read(LayerRequest.of(stream(new byte[0]))).entries()).isZero();
    assertThat(read(LayerRequest.of(stream(new byte[1024]))).unpackedSize()).isEqualTo(1024);
  }

  @Test
  void refuses_another_digest_size_or_diff_id() throws Exception {
    for (byte[] tar : List.of(SMALL, LARGE)) {
      byte[] stored = compress(tar, Compression.GZIP);
      Digest right = digest("sha256", stored);
      Digest wrong = digest("sha256", new byte[1]);

      assertThatThrownBy(
              () -> read(LayerRequest.of(stream(stored)).expecting(wrong, stored.length)))
          .hasMessage(
              "Tried to read the layer test, but its bytes have the digest "
                  + right
                  + " where "
                  + wrong
                  + " is expected; it was damaged or replaced: fetch or save it again from a"
                  + " source you trust");
      assertCode("PLINTH-LAYER-DIGEST", LayerRequest.of(stream(stored)).expecting(wrong, -1));
      assertCode(
          "PLINTH-LAYER-SIZE", LayerRequest.of(stream(stored)).expecting(right, stored.length + 1));
      assertCode(
          "PLINTH-LAYER-SIZE", LayerRequest.of(stream(stored)).expecting(right, stored.length - 1));
      assertCode("PLINTH-LAYER-DIFF-ID", LayerRequest.of(stream(stored)).withDiffId(wrong));
    }
  }

  @Test
  void names_what_the_content_looks_like() {
    assertThatThrownBy(() -> read(LayerRequest.of(stream("BZh91AY&SY".getBytes()))))
        .hasMessageContaining("Tried to read the layer test, but its content looks like bzip2");
    assertCode("PLINTH-LAYER-FORMAT", LayerRequest.of(stream("{\"schemaVersion\": 2}".getBytes())));
  }

  @Test
  void refuses_truncated_layers_wherever_they_are_cut() throws Exception {
    byte[] gzip = compress(LARGE, Compression.GZIP);
    byte[] zstd = compress(LARGE, Compression.ZSTD);
    for (int cut : new int[] {20, 5_000, 300_000, 4_000_000}) {
      assertCode("PLINTH-GZIP-TRUNCATED", LayerRequest.of(stream(Arrays.copyOf(gzip, cut))));
      assertCode("PLINTH-ZSTD-TRUNCATED", LayerRequest.of(stream(Arrays.copyOf(zstd, cut))));
    }
    for (int cut : new int[] {700, 4_000_000}) {
      assertCode("PLINTH-TAR-TRUNCATED", LayerRequest.of(stream(Arrays.copyOf(LARGE, cut))));
    }
  }

  @Test
  void holds_an_image_to_its_limits() throws Exception {
    Limits usual = Limits.defaults();
    byte[] zeros = new byte[65 << 20];
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (TarWriter writer = new TarWriter(bomb)) {
      writer.file("zeros", 0644, 0, zeros);
    }
    byte[] stored = compress(bomb.toByteArray(), Compression.ZSTD);
    assertCode("PLINTH-LAYER-RATIO", LayerRequest.of(stream(stored)), usual);
    byte[] gzip = compress(bomb.toByteArray(), Compression.GZIP);
    assertThat(read(LayerRequest.of(stream(gzip))).entries()).isEqualTo(1);

    Limits unpacked =
        new Limits(8_000_000, 1_100, 100, 4_096, 256, 1 << 20, 4 << 20, 1_000, 8, 100_000);
    LayerRequest request = LayerRequest.of(stream(compress(LARGE, Compression.GZIP)));
    assertCode("PLINTH-LAYER-UNPACKED", request, unpacked);

    Limits entries =
        new Limits(1L << 40, 1_100, 5, 4_096, 256, 1 << 20, 4 << 20, 1_000, 8, 100_000);
    LayerBudget shared = budget(entries);
    LayerPipeline.read(LayerRequest.of(stream(SMALL)), new Gathered(), shared, SILENT);
    assertThatThrownBy(() ->
            LayerPipeline.read(LayerRequest.of(stream(SMALL)), new Gathered(), shared, SILENT))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-LAYER-ENTRIES"));
  }

  @Test
  void passes_on_what_the_visitor_and_the_source_throw_and_leaves_no_thread() throws Exception {
    byte[] stored = compress(LARGE, Compression.GZIP);
    LayerVisitor failing =
        new LayerVisitor() {
          @Override
          public ContentConsumer entry(TarEntry entry) {
            throw new IllegalStateException("visitor");
          }

          @Override
          public void problem(String path, String problem) {}
        };
    assertThatThrownBy(() ->
            LayerPipeline.read(
                LayerRequest.of(stream(stored)), failing, budget(Limits.defaults()), SILENT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("visitor");
    InputStream broken =
        new InputStream() {
          private int position;

          @Override
          public int read() throws IOException {
            if (position == 1_000_000) {
              throw new IOException("disk on fire");
            }
            return stored[position++] & 0xff;
          }
        };
    assertThatThrownBy(() -> read(LayerRequest.of(LayerBytes.stream("test", broken, -1))))
        .hasMessageContaining("but reading failed: disk on fire; check the file");
    assertThat(layerThreads()).isEmpty();
  }

  @Test
  void stops_promptly_when_interrupted_or_failing_though_the_source_stalls() throws Exception {
    byte[] stored = compress(LARGE, Compression.GZIP);
    CountDownLatch stalled = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    InputStream stalling =
        new InputStream() {
          private final InputStream in = new ByteArrayInputStream(stored, 0, 1_000_000);

          @Override
          public int read() throws IOException {
            int b = in.read();
            if (b < 0) {
              stalled.countDown();
              try {
                go.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
            }
            return b;
          }
        };
    AtomicReference<Object> outcome = new AtomicReference<>();
    Thread reader =
        new Thread(() -> {
          try {
            outcome.set(read(LayerRequest.of(LayerBytes.stream("test", stalling, -1))));
          } catch (PlinthException e) {
            outcome.set(e.code() + " " + Thread.currentThread().isInterrupted());
          }
        });
    reader.start();
    assertThat(stalled.await(20, TimeUnit.SECONDS)).isTrue();
    reader.interrupt();
    reader.join(10_000);
    assertThat(outcome).hasValue("PLINTH-LAYER-INTERRUPTED true");
    go.countDown();
    for (Thread left : layerThreads()) {
      left.join(10_000);
    }
    assertThat(layerThreads()).isEmpty();
  }

  @Test
  void reads_content_only_as_far_as_it_is_wanted() {
    List<Integer> pieces = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    LayerVisitor picky =
        new LayerVisitor() {
          @Override
          public ContentConsumer entry(TarEntry entry) {
            if (!entry.path().equals("file3") || entry.type() != EntryType.FILE) {
              return null;
            }
            return new ContentConsumer() {
              @Override
              public boolean accept(byte[] buffer, int offset, int length) {
                pieces.add(length);
                return false;
              }

              @Override
              public void end() {
                ends.add(entry.path());
              }
            };
          }

          @Override
          public void problem(String path, String problem) {}
        };
    LayerPipeline.read(LayerRequest.of(stream(LARGE)), picky, budget(Limits.defaults()), SILENT);
    assertThat(pieces).hasSize(1);
    assertThat(ends).containsExactly("file3");
  }

  private static List<Thread> layerThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("plinth-layer-"))
        .toList();
  }

  private static void assertCode(String code, LayerRequest request) {
    assertCode(code, request, Limits.defaults());
  }

  private static void assertCode(String code, LayerRequest request, Limits limits) {
    assertThatThrownBy(() -> LayerPipeline.read(request, new Gathered(), budget(limits), SILENT))
        .isInstanceOfSatisfying(PlinthException.class, e -> assertThat(e.code()).isEqualTo(code));
    assertThat(layerThreads()).isEmpty();
  }

  private static LayerResult read(LayerRequest request) {
    return LayerPipeline.read(request, new Gathered(), budget(Limits.defaults()), SILENT);
  }

  private static LayerBudget budget(Limits limits) {
    return new LayerBudget(limits);
  }

  private static LayerBytes stream(byte[] bytes) {
    return LayerBytes.stream("test", new ByteArrayInputStream(bytes), -1);
  }

  private static byte[] tar(int files, int size, int seed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Random random = new Random(seed);
    byte[] content = new byte[size];
    try (TarWriter writer = new TarWriter(out)) {
      for (int i = 0; i < files; i++) {
        fill(random, content);
        writer.file("file" + i, 0644, i, content);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** Half noise, half repetition. */
  private static void fill(Random random, byte[] content) {
    random.nextBytes(content);
    Arrays.fill(content, content.length / 4, content.length / 2, (byte) random.nextInt());
  }

  private static byte[] compress(byte[] bytes, Compression compression) throws IOException {
    return switch (compression) {
      case NONE -> bytes;
      case ZSTD -> Zstd.compress(bytes);
      case GZIP -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
          gzip.write(bytes);
        }
        yield out.toByteArray();
      }
    };
  }

  private static Digest digest(String algorithm, byte[] bytes) throws Exception {
    MessageDigest hash = MessageDigest.getInstance("SHA-" + algorithm.substring(3));
    return new Digest(algorithm, HexFormat.of().formatHex(hash.digest(bytes)));
  }
}
