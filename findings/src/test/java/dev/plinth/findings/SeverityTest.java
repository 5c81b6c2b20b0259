package dev.plinth.findings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {
  @ParameterizedTest
  @CsvSource({
    "0.0, NEGLIGIBLE",
    "0.1, LOW",
    "3.9, LOW",
    "4.0, MEDIUM",
    "6.9, MEDIUM",
    "7.0, HIGH",
    "8.9, HIGH",
    "9.0, CRITICAL",
    "10.0, CRITICAL",
  })
  void ratesScoresAsCvssDoes(double score, Severity expected) {
    assertThat(Severity.ofScore(score)).isEqualTo(expected);
  }

  @Test
  void worstIsLast() {
    assertThat(Severity.values())
        .extracting(Severity::word)
        .containsExactly("unknown", "negligible", "low", "medium", "high", "critical");
    assertThat(Severity.HIGH.atLeast(Severity.HIGH)).isTrue();
    assertThat(Severity.CRITICAL.atLeast(Severity.HIGH)).isTrue();
    assertThat(Severity.MEDIUM.atLeast(Severity.HIGH)).isFalse();
  }
}
