package dev.plinth.bases.debug;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordTest {
  @Test
  void plainWordsStayBare() {
    for (String each : List.of("app-7c9d", "deploy/app", "gcr.io/a/b:1@sha256:0f", "a_b+c%d,e=f")) {
      assertThat(ShellWord.of(each)).isEqualTo(each);
    }
  }

  @Test
  void everythingElseIsQuoted() {
    assertThat(ShellWord.of("")).isEqualTo("''");
    assertThat(ShellWord.of("a b")).isEqualTo("'a b'");
    assertThat(ShellWord.of("$(rm -rf /)")).isEqualTo("'$(rm -rf /)'");
    assertThat(ShellWord.of("it's")).isEqualTo("'it'\\''s'");
    assertThat(ShellWord.of("~root")).isEqualTo("'~root'");
  }

  @Test
  void whatNoQuoteMakesSafeIsNotUsable() {
    assertThat(ShellWord.usable("a b")).isTrue();
    for (String each : List.of("", "-it", "a\nb", "a\u001b[2J", "a\u202eb", "x".repeat(501))) {
      assertThat(ShellWord.usable(each)).as(each).isFalse();
    }
  }
}
