package dev.plinth.oci.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPathTest {
  @ParameterizedTest
  @CsvSource({
    "a/b,a/b",
    "/a,a",
    "./a,a",
    "a/,a",
    "a//b,a/b",
    ".,''",
    "./,''",
    "/,''",
    "'',''",
    "a/./b,a/b",
    "///a/././/b//,a/b",
    "..a,..a",
    "a../b,a../b",
    "...,...",
    ".a,.a",
    "a/.b/,a/.b",
    "a/.,a"
  })
  void normalises(String name, String normal) {
    assertThat(EntryPath.normalize(name)).isEqualTo(normal);
    assertThat(EntryPath.isNormal(normal)).isTrue();
    assertThat(EntryPath.isNormal(name)).isEqualTo(name.equals(normal));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../a", "a/..", "a/../b", "/..", "./../x"})
  void refuses_to_climb(String name) {
    assertThatThrownBy(() -> EntryPath.normalize(name))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-TAR-PARENT"));
  }

  @ParameterizedTest
  @CsvSource({
    "c3a4,\u00e4",
    "e282ac,\u20ac",
    "f09f9880,\ud83d\ude00",
    "80,\udc80",
    "ff,\udcff",
    "c3,\udcc3",
    "c080,\udcc0\udc80",
    "eda080,\udced\udca0\udc80",
    "f4908080,\udcf4\udc90\udc80\udc80",
    "e282,\udce2\udc82",
    "e28241,\udce2\udc82A",
    "f8,\udcf8"
  })
  void keeps_what_is_not_utf8_byte_for_byte(String hex, String text) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertThat(EntryPath.decode(bytes, 0, bytes.length)).isEqualTo(text);
    assertThat(EntryPath.encode(text)).isEqualTo(bytes);
  }

  @Test
  void every_name_survives_and_well_formed_ones_read_as_the_jdk_reads_them() {
    long seed = Long.getLong("plinth.seed", 20_261_121);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        bytes = new String(bytes, java.nio.charset.StandardCharsets.UTF_16).getBytes(UTF_8);
      }
      String text = EntryPath.decode(bytes, 0, bytes.length);
      assertThat(EntryPath.encode(text)).as("seed %d round %d", seed, round).isEqualTo(bytes);
      try {
        assertThat(text)
            .as("seed %d round %d", seed, round)
            .isEqualTo(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      } catch (CharacterCodingException e) {
        assertThat(text).as("seed %d round %d", seed, round).matches("(?s).*[\\udc80-\\udcff].*");
      }
    }
  }
}
