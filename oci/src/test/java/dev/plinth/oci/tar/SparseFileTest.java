package dev.plinth.oci.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.oci.Limits;
import dev.plinth.oci.layer.Gathered;
import dev.plinth.oci.tar.TarBytes.Header;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SparseFileTest {
  private static final byte[] STORED = "AAAAABBBBBBB".getBytes(UTF_8);

  /** 10 zeros, 5 A, 85 zeros, 7 B, 93 zeros. */
  private static byte[] logical() {
    byte[] logical = new byte[200];
    System.arraycopy(STORED, 0, logical, 10, 5);
    System.arraycopy(STORED, 5, logical, 100, 7);
    return logical;
  }

  @Test
  void reads_old_gnu_with_and_without_extended_headers() throws Exception {
    Header header = new Header("s", 'S', 12).gnu().octal(483, 12, 200);
    piece(header.block, 386, 10, 5);
    piece(header.block, 410, 100, 7);
    piece(header.block, 434, 200, 0);
    check(new TarBytes().add(header, STORED).add(new Header("z", '0', 0)).ended());

    Header extended = new Header("s", 'S', 12).gnu().octal(483, 12, 200);
    extended.block[482] = 1;
    piece(extended.block, 386, 10, 1);
    piece(extended.block, 410, 11, 1);
    piece(extended.block, 434, 12, 1);
    piece(extended.block, 458, 13, 1);
    byte[] first = new byte[512];
    first[504] = 1;
    piece(first, 0, 14, 1);
    byte[] second = new byte[512];
    piece(second, 0, 100, 7);
    piece(second, 24, 200, 0);
    check(
        new TarBytes()
            .add(extended)
            .raw(first)
            .raw(second)
            .padded(STORED)
            .add(new Header("z", '0', 0))
            .ended());
  }

  @Test
  void reads_pax_0_0() throws Exception {
    check(
        new TarBytes()
            .pax(
                'x',
                "GNU.sparse.size",
                "200",
                "GNU.sparse.numblocks",
                "3",
                "GNU.sparse.offset",
                "10",
                "GNU.sparse.numbytes",
                "5",
                "GNU.sparse.offset",
                "100",
                "GNU.sparse.numbytes",
                "7",
                "GNU.sparse.offset",
                "200",
                "GNU.sparse.numbytes",
                "0")
            .add(new Header("s", '0', 12).ustar(), STORED)
            .add(new Header("z", '0', 0))
            .ended());
  }

  @Test
  void reads_pax_0_1() throws Exception {
    check(
        new TarBytes()
            .pax(
                'x',
                "GNU.sparse.size",
                "200",
                "GNU.sparse.numblocks",
                "2",
                "GNU.sparse.map",
                "10,5,100,7",
                "GNU.sparse.name",
                "s")
            .add(new Header("GNUSparseFile.1/s", '0', 12).ustar(), STORED)
            .add(new Header("z", '0', 0))
            .ended());
  }

  @Test
  void reads_pax_1_0() throws Exception {
    byte[] content = new byte[512 + 12];
    byte[] map = "2\n10\n5\n100\n7\n".getBytes(UTF_8);
    System.arraycopy(map, 0, content, 0, map.length);
    System.arraycopy(STORED, 0, content, 512, 12);
    check(
        new TarBytes()
            .pax(
                'x',
                "GNU.sparse.major",
                "1",
                "GNU.sparse.minor",
                "0",
                "GNU.sparse.name",
                "s",
                "GNU.sparse.realsize",
                "200")
            .add(new Header("GNUSparseFile.1/s", '0', content.length).ustar(), content)
            .add(new Header("z", '0', 0))
            .ended());
  }

  @Test
  void reads_maps_of_many_blocks_and_files_that_are_one_hole() {
    StringBuilder map = new StringBuilder("300\n");
    for (int i = 0; i < 300; i++) {
      map.append(1000 + 10 * i).append('\n').append(1).append('\n');
    }
    byte[] text = map.toString().getBytes(UTF_8);
    int blocks = (text.length + 511) / 512 * 512;
    byte[] content = new byte[blocks + 300];
    System.arraycopy(text, 0, content, 0, text.length);
    Arrays.fill(content, blocks, content.length, (byte) 'x');
    Gathered seen =
        TarReaderTest.read(
            new TarBytes()
                .pax(
                    'x',
                    "GNU.sparse.major",
                    "1",
                    "GNU.sparse.minor",
                    "0",
                    "GNU.sparse.realsize",
                    "100000")
                .add(new Header("s", '0', content.length).ustar(), content)
                .pax('x', "GNU.sparse.map", "70000,0", "GNU.sparse.size", "70000")
                .add(new Header("hole", '0', 0).ustar())
                .ended());
    byte[] logical = new byte[100_000];
    for (int i = 0; i < 300; i++) {
      logical[1000 + 10 * i] = 'x';
    }
    assertThat(seen.contents.get("s")).isEqualTo(logical);
    assertThat(seen.contents.get("hole")).isEqualTo(new byte[70_000]);
  }

  @Test
  void huge_holes_cost_nothing_unless_they_are_wanted() {
    byte[] tar =
        new TarBytes()
            .pax('x', "GNU.sparse.map", "1000000000000,5", "GNU.sparse.size", "1000000000005")
            .add(new Header("lastlog", '0', 5).ustar(), "hello".getBytes(UTF_8))
            .ended();
    AtomicLong holes = new AtomicLong();
    AtomicLong accepted = new AtomicLong();
    LayerVisitor visitor =
        new LayerVisitor() {
          @Override
          public ContentConsumer entry(TarEntry entry) {
            assertThat(entry.size()).isEqualTo(1_000_000_000_005L);
            return new ContentConsumer() {
              @Override
              public boolean accept(byte[] buffer, int offset, int length) {
                return accepted.addAndGet(length) < 1_000_000;
              }

              @Override
              public void end() {
                accepted.incrementAndGet();
              }
            };
          }

          @Override
          public void problem(String path, String problem) {}
        };
    TarReader reader = new TarReader(Limits.defaults(), 10, visitor, holes::addAndGet);
    reader.feed(ByteBuffer.wrap(tar));
    reader.finish();
    assertThat(accepted).hasValue(16 * 65_536 + 1);
    assertThat(holes).hasValue(16 * 65_536);
  }

  @Test
  void refuses_maps_that_lie() {
    sparse("PLINTH-TAR-SPARSE", "10,5,12,7", "200");
    sparse("PLINTH-TAR-SPARSE", "10,5,100,8", "200");
    sparse("PLINTH-TAR-SPARSE", "10,5,195,7", "200");
    sparse("PLINTH-TAR-SPARSE", "10,5,100", "200");
    sparse("PLINTH-TAR-SPARSE", "10,5,201,7", "200");
    sparse("PLINTH-TAR-NUMBER", "10,-5", "200");
    sparse("PLINTH-TAR-NUMBER", "10,,5", "200");
    sparse("PLINTH-TAR-NUMBER", "10,9223372036854775807", "200");
    sparse("PLINTH-TAR-SPARSE-SIZE", "10,5,100,7", Long.toString((1L << 40) + 1));
    sparse("PLINTH-TAR-SPARSE-MAP", "0,0,".repeat(70_000) + "0,12", "200");
    TarReaderTest.assertCode("PLINTH-TAR-SPARSE-MAP", version1("70000\n"));
    TarReaderTest.assertCode("PLINTH-TAR-NUMBER", version1("x\n"));
    TarReaderTest.assertCode("PLINTH-TAR-SPARSE", version1("300\n" + "1\n".repeat(254)));
    TarReaderTest.assertCode(
        "PLINTH-TAR-TRUNCATED", Arrays.copyOf(version1("300\n" + "1\n".repeat(254)), 1536));
  }

  @Test
  void reads_unknown_versions_as_stored_and_says_so() {
    Gathered seen =
        TarReaderTest.read(
            new TarBytes()
                .pax('x', "GNU.sparse.major", "2", "GNU.sparse.minor", "0")
                .add(new Header("s", '0', 12).ustar(), STORED)
                .ended());
    assertThat(seen.contents.get("s")).isEqualTo(STORED);
    assertThat(seen.problems)
        .containsExactly("s: its sparse format is unknown; it is read as stored");
  }

  private static void sparse(String code, String map, String size) {
    TarReaderTest.assertCode(
        code,
        new TarBytes()
            .pax('x', "GNU.sparse.map", map, "GNU.sparse.size", size)
            .add(new Header("s", '0', 12).ustar(), STORED)
            .ended());
  }

  private static byte[] version1(String map) {
    byte[] content = Arrays.copyOf(map.getBytes(UTF_8), 512);
    Arrays.fill(content, map.length(), 512, (byte) '\n');
    return new TarBytes()
        .pax('x', "GNU.sparse.major", "1", "GNU.sparse.minor", "0", "GNU.sparse.realsize", "200")
        .add(new Header("s", '0', 512).ustar(), content)
        .ended();
  }

  private static void check(byte[] tar) throws Exception {
    Gathered seen = TarReaderTest.read(tar);
    assertThat(seen.entries).extracting(TarEntry::path).containsExactly("s", "z");
    assertThat(seen.entries.getFirst().size()).isEqualTo(200);
    assertThat(seen.contents.get("s")).isEqualTo(logical());

    TarStream stream = new TarStream(new ByteArrayInputStream(tar), Limits.defaults(), 10);
    assertThat(stream.next()).isEqualTo(seen.entries.getFirst());
    assertThat(stream.contentOffset()).isEqualTo(-1);
    assertThat(stream.content().readAllBytes()).isEqualTo(logical());
    assertThat(stream.next()).isEqualTo(seen.entries.getLast());
    assertThat(stream.next()).isNull();
  }

  private static void piece(byte[] block, int at, long offset, long length) {
    byte[] text = String.format("%011o\0%011o\0", offset, length).getBytes(UTF_8);
    System.arraycopy(text, 0, block, at, 24);
  }
}
