package dev.plinth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpDateTest {
  @Test
  void takesTheFormThatMayBeSent() {
    assertThat(HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT"))
        .isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
    assertThat(HttpDate.parse("Thu, 29 Feb 2024 23:59:59 GMT"))
        .isEqualTo(Instant.parse("2024-02-29T23:59:59Z"));
  }

  @Test
  void takesNothingElse() {
    for (String none :
        List.of(
            "",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            // A Sunday it was.
            "Mon, 06 Nov 1994 08:49:37 GMT",
            "Wed, 29 Feb 2023 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 06 Nov 1994 08:49:37 +0200",
            "sun, 06 nov 1994 08:49:37 gmt",
            "0",
            "1994-11-06T08:49:37Z",
            "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT")) {
      assertThat(HttpDate.parse(none)).as(none).isNull();
    }
  }
}
