package dev.plinth.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTextTest {
  @Test
  void plainTextIsReturnedAsItIs() {
    String text = "usr/lib/libé-漢字-😀.so";
    assertThat(SafeText.of(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "000a, \\n",
        "0009, \\t",
        "000d, \\r",
        "0000, \\x00",
        "001b, \\x1b",
        "007f, \\x7f",
        "009b, \\x9b",
        "00ad, \\xad",
        "200b, \\u200b",
        "202e, \\u202e",
        "2028, \\u2028",
        "2029, \\u2029",
        "2066, \\u2066",
        "feff, \\ufeff",
        "d800, \\ud800",
        "dc00, \\udc00",
        "dc80, \\x80",
        "dcff, \\xff",
      })
  void unsafeCharactersAreEscaped(String hex, String escape) {
    char unsafe = (char) Integer.parseInt(hex, 16);
    assertThat(SafeText.of("a" + unsafe + "b")).isEqualTo("a" + escape + "b");
    assertThat(SafeText.of("" + unsafe)).isEqualTo(escape);
  }

  @Test
  void invisibleCharactersBeyondTheFirstPlaneAreEscapedWhole() {
    assertThat(SafeText.of("a" + Character.toString(0xE0041) + "b")).isEqualTo("a\\u{e0041}b");
    assertThat(SafeText.of(Character.toString(0x1D173))).isEqualTo("\\u{1d173}");
  }

  @Test
  void aTerminalSequenceLosesItsPower() {
    assertThat(SafeText.of("\u001b]0;owned\u0007\u001b[2J"))
        .isEqualTo("\\x1b]0;owned\\x07\\x1b[2J");
  }

  @Test
  void whatComesOutIsSafeAndStaysAsItIs() {
    long seed = Long.getLong("plinth.seed", 20260801);
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        int below = random.nextBoolean() ? 0x300 : 0x10000;
        text.append((char) random.nextInt(below));
      }
      String safe = SafeText.of(text.toString());
      assertThat(SafeText.of(safe)).as("seed %d, round %d", seed, round).isEqualTo(safe);
      assertThat(safe.chars()).as("seed %d", seed).noneMatch(Character::isISOControl);
    }
  }
}
