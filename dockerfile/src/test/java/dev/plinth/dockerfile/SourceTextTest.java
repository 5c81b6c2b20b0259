package dev.plinth.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SourceTextTest {
  @Test
  void columnsCountCodePoints() {
    SourceText text = SourceText.of("aé€😀b\r\nx");
    assertThat(text.column(0)).isEqualTo(1);
    assertThat(text.column(1)).isEqualTo(2);
    assertThat(text.column(3)).isEqualTo(3);
    assertThat(text.column(6)).isEqualTo(4);
    assertThat(text.column(10)).isEqualTo(5);
    assertThat(text.column(text.length())).isEqualTo(2);
    SourceText broken = SourceText.of(new byte[] {'a', (byte) 0xFF, (byte) 0xE2, (byte) 0x82, 'b'});
    assertThat(broken.column(4)).isEqualTo(5);
  }

  @Test
  void marksGiveTheSameAsCountingFromTheStart() {
    Random random = new Random(7);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      line.append(
          new String[] {"a", "é", "€", "😀", "\n"}
              [random.nextInt(200) == 0 ? 4 : random.nextInt(4)]);
    }
    SourceText text = SourceText.of(line.toString());
    for (int i = 0; i < 2_000; i++) {
      int offset = random.nextInt(text.length() + 1);
      Span before = new Span(text.lineSpan(text.line(offset)).start(), offset);
      String decoded = text.text(before);
      assertThat(text.column(offset))
          .as("seed 7, offset %d", offset)
          .isEqualTo(decoded.codePointCount(0, decoded.length()) + 1);
    }
  }

  @Test
  void manyColumnsOfOneLongLineCostLittle() {
    SourceText text = SourceText.of("é".repeat(5_000_000));
    int sum = 0;
    for (int i = 0; i < 200_000; i++) {
      sum += text.column(text.length() - i) > 0 ? 1 : 0;
    }
    assertThat(sum).isEqualTo(200_000);
  }
}
