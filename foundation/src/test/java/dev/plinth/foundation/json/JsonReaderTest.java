package dev.plinth.foundation.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static Json read(String text) throws JsonSyntaxException {
    return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void errorsSayNothingOfTheParsersInnards() {
    for (String text :
        new String[] {"{\"a\": [1,", "[".repeat(5000), "{\"a\" 1}", "9".repeat(5000)}) {
      assertThatThrownBy(() -> JsonReader.read(text.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(JsonSyntaxException.class)
          .message()
          .doesNotContain("REDACTED", "StreamRead", "Constraints");
    }
  }

  @Test
  void readsEveryKindOfValue() throws Exception {
    Json json = read("{\"a\": [1, 2.50, \"é\", true, null], \"b\": {}}");
    assertThat(json)
        .isEqualTo(
            new Json.Obj(
                Map.of(
                    "a",
                    new Json.Arr(
                        List.of(
                            new Json.Num(BigDecimal.ONE),
                            new Json.Num(new BigDecimal("2.50")),
                            new Json.Str("é"),
                            new Json.Bool(true),
                            new Json.Null())),
                    "b",
                    new Json.Obj(Map.of()))));
  }

  @Test
  void membersKeepTheOrderOfTheText() throws Exception {
    Json json = read("{\"z\": {\"y\": 1, \"a\": 2}}");
    assertThat(json.members("z").keySet()).containsExactly("y", "a");
  }

  @Test
  void accessorsAreLenient() throws Exception {
    Json json =
        read(
            "{\"s\": \"x\", \"n\": 7, \"half\": 0.5, \"huge\": 1e999, \"t\": true, \"l\": [\"a\", 1]}");
    assertThat(json.text("s")).isEqualTo("x");
    assertThat(json.text("n")).isNull();
    assertThat(json.text("absent")).isNull();
    assertThat(json.integer("n", -1)).isEqualTo(7);
    assertThat(json.integer("half", -1)).isEqualTo(-1);
    assertThat(json.integer("huge", -1)).isEqualTo(-1);
    assertThat(json.bool("t", false)).isTrue();
    assertThat(json.bool("s", false)).isFalse();
    assertThat(json.items("l")).hasSize(2);
    assertThat(json.items("s")).isEmpty();
    assertThat(json.members("l")).isEmpty();
    assertThat(json.get("l")).isInstanceOf(Json.Arr.class);
    assertThat(new Json.Str("x").get("s")).isNull();
  }

  @Test
  void aByteOrderMarkIsAllowed() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
    bytes.writeBytes("[]".getBytes(StandardCharsets.UTF_8));
    assertThat(JsonReader.read(bytes.toByteArray())).isEqualTo(new Json.Arr(List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[",
        "{\"a\"}",
        "{\"a\":1",
        "[1 2]",
        "[1,]",
        "nul",
        "'a'",
        "[NaN]",
        "01",
        "\"\u0001\"",
        "{} {}",
        "[] x",
        "// c\n1",
        "{\"a\":1,\"a\":2}",
        "\"\\ud800",
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void errorsSayWhere() {
    JsonSyntaxException error =
        catchThrowableOfType(JsonSyntaxException.class, () -> read("{\n  \"a\": x\n}"));
    assertThat(error.line()).isEqualTo(2);
    assertThat(error.column()).isEqualTo(8);
    assertThat(error).hasMessageEndingWith("(line 2, column 8)");
    assertThat(catchThrowableOfType(JsonSyntaxException.class, () -> read("")))
        .hasMessage("there is no value (line 1, column 1)");
  }

  @Test
  void depthIsLimited() throws Exception {
    assertThat(read("[".repeat(100) + "]".repeat(100))).isInstanceOf(Json.Arr.class);
    assertThatThrownBy(() -> read("[".repeat(101) + "]".repeat(101)))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageContaining("100");
    assertThatThrownBy(() -> read("[".repeat(1_000_000))).isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void numbersAreLimited() throws Exception {
    assertThat(read("1".repeat(1_000))).isInstanceOf(Json.Num.class);
    assertThatThrownBy(() -> read("1".repeat(1_001))).isInstanceOf(JsonSyntaxException.class);
    assertThat(read("{\"n\": 1e999999999}").integer("n", -1)).isEqualTo(-1);
    assertThatThrownBy(() -> read("1e99999999999"))
        .isInstanceOf(JsonSyntaxException.class)
        .hasMessageStartingWith("a number is out of range (line 1, column ");
  }

  @Test
  void stringsAndNamesAreLimited() throws Exception {
    byte[] text = new byte[(16 << 20) + 1 + 2];
    Arrays.fill(text, (byte) 'a');
    text[0] = '"';
    text[text.length - 1] = '"';
    assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(JsonSyntaxException.class);
    assertThatThrownBy(() -> read("{\"" + "n".repeat(50_001) + "\":1}"))
        .isInstanceOf(JsonSyntaxException.class);
    assertThat(read("{\"" + "n".repeat(50_000) + "\":1}")).isInstanceOf(Json.Obj.class);
  }

  @Test
  void invalidUtf8IsRefused() {
    assertThatThrownBy(() -> JsonReader.read(new byte[] {'"', (byte) 0xFF, '"'}))
        .isInstanceOf(JsonSyntaxException.class);
  }

  @Test
  void aStreamingParserCanHandOverOneValue() throws Exception {
    try (JsonParser parser = JsonReader.streaming().createParser("[{\"a\": 1}, 2]")) {
      parser.nextToken();
      JsonToken first = parser.nextToken();
      assertThat(JsonReader.value(parser, first))
          .isEqualTo(new Json.Obj(Map.of("a", new Json.Num(BigDecimal.ONE))));
      assertThat(parser.nextToken()).isEqualTo(JsonToken.VALUE_NUMBER_INT);
    }
  }
}
