package dev.plinth.foundation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlinthExceptionTest {
  @Test
  void theMessageIsOneSentence() {
    IOException beneath = new IOException("short read");
    PlinthException error =
        new PlinthException(
            "PLINTH-TAR-CHECKSUM",
            "read layer 2",
            "the header at byte 512 is damaged",
            "fetch the image again",
            beneath);
    assertThat(error)
        .hasMessage(
            "Tried to read layer 2, but the header at byte 512 is damaged; fetch the image again")
        .hasCause(beneath);
    assertThat(error.code()).isEqualTo("PLINTH-TAR-CHECKSUM");
    assertThat(error.tried()).isEqualTo("read layer 2");
    assertThat(error.because()).isEqualTo("the header at byte 512 is damaged");
    assertThat(error.next()).isEqualTo("fetch the image again");
  }

  @Test
  void aCauseIsOptional() {
    assertThat(new PlinthException("PLINTH-X", "a", "b", "c")).hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PLINTH", "PLINTH-", "TAR-CHECKSUM", "PLINTH-tar", "PLINTH-A--B"})
  void codesAreOfOneForm(String code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PlinthException(code, "a", "b", "c"))
        .withMessage("not an error code: " + code);
  }
}
