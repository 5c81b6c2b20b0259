package dev.plinth.oci.tar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.layer.Gathered;
import dev.plinth.oci.tar.TarBytes.Header;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TarReaderTest {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);

  @Test
  void reads_a_v7_archive() {
    Gathered seen =
        read(
            new TarBytes()
                .add(new Header("dir/", '\0', 0))
                .add(new Header("dir/old", '\0', 5).octal(136, 12, 1234), HELLO)
                .add(new Header("dir/link", '2', 0).text(157, 100, "../old"))
                .add(new Header("hard", '1', 0).text(157, 100, "./dir//old"))
                .ended());
    assertThat(seen.entries)
        .containsExactly(
            TarEntries.of("dir", EntryType.DIRECTORY, 0, 0644, 0, ""),
            TarEntries.of("dir/old", EntryType.FILE, 5, 0644, 1234, ""),
            TarEntries.of("dir/link", EntryType.SYMLINK, 0, 0644, 0, "../old"),
            TarEntries.of("hard", EntryType.HARDLINK, 0, 0644, 0, "dir/old"));
    assertThat(seen.contents.get("dir/old")).isEqualTo(HELLO);
  }

  @Test
  void joins_the_prefixes_of_ustar_and_star_but_not_of_gnu() {
    Header ustar = new Header("b", '0', 0).ustar().text(345, 155, "a/" + "x".repeat(150));
    Header star = new Header("b", '0', 0).ustar().text(345, 131, "a").text(508, 4, "tar\0");
    star.text(476, 12, "00000000000");
    Header gnu = new Header("b", '0', 0).gnu().text(345, 12, "12345670123");
    assertThat(read(new TarBytes().add(ustar).add(star).add(gnu).ended()).entries)
        .extracting(TarEntry::path)
        .containsExactly("a/" + "x".repeat(150) + "/b", "a/b", "b");
  }

  @Test
  void reads_gnu_long_names_which_win_over_pax() {
    String name = "n/".repeat(100) + "end";
    Gathered seen =
        read(
            new TarBytes()
                .add(
                    new Header("././@LongLink", 'K', 201).gnu(),
                    ("t".repeat(200) + "\0").getBytes(UTF_8))
                .add(
                    new Header("././@LongLink", 'L', name.length() + 1).gnu(),
                    (name + "\0").getBytes(UTF_8))
                .pax('x', "path", "pax", "linkpath", "pax")
                .add(new Header("short", '2', 0).gnu())
                .add(new Header("next", '0', 0).gnu())
                .ended());
    assertThat(seen.entries.getFirst().path()).isEqualTo(name);
    assertThat(seen.entries.getFirst().link()).isEqualTo("t".repeat(200));
    assertThat(seen.entries.getLast().path()).isEqualTo("next");
  }

  @Test
  void reads_base_256_numbers_of_either_sign() {
    TarEntry entry =
        read(new TarBytes()
                .add(
                    new Header("f", '0', 5)
                        .gnu()
                        .binary(108, 8, 1L << 40)
                        .binary(116, 8, -2)
                        .binary(124, 12, 5)
                        .binary(136, 12, -1_000_000_000_000L),
                    HELLO)
                .ended())
            .only();
    assertThat(entry.uid()).isEqualTo(1L << 40);
    assertThat(entry.gid()).isEqualTo(-2);
    assertThat(entry.size()).isEqualTo(5);
    assertThat(entry.modified()).isEqualTo(-1_000_000_000_000L);
  }

  @Test
  void applies_pax_records() {
    Gathered seen =
        read(
            new TarBytes()
                .pax(
                    'x',
                    "path",
                    "./a//p\u00c3\u00a4th/",
                    "size",
                    "5",
                    "uid",
                    "4294967294",
                    "gid",
                    "7",
                    "mtime",
                    "-1.5",
                    "hdrcharset",
                    "ISO-IR 10646 2000 UTF-8",
                    "SCHILY.xattr.security.capability",
                    "\u0001\0\n=\u00ff",
                    "LIBARCHIVE.xattr.user.a%3Db",
                    "aGk",
                    "comment",
                    "of no interest")
                .add(new Header("ignored", '0', 0).ustar(), HELLO)
                .pax('x', "mtime", "1700000000.999999999", "path", "")
                .add(new Header("own", '0', 0).ustar())
                .add(new Header("after", '0', 0).ustar())
                .ended());
    assertThat(seen.entries)
        .containsExactly(
            new TarEntry(
                "a/p\u00e4th",
                EntryType.FILE,
                5,
                0644,
                4_294_967_294L,
                7,
                -2,
                "",
                Map.of("security.capability", "\u0001\0\n=\u00ff", "user.a=b", "hi"),
                0,
                0),
            TarEntries.of("own", EntryType.FILE, 0, 0644, 1_700_000_000L, ""),
            TarEntries.of("after", EntryType.FILE, 0, 0644, 0, ""));
    assertThat(seen.contents.get("a/p\u00e4th")).isEqualTo(HELLO);
  }

  @Test
  void takes_owners_and_times_of_global_headers_and_reports_the_rest() {
    Gathered seen =
        read(
            new TarBytes()
                .pax('g', "uid", "5", "mtime", "10", "path", "evil", "comment", "abc")
                .add(new Header("a", '0', 0).ustar())
                .pax('x', "mtime", "")
                .add(new Header("b", '0', 0).ustar().octal(136, 12, 3))
                .ended());
    assertThat(seen.entries).extracting(TarEntry::path).containsExactly("a", "b");
    assertThat(seen.entries).extracting(TarEntry::uid).containsExactly(5L, 5L);
    assertThat(seen.entries).extracting(TarEntry::modified).containsExactly(10L, 3L);
    assertThat(seen.problems)
        .containsExactly(
            ": a global header gives names, sizes or attributes to all entries; it is ignored");
  }

  @Test
  void reads_devices_fifos_and_unknown_types() {
    Header device = new Header("null", '3', 0).ustar().octal(329, 8, 1).octal(337, 8, 3);
    Header disk = new Header("sda", '4', 0).ustar().octal(329, 8, 8).octal(337, 8, 16);
    Gathered seen =
        read(
            new TarBytes()
                .add(device)
                .add(disk)
                .add(new Header("pipe", '6', 0).ustar())
                .add(new Header("label", 'V', 5).gnu(), HELLO)
                .add(new Header("contiguous", '7', 5).ustar(), HELLO)
                .ended());
    assertThat(seen.entries)
        .extracting(TarEntry::type)
        .containsExactly(
            EntryType.CHARACTER_DEVICE,
            EntryType.BLOCK_DEVICE,
            EntryType.FIFO,
            EntryType.OTHER,
            EntryType.FILE);
    assertThat(seen.entries.get(1).deviceMajor()).isEqualTo(8);
    assertThat(seen.entries.get(1).deviceMinor()).isEqualTo(16);
    assertThat(seen.contents.get("contiguous")).isEqualTo(HELLO);
    assertThat(seen.problems)
        .containsExactly("label: entries of type 86 are unknown and passed over");
  }

  @Test
  void tells_of_so_many_problems_and_no_more() {
    TarBytes tar = new TarBytes();
    for (int i = 0; i < 300; i++) {
      tar.add(new Header("f" + i, 'Q', 0).ustar());
    }
    Gathered seen = read(tar.ended());
    assertThat(seen.entries).hasSize(300);
    assertThat(seen.problems)
        .hasSize(101)
        .last()
        .isEqualTo(": there are more problems like these than are listed");
  }

  @Test
  void links_and_folders_with_a_size_have_no_content_unless_no_header_follows() {
    Gathered seen =
        read(
            new TarBytes()
                .add(new Header("hard", '1', 5).ustar().text(157, 100, "x"))
                .add(new Header("dir", '5', 600).ustar())
                .add(new Header("hard2", '1', 1000).ustar().text(157, 100, "x"), new byte[1000])
                .add(new Header("end", '0', 0).ustar())
                .ended());
    assertThat(seen.entries).extracting(TarEntry::path).containsExactly("hard", "dir", "hard2");
    // content of zeros is an end of the archive, as container engines see it
    seen =
        read(
            new TarBytes()
                .add(
                    new Header("hard", '1', 1000).ustar().text(157, 100, "x"),
                    "content".repeat(200).substring(0, 1000).getBytes(UTF_8))
                .add(new Header("end", '0', 0).ustar())
                .ended());
    assertThat(seen.entries).extracting(TarEntry::path).containsExactly("hard", "end");
    assertThat(seen.entries.getFirst().size()).isZero();
  }

  @Test
  void keeps_the_bytes_of_names_that_are_not_utf8() {
    byte[] name = "hi\u0080\u0081\u0082\u0083bye".getBytes(ISO_8859_1);
    TarEntry entry =
        read(new TarBytes().add(new Header("", '0', 0).gnu().bytes(0, 100, name)).ended()).only();
    assertThat(entry.path()).isEqualTo("hi\udc80\udc81\udc82\udc83bye");
    assertThat(EntryPath.encode(entry.path())).isEqualTo(name);
  }

  @Test
  void accepts_signed_checksums_of_old_tars() {
    byte[] block = new Header("p\u00e4th", '0', 0).signed();
    assertThat(read(new TarBytes().raw(block).ended()).only().path()).isEqualTo("p\u00e4th");
  }

  @Test
  void ends_at_zero_blocks_or_at_the_end_and_ignores_what_follows() {
    Header a = new Header("a", '0', 0);
    assertThat(read(new TarBytes().add(a).bytes()).entries).hasSize(1);
    assertThat(read(new TarBytes().add(a).raw(new byte[512]).bytes()).entries).hasSize(1);
    assertThat(read(new TarBytes().add(a).raw(new byte[1024]).add(a).bytes()).entries).hasSize(1);
    byte[] noise = "noise".repeat(200).getBytes(UTF_8);
    assertThat(read(new TarBytes().add(a).raw(new byte[512]).raw(noise).bytes()).entries)
        .hasSize(1);
    assertThat(read(new TarBytes().add(new Header("f", '0', 5)).raw(HELLO).bytes()).entries)
        .hasSize(1);
    assertCode("PLINTH-TAR-ZERO-BLOCK", new TarBytes().add(a).raw(new byte[512]).add(a).ended());
  }

  @Test
  void refuses_what_is_cut_short() {
    byte[] content = new byte[1000];
    byte[] whole =
        new TarBytes().pax('x', "mtime", "1").add(new Header("f", '0', 1000), content).bytes();
    for (int cut : new int[] {1, 511, 512, 600, 1024, 1100, 1536, 1537, 2535}) {
      assertCode("PLINTH-TAR-TRUNCATED", Arrays.copyOf(whole, cut));
    }
    assertThat(read(Arrays.copyOf(whole, 2536)).entries).hasSize(1);
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, 1540)))
        .hasMessage(
            "Tried to read a tar archive, but it ends at byte 1540, within the content of a"
                + " file; it was cut short: fetch or save it again");
    assertCode("PLINTH-TAR-TRUNCATED", new TarBytes().pax('x', "mtime", "1").ended());
  }

  @Test
  void refuses_broken_headers_and_numbers() {
    assertCode("PLINTH-TAR-CHECKSUM", new TarBytes().raw("x".repeat(512).getBytes(UTF_8)).ended());
    Header a = new Header("a", '0', 0).gnu();
    assertCode("PLINTH-TAR-NUMBER", new TarBytes().add(a.binary(124, 12, -1)).ended());
    assertCode("PLINTH-TAR-NUMBER", new TarBytes().add(a.binary(124, 12, Long.MAX_VALUE)).ended());
    assertCode("PLINTH-TAR-NUMBER", new TarBytes().add(a.text(124, 12, "00x00")).ended());
    byte[] huge = new byte[12];
    Arrays.fill(huge, (byte) 0xbf);
    assertCode("PLINTH-TAR-NUMBER", new TarBytes().add(a.bytes(124, 12, huge)).ended());
    assertCode("PLINTH-TAR-NUMBER", pax("size", "-1"));
    assertCode("PLINTH-TAR-NUMBER", pax("size", "9".repeat(19)));
    assertCode("PLINTH-TAR-NUMBER", pax("mtime", "1e9"));
    assertCode("PLINTH-TAR-NUMBER", pax("uid", "1.5"));
  }

  @Test
  void refuses_broken_records() {
    for (String records :
        new String[] {
          "x\n",
          "6 a=b",
          "5 a=b\n",
          "7 a=b\n",
          "99 a=b\n",
          "99999999999999999999 a=b\n",
          "6 a b\n",
          "5 =b\n",
          "0 a=b\n",
          "-6 a=b\n"
        }) {
      byte[] body = records.getBytes(UTF_8);
      assertCode(
          "PLINTH-TAR-RECORD",
          new TarBytes()
              .add(new Header("pax", 'x', body.length), body)
              .add(new Header("a", '0', 0))
              .ended());
    }
    assertCode("PLINTH-TAR-RECORD", pax("path", "a\0b"));
    assertCode("PLINTH-TAR-RECORD", pax("LIBARCHIVE.xattr.user.x", "!!!"));
  }

  @Test
  void refuses_paths_that_climb_and_what_exceeds_the_limits() {
    assertCode("PLINTH-TAR-PARENT", new TarBytes().add(new Header("a/../../b", '0', 0)).ended());
    assertCode(
        "PLINTH-TAR-PARENT",
        new TarBytes().add(new Header("a", '1', 0).text(157, 100, "../x")).ended());
    assertCode("PLINTH-TAR-PATH-LENGTH", pax("path", "p/".repeat(40) + "x".repeat(4_100)));
    assertCode("PLINTH-TAR-PATH-DEPTH", pax("path", "p/".repeat(256) + "x"));
    assertThat(read(pax("path", "p/".repeat(255) + "x" + "/".repeat(4_096))).entries).hasSize(1);
    assertCode(
        "PLINTH-TAR-HEADER-LENGTH",
        new TarBytes().add(new Header("pax", 'x', (1 << 20) + 1)).ended());
    TarBytes many = new TarBytes();
    for (int i = 0; i < 11; i++) {
      many.add(new Header("a" + i, '0', 0));
    }
    assertThatThrownBy(() -> read(many.ended(), 10))
        .hasMessageContaining("it has more than 10 entries");
  }

  @Test
  void gives_the_same_whatever_the_pieces() {
    byte[] tar =
        new TarBytes()
            .pax('x', "path", "one", "mtime", "5.5")
            .add(new Header("x", '0', 700).ustar(), "1234567".repeat(100).getBytes(UTF_8))
            .add(new Header("two", '0', 5), HELLO)
            .ended();
    Gathered whole = read(tar);
    for (int piece : new int[] {1, 7, 511, 512, 513, 1000}) {
      for (boolean direct : new boolean[] {true, false}) {
        Gathered seen = new Gathered();
        TarReader reader = new TarReader(Limits.defaults(), 100, seen, hole -> {});
        for (int at = 0; at < tar.length; at += piece) {
          int length = Math.min(piece, tar.length - at);
          ByteBuffer chunk =
              direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
          chunk.put(tar, at, length).flip();
          reader.feed(chunk);
          assertThat(chunk.hasRemaining()).isFalse();
        }
        reader.finish();
        assertThat(seen.entries).isEqualTo(whole.entries);
        assertThat(seen.contents.get("one")).isEqualTo(whole.contents.get("one"));
        assertThat(seen.contents.get("two")).isEqualTo(HELLO);
      }
    }
  }

  private static byte[] pax(String key, String value) {
    return new TarBytes().pax('x', key, value).add(new Header("a", '0', 0).ustar()).ended();
  }

  static void assertCode(String code, byte[] tar) {
    assertThatThrownBy(() -> read(tar))
        .isInstanceOfSatisfying(PlinthException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  static Gathered read(byte[] tar) {
    return read(tar, 1_000_000);
  }

  private static Gathered read(byte[] tar, long maxEntries) {
    Gathered seen = new Gathered();
    TarReader reader = new TarReader(Limits.defaults(), maxEntries, seen, hole -> {});
    reader.feed(ByteBuffer.wrap(tar));
    reader.finish();
    assertThat(reader.entries()).isEqualTo(seen.entries.size());
    return seen;
  }
}
