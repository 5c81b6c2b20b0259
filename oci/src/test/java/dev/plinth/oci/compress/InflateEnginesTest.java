package dev.plinth.oci.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every engine that can be had here gives the same, on good streams and on hostile ones. */
class InflateEnginesTest {
  private static final long LIMIT = 4 << 20;

  @Test
  void chooses_the_fastest_there_is_and_obeys() {
    InflateEngine engine = InflateEngines.select(null);
    InflateEngine isal = InflateEngines.named("isal");
    InflateEngine gkl = InflateEngines.named("gkl");
    assertThat(engine.name()).isEqualTo(isal != null ? "isal" : gkl != null ? "gkl" : "jdk");
    assertThat(InflateEngines.select("jdk").description()).isEqualTo("zlib of the Java runtime");
    assertThatThrownBy(() -> InflateEngines.select("fast"))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-INFLATE-ENGINE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"isal", "gkl", "jdk"})
  void inflates_every_kind_of_block_in_pieces_of_any_size(String name) {
    InflateEngine engine = engine(name);
    Random random = new Random(42);
    int[] strategies = {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY};
    for (int level : new int[] {0, 1, 6, 9}) {
      for (int strategy : strategies) {
        byte[] content = GzipBytes.content(random, random.nextInt(300_000));
        byte[] stored = GzipBytes.member(content, level, strategy);
        for (int[] pieces :
            new int[][] {{1 << 20, 1 << 20}, {1000, 777}, {65_536, 100}, {13, 1 << 16}}) {
          byte[] result =
              Unpacking.all(new GzipUnpacker(engine), stored, pieces[0], pieces[1], LIMIT);
          assertThat(Arrays.equals(result, content))
              .as("level %d strategy %d pieces %s", level, strategy, Arrays.toString(pieces))
              .isTrue();
        }
      }
    }
    byte[] small = GzipBytes.content(random, 3_000);
    assertThat(Unpacking.all(new GzipUnpacker(engine), GzipBytes.member(small), 1, 1, LIMIT))
        .isEqualTo(small);
  }

  @ParameterizedTest
  @ValueSource(strings = {"isal", "gkl", "jdk"})
  void reads_many_members_however_they_are_cut(String name) {
    InflateEngine engine = engine(name);
    Random random = new Random(43);
    List<byte[]> members = new ArrayList<>();
    List<byte[]> contents = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] content = GzipBytes.content(random, i % 7 == 0 ? 0 : random.nextInt(2_000));
      contents.add(content);
      members.add(GzipBytes.member(content));
    }
    members.add(new byte[700]); // padding
    byte[] stored = GzipBytes.join(members.toArray(byte[][]::new));
    byte[] content = GzipBytes.join(contents.toArray(byte[][]::new));
    for (int piece : new int[] {1, 2, 3, 7, 8, 9, 100, 1 << 20}) {
      assertThat(Unpacking.all(new GzipUnpacker(engine), stored, piece, 5_000, LIMIT))
          .isEqualTo(content);
    }
  }

  /**
   * Streams that break each rule of RFC 1951: what zlib's own inflate refuses, every engine must.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "07", // block type 3
        "00",
        "010000", // cut short
        "0100000000", // stored, length without its complement
        "030200", // fixed codes, distance before the start
        "4b04",
        "4b04fd", // cut within a match
        "0500",
        "05c0",
        "ff",
        "04c0ffff", // dynamic blocks that say nonsense
        "1d00",
        "edc1",
        "fc0000",
        "0400fe7f",
      })
  void refuses_broken_streams_on_every_path(String hex) {
    byte[] deflated = HexFormat.of().parseHex(hex);
    byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
    byte[] stored = GzipBytes.member(header, deflated, new byte[0]);
    for (InflateEngine engine : engines()) {
      String outcome = outcome(engine, stored, 1 << 16);
      assertThat(outcome)
          .as(engine.name())
          .isIn("PLINTH-GZIP-CORRUPT", "PLINTH-GZIP-TRUNCATED", "PLINTH-GZIP-CHECKSUM");
    }
  }

  /**
   * Huffman codes that leave bit patterns unused; RFC 1951 § 3.2.7 allows that for a single
   * distance. The one known difference: zlib refuses others when it sees them, ISA-L when an unused
   * pattern occurs, so that it may give out what they do encode.
   */
  @ParameterizedTest
  @CsvSource({
    "05e0010900000080206cf5ff0941,true", // complete
    "05e0010900000080206cf5ff0945,true", // a single distance code of one bit
    "05e0010900000080206cedff890004,false", // literals incomplete
    "05e1010900000080206cf5ff090b01,false", // distances incomplete
  })
  void gives_the_same_or_refuses_where_codes_are_incomplete(String hex, boolean allowed) {
    byte[] header = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 255};
    byte[] aaa = {'a', 'a', 'a'};
    byte[] stored = GzipBytes.member(header, HexFormat.of().parseHex(hex), aaa);
    for (InflateEngine engine : engines()) {
      if (allowed || outcome(engine, stored, 1 << 16).equals("accepted")) {
        assertThat(Unpacking.all(new GzipUnpacker(engine), stored, 100, 100, LIMIT))
            .as(engine.name())
            .isEqualTo(aaa);
        assertThat(allowed || !engine.name().equals("jdk")).isTrue();
      } else {
        assertThat(outcome(engine, stored, 1 << 16)).isEqualTo("PLINTH-GZIP-CORRUPT");
      }
    }
  }

  /**
   * What agreement means where streams are hostile. Two engines never give out different bytes:
   * what one gave is how the other's begins. Every engine accepts what zlib accepts. What ISA-L
   * accepts beyond that has the CRC-32 and the size its trailer states, and zlib refused it for a
   * Huffman code alone, not for what that encodes.
   */
  @Test
  void agrees_on_damaged_streams() {
    long seed = Long.getLong("plinth.seed", 20_261_121);
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 4_000; round++) {
      byte[] content = GzipBytes.content(random, 1 + random.nextInt(3_000));
      byte[] stored = GzipBytes.member(content, random.nextInt(10), random.nextInt(3));
      int changes = 1 + random.nextInt(3);
      for (int i = 0; i < changes; i++) {
        stored[10 + random.nextInt(Math.min(stored.length - 10, 1 + random.nextInt(200)))] ^=
            (byte) (1 << random.nextInt(8));
      }
      if (random.nextInt(4) == 0) {
        stored = Arrays.copyOf(stored, random.nextInt(stored.length));
      }
      int piece = random.nextBoolean() ? 1 << 16 : 1 + random.nextInt(300);
      try {
        refused += agree(stored, piece) ? 0 : 1;
      } catch (AssertionError e) {
        throw new AssertionError(
            "seed " + seed + " round " + round + ": " + HexFormat.of().formatHex(stored), e);
      }
    }
    assertThat(refused).as("seed %d", seed).isGreaterThan(3_000);
  }

  /** Whether zlib accepts that. */
  private static boolean agree(byte[] stored, int piece) {
    Outcome zlib = Outcome.of(InflateEngines.select("jdk"), stored, piece);
    for (InflateEngine engine : engines()) {
      Outcome other = Outcome.of(engine, stored, piece);
      int common = Math.min(zlib.given.length, other.given.length);
      assertThat(Arrays.mismatch(zlib.given, 0, common, other.given, 0, common))
          .as("first other byte of " + engine.name())
          .isEqualTo(-1);
      if (zlib.code.equals(ACCEPTED)) {
        assertThat(other.code).as(engine.name()).isEqualTo(ACCEPTED);
        assertThat(other.given).as(engine.name()).hasSameSizeAs(zlib.given);
      } else if (other.code.equals(ACCEPTED)) {
        CRC32 crc = new CRC32();
        crc.update(other.given);
        ByteBuffer trailer = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(trailer.getInt(stored.length - 8)).isEqualTo((int) crc.getValue());
        assertThat(trailer.getInt(stored.length - 4)).isEqualTo(other.given.length);
        assertThat(zlib.reason).isIn(INCOMPLETE_CODES);
      }
    }
    return zlib.code.equals(ACCEPTED);
  }

  private static final String ACCEPTED = "accepted";

  /** What zlib says to codes that it refuses before they are used. */
  private static final List<String> INCOMPLETE_CODES =
      List.of("invalid code lengths set", "invalid literal/lengths set", "invalid distances set");

  /**
   * What came of reading a stream.
   *
   * @param given what was given out, before a refusal too
   * @param code {@value #ACCEPTED}, or the error's code
   * @param reason the inflater's own words when it refused the stream, else empty
   */
  private record Outcome(byte[] given, String code, String reason) {
    static Outcome of(InflateEngine engine, byte[] stored, int piece) {
      ByteArrayOutputStream given = new ByteArrayOutputStream();
      try {
        Unpacking.into(given, new GzipUnpacker(engine), stored, piece, 4_096, LIMIT);
        return new Outcome(given.toByteArray(), ACCEPTED, "");
      } catch (PlinthException e) {
        String reason = e.getCause() == null ? "" : e.getCause().getMessage();
        return new Outcome(given.toByteArray(), e.code(), reason);
      }
    }
  }

  private static String outcome(InflateEngine engine, byte[] stored, int piece) {
    return Outcome.of(engine, stored, piece).code;
  }

  private static InflateEngine engine(String name) {
    InflateEngine engine = InflateEngines.named(name);
    Assumptions.assumeTrue(engine != null, name + " is not available here");
    return engine;
  }

  static List<InflateEngine> engines() {
    List<InflateEngine> engines = new ArrayList<>();
    for (String name : new String[] {"jdk", "isal", "gkl"}) {
      InflateEngine engine = InflateEngines.named(name);
      if (engine != null) {
        engines.add(engine);
      }
    }
    return engines;
  }
}
