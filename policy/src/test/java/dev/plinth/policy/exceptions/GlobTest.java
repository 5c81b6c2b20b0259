package dev.plinth.policy.exceptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "a/b, a/b, true",
    "a/b, a/c, false",
    "a/*, a/b, true",
    "a/*, a/b/c, false",
    "a/**, a/b/c, true",
    "a/**, a, true",
    "**/c, c, true",
    "**/c, a/b/c, true",
    "**/c, a/b/cc, false",
    "a/**/d, a/d, true",
    "a/**/d, a/b/c/d, true",
    "a/**/d, a/b/c/e, false",
    "**, anything/at/all, true",
    "*.jar, x.jar, true",
    "*.jar, a/x.jar, false",
    "lib*ssl*, libxssl3, true",
    "lib*ssl?, libssl3, true",
    "lib*ssl?, libssl, false",
    "a.c, abc, false",
    "registry.example.org/shop/*:1.*, registry.example.org/shop/app:1.4, true",
    "registry.example.org/shop/*:1.*, registry.example.org/other/app:1.4, false",
    "A, a, false",
  })
  void matches(String pattern, String text, boolean expected) {
    assertThat(Glob.of(pattern).matches(text)).isEqualTo(expected);
  }

  @Test
  void hostilePatternsTakeNoTimeAndLongOnesAreRefused() {
    assertThat(Glob.of("*a".repeat(400) + "b").matches("a".repeat(9_000))).isFalse();
    assertThat(Glob.of("**/".repeat(300) + "b").matches("a/".repeat(4_000) + "a")).isFalse();
    assertThat(Glob.of("*").matches("a".repeat(20_000))).isFalse();
    assertThatThrownBy(() -> Glob.of("*".repeat(1_001)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
