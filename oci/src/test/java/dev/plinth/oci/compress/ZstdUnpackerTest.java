package dev.plinth.oci.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.plinth.foundation.PlinthException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ZstdUnpackerTest {
  private static final byte[] CONTENT = GzipBytes.content(new Random(5), 300_000);

  @Test
  void reads_many_frames_skippable_ones_among_them_in_pieces_of_any_size() {
    byte[] stored =
        GzipBytes.join(
            skippable(0x50, 20),
            frame(CONTENT, true),
            skippable(0x5f, 0),
            frame(CONTENT, false),
            frame(new byte[0], true),
            skippable(0x55, 3_000));
    byte[] content = GzipBytes.join(CONTENT, CONTENT);
    for (int[] pieces : new int[][] {{1 << 20, 1 << 20}, {1_000, 333}, {7, 1 << 17}}) {
      assertThat(Unpacking.all(new ZstdUnpacker(), stored, pieces[0], pieces[1], 1 << 20))
          .isEqualTo(content);
    }
  }

  @Test
  void refuses_damage_truncation_and_what_follows_the_end() {
    byte[] stored = frame(CONTENT, true);
    byte[] damaged = stored.clone();
    damaged[stored.length - 1] ^= 1; // its checksum
    assertCode("PLINTH-ZSTD-CORRUPT", damaged);
    for (int cut : new int[] {1, 3, 4, 8, 5_000, stored.length - 1}) {
      assertCode("PLINTH-ZSTD-TRUNCATED", Arrays.copyOf(stored, cut));
    }
    assertCode("PLINTH-ZSTD-CORRUPT", GzipBytes.join(stored, new byte[10]));
    assertCode("PLINTH-ZSTD-TRUNCATED", Arrays.copyOf(skippable(0x50, 20), 15));
    assertCode("PLINTH-ZSTD-TRUNCATED", GzipBytes.join(stored, Arrays.copyOf(stored, 2)));
  }

  @Test
  void refuses_windows_that_need_too_much_memory() {
    // single segment off, window descriptor: exponent 18, that is 2^28
    byte[] stored = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (18 << 3), 1, 0, 0};
    assertCode("PLINTH-ZSTD-WINDOW", stored);
    stored[5] = (byte) (17 << 3);
    assertThat(Unpacking.all(new ZstdUnpacker(), stored, 100, 100, 100)).isEmpty();
  }

  private static byte[] frame(byte[] content, boolean checksum) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      return context.setChecksum(checksum).setLevel(3).compress(content);
    }
  }

  private static byte[] skippable(int first, int size) {
    return ByteBuffer.allocate(8 + size)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) first, 0x2a, 0x4d, 0x18})
        .putInt(size)
        .array();
  }

  private static void assertCode(String code, byte[] stored) {
    assertThatThrownBy(() -> Unpacking.all(new ZstdUnpacker(), stored, 1 << 20, 100, 1 << 20))
        .isInstanceOfSatisfying(PlinthException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
