package dev.plinth.dockerfile.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dockerfile.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Fuzz target: any word, in any environment. The input's lines are variables, {@code name=value},
 * or a name alone for one whose value is not known; the last line is the word.
 */
public class ExpansionFuzzTest {
  public static void fuzzerTestOneInput(byte[] data) {
    String[] lines = new String(data, StandardCharsets.ISO_8859_1).split("\n", -1);
    Map<String, Variable> environment = new HashMap<>();
    for (int i = 0; i + 1 < lines.length; i++) {
      int equals = lines[i].indexOf('=');
      String name = equals < 0 ? lines[i] : lines[i].substring(0, equals);
      @Nullable String value = equals < 0 ? null : lines[i].substring(equals + 1);
      environment.put(name, new Variable(name, value, Variable.Kind.ENV, null));
    }
    String word = lines[lines.length - 1];
    for (char escape : new char[] {'\\', '`'}) {
      Expansion.Result result = Expansion.of(word, escape, environment::get);
      if (result.value() != null && result.error() != null) {
        throw new AssertionError("refused, and yet a value");
      }
      if (!result.used().containsAll(result.undefined())) {
        throw new AssertionError("undefined, and yet not used");
      }
      for (String name : result.undefined()) {
        if (environment.containsKey(name)) {
          throw new AssertionError("undefined, and yet there: " + name);
        }
      }
      String value = result.value();
      if (value != null && word.indexOf('$') < 0 && value.length() > word.length()) {
        throw new AssertionError("grown without a variable");
      }
    }
  }

  @Test
  void replays_its_seeds() {
    assertThat(Seeds.replay("expansion", ExpansionFuzzTest::fuzzerTestOneInput))
        .isGreaterThanOrEqualTo(8);
  }

  @Test
  void survives_changes_to_its_seeds() {
    Seeds.mutate("expansion", 5_000, ExpansionFuzzTest::fuzzerTestOneInput);
  }
}
