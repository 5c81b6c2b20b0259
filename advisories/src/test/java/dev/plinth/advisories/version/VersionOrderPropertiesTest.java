package dev.plinth.advisories.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every order owes, on random text: total, transitive, in linear time. */
class VersionOrderPropertiesTest {
  private static final String[] PIECES = {
    "0",
    "1",
    "2",
    "9",
    "10",
    "00",
    "01",
    "007",
    "20240101",
    "99999999999999999999",
    ".",
    ".",
    ".",
    "-",
    "-",
    "_",
    "~",
    "^",
    "+",
    ":",
    "!",
    "v",
    "a",
    "b",
    "m",
    "rc",
    "RC",
    "alpha",
    "beta",
    "pre",
    "dev",
    "post",
    "p",
    "r",
    "-r",
    "sp",
    "final",
    "ga",
    "snapshot",
    "x",
    "foo",
    "go",
    "=",
    " ",
    "\u00e9",
    "\ud83d",
    "\u0000",
    "",
  };

  static java.util.List<String> ids() {
    return VersionOrders.ids();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void totalAndTransitive(String id) {
    VersionOrder order = VersionOrders.of(id);
    long seed = Long.getLong("plinth.seed", 20_261_121);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      String a = version(random);
      String b =
          random.nextInt(4) == 0 ? a + PIECES[random.nextInt(PIECES.length)] : version(random);
      String c =
          random.nextInt(4) == 0 ? b + PIECES[random.nextInt(PIECES.length)] : version(random);
      int ab = Integer.signum(order.compare(a, b));
      int bc = Integer.signum(order.compare(b, c));
      int ac = Integer.signum(order.compare(a, c));
      String shown = id + " seed " + seed + ": [" + a + "] [" + b + "] [" + c + "]";
      assertThat(order.compare(a, a)).as(shown).isZero();
      assertThat(Integer.signum(order.compare(b, a))).as(shown).isEqualTo(-ab);
      if (ab == 0) {
        assertThat(ac).as(shown).isEqualTo(bc);
      } else if (bc == 0 || bc == ab) {
        assertThat(ac).as(shown).isEqualTo(ab);
      }
    }
  }

  private static String version(Random random) {
    StringBuilder out = new StringBuilder();
    for (int n = random.nextInt(7); n >= 0; n--) {
      out.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return out.toString();
  }

  @ParameterizedTest
  @MethodSource("ids")
  void longTextTakesLinearTime(String id) {
    VersionOrder order = VersionOrders.of(id);
    for (String piece :
        new String[] {"1", "0", "1.", "0.", "a", "a1", "-", "-0", "~", "_p1", "1-", "."}) {
      String text = "1." + piece.repeat(50_000);
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> {
            assertThat(order.compare(text, text + "")).isZero();
            assertThat(order.compare(text + "1", text + "2"))
                .isEqualTo(-order.compare(text + "2", text + "1"));
          },
          id + " " + piece);
    }
  }
}
