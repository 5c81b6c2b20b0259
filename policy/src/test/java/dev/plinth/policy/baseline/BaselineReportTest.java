package dev.plinth.policy.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineReportTest {
  private static final String REPORT =
      """
      {"schema": "plinth.scan/1", "tool": {"name": "plinth"},
       "summary": {"findings": 2, "complete": true},
       "findings": [{"fingerprint": "aa", "id": "CVE-1"}, {"fingerprint": "bb"}],
       "setAside": [{"reason": "exception", "finding": {"fingerprint": "cc"}}]}
      """;

  private static BaselineReport read(String text) {
    return BaselineReport.read(
        "base.json", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void knownIsWhatCountedThen() {
    assertThat(read(REPORT)).isEqualTo(new BaselineReport(Set.of("aa", "bb"), true));
    assertThat(read(REPORT.replace("true", "false")).complete()).isFalse();
  }

  @Test
  void everyReportThatIsCutOffIsRefused() {
    String whole = REPORT.strip();
    for (int end = 1; end < whole.length(); end++) {
      String cut = whole.substring(0, end);
      assertThatThrownBy(() -> read(cut))
          .as(cut)
          .isInstanceOfSatisfying(
              PlinthException.class, e -> assertThat(e.code()).startsWith("PLINTH-BASELINE-"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | PLINTH-BASELINE-KIND | it is no report of Plinth",
        "{} | PLINTH-BASELINE-KIND | it does not name the schema plinth.scan/1",
        "{\"schema\": \"plinth.scan/2\"} | PLINTH-BASELINE-KIND | its schema is plinth.scan/2, not plinth.scan/1",
        "{\"SchemaVersion\": 2, \"Results\": []} | PLINTH-BASELINE-KIND | it does not name the schema plinth.scan/1",
        "{\"schema\": \"plinth.scan/1\"} | PLINTH-BASELINE-SYNTAX | it is not whole (it has no list of findings)",
        "{\"schema\": \"plinth.scan/1\", \"findings\": [{}]} | PLINTH-BASELINE-SYNTAX | it is not whole (a finding has no fingerprint)",
        "{\"schema\": \"plinth.scan/1\", \"findings\": []} x | PLINTH-BASELINE-SYNTAX | it is not whole",
      })
  void whatIsNoneIsAnError(String text, String code, String because) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            PlinthException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.because()).startsWith(because);
            });
  }
}
