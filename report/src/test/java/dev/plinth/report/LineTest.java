package dev.plinth.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.policy.Shown;
import dev.plinth.report.text.Style;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class LineTest {
  private final StringWriter out = new StringWriter();

  private Page page(boolean colour, boolean unicode) {
    return new Page(out, new ReportContext(40, colour, unicode, false, Shown.all()));
  }

  @Test
  void wordsWrapUnderTheHang() throws IOException {
    page(false, true).line(2).hang(6).add("one two three four five six seven eight nine").end();
    assertThat(out).hasToString("  one two three four five six seven\n      eight nine\n");
  }

  @Test
  void aWordLongerThanALineIsBrokenUnlessWhole() throws IOException {
    page(false, true).line(0).hang(4).add("x".repeat(50)).end();
    page(false, true).line(0).hang(4).whole("y".repeat(50), Style.PLAIN).end();
    assertThat(out)
        .hasToString("x".repeat(40) + "\n    " + "x".repeat(10) + "\n" + "y".repeat(50) + "\n");
  }

  @Test
  void columnsAreKeptOrMoved() throws IOException {
    page(false, true).line(0).add("ab").at(6).add("c").end();
    page(false, true).line(0).add("漢字").at(6).add("c").end();
    page(false, true).line(0).add("abcdefgh").at(6).add("c").end();
    assertThat(out).hasToString("ab    c\n漢字  c\nabcdefgh  c\n");
  }

  @Test
  void coloursEndBeforeLinesAndGaps() throws IOException {
    page(true, true)
        .line(0)
        .hang(2)
        .add("red words", Style.HIGH)
        .at(20)
        .add("r".repeat(30), Style.HIGH)
        .end();
    assertThat(out)
        .hasToString("\u001b[31mred words\u001b[0m\n  \u001b[31m" + "r".repeat(30) + "\u001b[0m\n");
  }

  @Test
  void asciiHasAWordForEverything() throws IOException {
    page(false, false).line(0).add("→ · … ✗ ✓ é 😀 \u0007").end();
    assertThat(out).hasToString("-> - ... x + \\u{e9} \\u{1f600} \\x07\n");
  }

  @Test
  void shortenedTextEndsInAnEllipsis() {
    assertThat(page(false, true).shortened("abcdefgh", 8)).isEqualTo("abcdefgh");
    assertThat(page(false, true).shortened("abcdefgh", 7)).isEqualTo("abcdef…");
    assertThat(page(false, true).shortened("abc defgh", 5)).isEqualTo("abc…");
    assertThat(page(false, false).shortened("abcdefgh", 7)).isEqualTo("abcd...");
    assertThat(page(false, true).shortened("漢字漢字", 6)).isEqualTo("漢字…");
  }

  @Test
  void longHostileWordsAreNotQuadratic() throws IOException {
    page(false, true).line(0).add("漢".repeat(2_000_000)).end();
    assertThat(out.getBuffer().length()).isEqualTo(2_000_000 + 100_000);
  }
}
