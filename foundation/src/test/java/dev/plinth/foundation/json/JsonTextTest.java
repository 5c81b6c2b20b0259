package dev.plinth.foundation.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of small documents says what the streaming library's parser says of them. */
class JsonTextTest {
  private static final JsonFactory JACKSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"a\"",
    "\"b\"",
    "\"\"",
    "1",
    "-0",
    "0.50",
    "1e3",
    "2E-2",
    "01",
    "-",
    "1.",
    ".5",
    "true",
    "false",
    "null",
    "nul",
    " ",
    "\n",
    "\t",
    "\"\\n\\u00e9\"",
    "\"é€😀\"",
    "\"\\ud83d\"",
    "\"\\x\"",
    "\"",
    "\\",
    "+1",
    "//"
  };

  private static Json read(String text) throws JsonSyntaxException {
    return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Json oracle(byte[] bytes) {
    try (JsonParser parser = JACKSON.createParser(bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return null;
      }
      Json value = JsonReader.value(parser, first);
      return parser.nextToken() == null ? value : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable Json ours(byte[] bytes) {
    try {
      return JsonReader.read(bytes);
    } catch (JsonSyntaxException e) {
      return null;
    }
  }

  @Test
  void agreesWithTheStreamingParserOnRandomTexts() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    int taken = 0;
    for (int i = 0; i < 30_000; i++) {
      StringBuilder text = new StringBuilder();
      if (random.nextBoolean()) {
        for (int n = random.nextInt(1, 9); n > 0; n--) {
          text.append(PIECES[random.nextInt(PIECES.length)]);
        }
      } else {
        value(text, random, 0);
        if (random.nextInt(3) == 0 && text.length() > 0) {
          text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(' ', 127));
        }
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      Json expected = oracle(bytes);
      assertThat(plain(ours(bytes))).as("seed %s: %s", seed, text).isEqualTo(plain(expected));
      taken += expected == null ? 0 : 1;
    }
    assertThat(taken).isGreaterThan(5_000);
  }

  private static void value(StringBuilder text, SplittableRandom random, int depth) {
    switch (random.nextInt(depth > 3 ? 4 : 6)) {
      case 0 -> text.append(PIECES[random.nextInt(18, 21)]);
      case 1 -> text.append(random.nextInt(-1000, 1000));
      case 2 -> text.append(random.nextInt(10)).append(".").append(random.nextInt(100));
      case 3 -> text.append("\"text ").append(random.nextInt(10)).append("\"");
      case 4 -> {
        text.append("[ ");
        for (int n = random.nextInt(4); n > 0; n--) {
          value(text, random, depth + 1);
          text.append(n > 1 ? " , " : "");
        }
        text.append("]");
      }
      default -> {
        text.append("{");
        for (int n = random.nextInt(4); n > 0; n--) {
          text.append("\"m").append(random.nextInt(30)).append("\" : ");
          value(text, random, depth + 1);
          text.append(n > 1 ? "," : "");
        }
        text.append("}\r\n");
      }
    }
  }

  /** Numbers as one text per value and scale: the oracle does not keep how they were written. */
  private static @Nullable String plain(@Nullable Json json) {
    return switch (json) {
      case null -> null;
      case Json.Num number -> number.value().toString();
      case Json.Obj(var members) -> {
        StringBuilder text = new StringBuilder("{");
        members.forEach((name, value) -> text.append(name).append('=').append(plain(value)));
        yield text.append("}").toString();
      }
      case Json.Arr(var items) -> {
        StringBuilder text = new StringBuilder("[");
        items.forEach(item -> text.append(plain(item)).append(','));
        yield text.append("]").toString();
      }
      case Json.Str _, Json.Bool _, Json.Null _ -> json.toString();
    };
  }

  @Test
  void readsEscapesAndOtherScripts() throws Exception {
    assertThat(read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\\uD83D\\uDE00 é € 😀 \u007f\""))
        .isEqualTo(new Json.Str("\"\\/\b\f\n\r\té😀 é € 😀 \u007f"));
    assertThat(read("{\"é\\n\": 1}").integer("é\n", 0)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "7, 7",
    "-12, -12",
    "999999999999999999, 999999999999999999",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "9223372036854775808, -1",
    "1.0, 1",
    "1e2, 100",
    "1.5, -1",
    "100000000000000000000, -1"
  })
  void integersAreExact(String written, long expected) throws Exception {
    assertThat(read("{\"n\": " + written + "}").integer("n", -1)).isEqualTo(expected);
    assertThat(read(written)).isInstanceOf(Json.Num.class);
    assertThat(((Json.Num) read(written)).value()).isEqualByComparingTo(new BigDecimal(written));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C3", // cut off
        "C328", // no trailing byte
        "C080", // overlong
        "E08080", // overlong
        "EDA080", // a surrogate
        "F4908080", // beyond U+10FFFF
        "F880808080", // five bytes
        "80", // starts with a trailing byte
      })
  void malformedUtf8IsRefused(String hex) {
    byte[] malformed = java.util.HexFormat.of().parseHex(hex);
    byte[] bytes = new byte[malformed.length + 2];
    bytes[0] = '"';
    bytes[bytes.length - 1] = '"';
    System.arraycopy(malformed, 0, bytes, 1, malformed.length);
    assertThatThrownBy(() -> JsonReader.read(bytes))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void errorsNameWhatWasExpected() {
    assertThatThrownBy(() -> read("{\"a\": 1 \"b\": 2}"))
        .hasMessage("a comma or } was expected (line 1, column 9)");
    assertThatThrownBy(() -> read("{\"é\": 1, \"é\": 2}"))
        .hasMessage("a member's name stands twice in an object (line 1, column 10)");
    assertThatThrownBy(() -> read("[1,\n 2"))
        .hasMessage("an array does not end (line 2, column 3)");
  }
}
