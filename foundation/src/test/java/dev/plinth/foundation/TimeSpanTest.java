package dev.plinth.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
  @ParameterizedTest
  @CsvSource({
    "90s, 90, 90s",
    "15m, 900, 15m",
    "48h, 172800, 2d",
    "5H, 18000, 5h",
    "2w, 1209600, 14d"
  })
  void reads(String text, long seconds, String back) {
    Duration read = TimeSpan.parse(text);
    assertThat(read).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(TimeSpan.of(Duration.ofSeconds(seconds))).isEqualTo(back);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "d", "-1d", "1.5h", "soon", "1234567d", "7 d"})
  void refuses(String text) {
    assertThat(TimeSpan.parse(text)).isNull();
  }

  @Test
  void nothingIsZeroDays() {
    assertThat(TimeSpan.of(Duration.ZERO)).isEqualTo("0d");
  }
}
