package dev.plinth.oci.compress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class GzipUnpackerTest {
  private static final byte[] CONTENT = "hello hello hello".getBytes(ISO_8859_1);
  private static final byte[] DEFLATED = GzipBytes.deflate(CONTENT, 6, Deflater.DEFAULT_STRATEGY);

  @Test
  void reads_every_optional_part_of_the_header() {
    for (int flags = 0; flags < 32; flags++) {
      byte[] stored = GzipBytes.member(header(flags, 0), DEFLATED, CONTENT);
      for (int piece : new int[] {1, 5, 1000}) {
        assertThat(unpack(stored, piece)).as("flags %d", flags).isEqualTo(CONTENT);
      }
    }
  }

  @Test
  void compares_the_checksums_and_the_size() {
    byte[] stored = GzipBytes.member(CONTENT);
    byte[] crc = stored.clone();
    crc[stored.length - 8] ^= 1;
    assertCode("PLINTH-GZIP-CHECKSUM", crc);
    byte[] size = stored.clone();
    size[stored.length - 1] ^= 1;
    assertCode("PLINTH-GZIP-SIZE", size);
    assertCode("PLINTH-GZIP-HEADER", GzipBytes.member(header(2, 1), DEFLATED, CONTENT));
  }

  @Test
  void refuses_headers_that_are_not_gzip() {
    byte[] stored = GzipBytes.member(CONTENT);
    for (int[] change : new int[][] {{0, 0x1e}, {1, 0x8a}, {2, 7}, {3, 0x20}, {3, 0x80}}) {
      byte[] wrong = stored.clone();
      wrong[change[0]] = (byte) change[1];
      assertCode("PLINTH-GZIP-HEADER", wrong);
    }
    byte[] name = new byte[GzipUnpacker.MAX_HEADER + 100];
    Arrays.fill(name, (byte) 'n');
    name[name.length - 1] = 0;
    byte[] start = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 3};
    assertCode(
        "PLINTH-GZIP-HEADER", GzipBytes.member(GzipBytes.join(start, name), DEFLATED, CONTENT));
  }

  @Test
  void tolerates_zeros_after_the_end_and_nothing_else() {
    byte[] stored = GzipBytes.member(CONTENT);
    assertThat(unpack(GzipBytes.join(stored, new byte[10_000]), 77)).isEqualTo(CONTENT);
    assertCode("PLINTH-GZIP-TRAILING", GzipBytes.join(stored, new byte[] {1}));
    assertCode("PLINTH-GZIP-TRAILING", GzipBytes.join(stored, new byte[] {0, 0, 5}));
    assertCode("PLINTH-GZIP-TRAILING", GzipBytes.join(stored, new byte[] {0x1f, 0x00}));
    assertCode("PLINTH-GZIP-TRAILING", GzipBytes.join(stored, new byte[] {0}, stored));
  }

  @Test
  void refuses_what_is_cut_short_at_every_byte() {
    byte[] stored = GzipBytes.member(header(31, 0), DEFLATED, CONTENT);
    for (int cut = 0; cut < stored.length; cut++) {
      assertCode("PLINTH-GZIP-TRUNCATED", Arrays.copyOf(stored, cut));
    }
    assertCode("PLINTH-GZIP-TRUNCATED", GzipBytes.join(stored, new byte[] {0x1f}));
  }

  @Test
  void says_what_to_do() {
    assertThatThrownBy(() -> unpack(Arrays.copyOf(GzipBytes.member(CONTENT), 20), 5))
        .hasMessage(
            "Tried to unpack gzip, but it ends before its own end mark; it was cut short: fetch"
                + " or save it again");
  }

  private static byte[] header(int flags, int error) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 2, 3});
    if ((flags & 4) != 0) {
      out.writeBytes(new byte[] {4, 0, 'e', 0, 'x', 't'});
    }
    if ((flags & 8) != 0) {
      out.writeBytes("name\0".getBytes(ISO_8859_1));
    }
    if ((flags & 16) != 0) {
      out.writeBytes("comment\0".getBytes(ISO_8859_1));
    }
    if ((flags & 2) != 0) {
      CRC32 crc = new CRC32();
      crc.update(out.toByteArray());
      out.write((int) crc.getValue() + error);
      out.write((int) crc.getValue() >> 8);
    }
    return out.toByteArray();
  }

  private static byte[] unpack(byte[] stored, int piece) {
    return Unpacking.all(new GzipUnpacker(new JdkInflateEngine()), stored, piece, 100, 1 << 20);
  }

  private static void assertCode(String code, byte[] stored) {
    for (InflateEngine engine : InflateEnginesTest.engines()) {
      assertThatThrownBy(
              () -> Unpacking.all(new GzipUnpacker(engine), stored, 1 << 20, 100, 1 << 20))
          .as(engine.name())
          .isInstanceOfSatisfying(PlinthException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
  }
}
