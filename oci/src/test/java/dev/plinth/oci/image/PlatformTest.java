package dev.plinth.oci.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.foundation.PlinthException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "linux/amd64, linux/amd64",
    "linux/x86_64, linux/amd64",
    "linux/amd64/v1, linux/amd64",
    "linux/amd64/v3, linux/amd64/v3",
    "arm64, linux/arm64",
    "linux/arm64/v8, linux/arm64",
    "linux/aarch64, linux/arm64",
    "linux/arm, linux/arm/v7",
    "linux/arm/7, linux/arm/v7",
    "linux/armhf, linux/arm/v7",
    "linux/armel, linux/arm/v6",
    "LINUX/AMD64, linux/amd64",
    "i386, linux/386",
    "windows/amd64, windows/amd64",
    "macos/arm64, darwin/arm64",
  })
  void writtenFormsAreNormalised(String written, String normal) {
    assertThat(Platform.parse(written)).hasToString(normal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "linux/",
        "/amd64",
        "linux/amd64/",
        "linux/amd64/v1/x",
        "a b",
        "foo",
        "linux",
        "linux/\u001b"
      })
  void othersAreRefused(String written) {
    assertThatThrownBy(() -> Platform.parse(written))
        .isInstanceOfSatisfying(
            PlinthException.class, e -> assertThat(e.code()).isEqualTo("PLINTH-PLATFORM"));
  }

  @ParameterizedTest
  @CsvSource({
    // wanted, offered, rank
    "linux/amd64, linux/amd64, 0",
    "linux/amd64, linux/386, 1",
    "linux/amd64, linux/arm64, -1",
    "linux/amd64, windows/amd64, -1",
    "linux/amd64, linux/amd64/v2, -1",
    "linux/amd64/v3, linux/amd64/v3, 0",
    "linux/amd64/v3, linux/amd64/v2, 1",
    "linux/amd64/v3, linux/amd64, 2",
    "linux/arm/v7, linux/arm/v7, 0",
    "linux/arm/v7, linux/arm/v6, 1",
    "linux/arm/v7, linux/arm/v5, 2",
    "linux/arm/v6, linux/arm/v7, -1",
    "linux/arm64, linux/arm64, 0",
    "linux/arm64, linux/arm64/v8, 0",
    "linux/arm64, linux/arm/v8, 1",
    "linux/arm64, linux/arm/v7, 2",
    "linux/arm64, linux/arm, 2",
    "linux/s390x, linux/s390x, 0",
    "linux/s390x, linux/amd64, -1",
  })
  void lesserPlatformsRunToo(String wanted, String offered, int rank) {
    int found = new PlatformOrder(Platform.parse(wanted)).rank(Platform.parse(offered));
    assertThat(found).isEqualTo(rank < 0 ? PlatformOrder.NONE : rank);
  }

  @Test
  void hostIsLinux() {
    assertThat(Platform.host().os()).isEqualTo("linux");
    assertThat(Platform.host().architecture()).isNotEmpty();
    assertThat(Platform.host()).isEqualTo(Platform.host().normalized());
  }
}
