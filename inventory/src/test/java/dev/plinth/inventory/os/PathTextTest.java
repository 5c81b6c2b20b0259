package dev.plinth.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PathTextTest {
  private static String of(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    return PathText.of(bytes, 0, bytes.length);
  }

  @Test
  void normalises() {
    assertThat(of("/usr/bin/env")).isEqualTo("usr/bin/env");
    assertThat(of("./usr//bin/./x/")).isEqualTo("usr/bin/x");
    assertThat(of("/.")).isEmpty();
    assertThat(of("")).isEmpty();
    assertThat(of("/")).isEmpty();
    assertThat(of("a/.hidden/..x")).isEqualTo("a/.hidden/..x");
    assertThat(of(".hidden")).isEqualTo(".hidden");
    assertThat(of("ä/\ud83d\ude00")).isEqualTo("ä/\ud83d\ude00");
  }

  @Test
  void refusesWhatIsNoEntrysPath() {
    assertThat(of("..")).isNull();
    assertThat(of("../x")).isNull();
    assertThat(of("/../x")).isNull();
    assertThat(of("a/../x")).isNull();
    assertThat(of("a/..")).isNull();
    assertThat(of("x".repeat(4097))).isNull();
    assertThat(of("x".repeat(4096))).hasSize(4096);
  }

  @Test
  void keepsMalformedBytes() {
    byte[] overlong = {'a', (byte) 0xc0, (byte) 0xaf, (byte) 0xed, (byte) 0xa0, (byte) 0x80};
    assertThat(PathText.of(overlong, 0, overlong.length))
        .isEqualTo("a\udcc0\udcaf\udced\udca0\udc80");
  }
}
