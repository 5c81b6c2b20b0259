package dev.plinth.bases.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrackTest {
  private static final List<String> TAGS =
      List.of(
          "latest",
          "3.12-slim",
          "3.12.4-slim",
          "3.13-slim",
          "3.9-slim",
          "2.7-slim",
          "3.13",
          "3.13-slim-bookworm",
          "bookworm-slim",
          "bookworm-20240211-slim",
          "sha256-" + "a".repeat(64) + ".sig");

  @Test
  void versionsOfTheSameMajorAndVariantAreOfOneKind() {
    assertThat(Track.others("3.12-slim", TAGS, 9))
        .containsExactly("3.13-slim", "3.12.4-slim", "3.9-slim");
    assertThat(Track.others("3.12-slim", TAGS, 1)).containsExactly("3.13-slim");
  }

  @Test
  void datesBetweenWordsAreBuildsOfTheSame() {
    assertThat(Track.others("bookworm-slim", TAGS, 9)).containsExactly("bookworm-20240211-slim");
    assertThat(Track.others("latest", TAGS, 9)).isEmpty();
  }
}
