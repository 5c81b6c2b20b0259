package dev.plinth.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.foundation.PlinthException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {
  @Test
  void everythingIsShownUnlessAskedOtherwise() {
    assertThat(Arrays.stream(Severity.values()).map(s -> Sample.of(s).finding()))
        .allMatch(Shown.all()::shows);
    assertThat(Shown.all().everything()).isTrue();
    assertThat(Shown.all()).hasToString("");
    assertThat(Shown.severities("unknown,negligible,low,medium,high,critical").everything())
        .isTrue();
  }

  @Test
  void severitiesAreExact() {
    Shown shown = Shown.severities(" HIGH, critical");
    assertThat(shown.shows(Sample.of(Severity.HIGH).finding())).isTrue();
    assertThat(shown.shows(Sample.of(Severity.CRITICAL).finding())).isTrue();
    assertThat(shown.shows(Sample.of(Severity.MEDIUM).finding())).isFalse();
    assertThat(shown.shows(Sample.of(Severity.UNKNOWN).finding())).isFalse();
    assertThat(shown.everything()).isFalse();
    assertThat(shown).hasToString("--severity critical,high");
    assertThat(Shown.severities("high").shows(Sample.of(Severity.CRITICAL).finding())).isFalse();
  }

  @Test
  void whatCouldNotBeReadIsAlwaysShown() {
    Finding unreadable = Sample.of(Severity.UNKNOWN).kind(Finding.Kind.UNREADABLE).finding();
    assertThat(Shown.severities("critical").shows(unreadable)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hgih     | Tried to read the list of severities to show, but `hgih` is not a severity; did you mean `high`?",
        "high,    | Tried to read the list of severities to show, but one of its items is empty; give some of `critical`, `high`, `medium`, `low`, `negligible` or `unknown`, separated by commas",
        "7        | Tried to read the list of severities to show, but `7` is not a severity; give some of `critical`, `high`, `medium`, `low`, `negligible` or `unknown`, separated by commas",
      })
  void aWordThatIsNoSeverityIsRefused(String list, String message) {
    PlinthException error =
        catchThrowableOfType(PlinthException.class, () -> Shown.severities(list));
    assertThat(error).hasMessage(message);
    assertThat(error.code()).isEqualTo("PLINTH-POLICY-SEVERITY");
  }
}
