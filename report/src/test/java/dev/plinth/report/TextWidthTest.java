package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.report.text.TextWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "openssl, 7",
    "é, 1",
    "e\u0301, 1",
    "漢字, 4",
    "ｆｕｌｌ, 8",
    "한국, 4",
    "😀, 2",
    "→ …, 3",
    "кот, 3",
    "𠀀, 2",
    "a\u20dd, 1",
  })
  void columns(String text, int width) {
    assertThat(TextWidth.of(text)).isEqualTo(width);
  }

  @Test
  void fitTakesAtLeastOneCharacterAndNoHalfOnes() {
    assertThat(TextWidth.fit("abcdef", 0, 4)).isEqualTo(4);
    assertThat(TextWidth.fit("abcdef", 2, 4)).isEqualTo(6);
    assertThat(TextWidth.fit("漢字", 0, 3)).isEqualTo(1);
    assertThat(TextWidth.fit("漢字", 0, 1)).isEqualTo(1);
    assertThat(TextWidth.fit("😀😀", 0, 2)).isEqualTo(2);
    assertThat(TextWidth.fit("e\u0301e\u0301", 0, 1)).isEqualTo(2);
  }
}
