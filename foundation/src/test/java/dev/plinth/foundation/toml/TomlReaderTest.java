package dev.plinth.foundation.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases follow the statements of the TOML 1.0.0 specification in their order. */
class TomlReaderTest {
  private static Toml.Table read(String text) throws TomlSyntaxException {
    return TomlReader.read(text.getBytes(StandardCharsets.UTF_8), 10_000);
  }

  /** The value in a writing that shows its structure: {@code {a=1, b=["x"]}}. */
  private static String show(Toml value) {
    if (value instanceof Toml.Table table) {
      return table.members().entrySet().stream()
          .map(member -> member.getKey() + "=" + show(member.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Toml.Array array) {
      return array.items().stream()
          .map(TomlReaderTest::show)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Toml.Text text) {
      return '"' + text.value() + '"';
    }
    if (value instanceof Toml.Whole whole) {
      return Long.toString(whole.value());
    }
    if (value instanceof Toml.Real real) {
      return Double.toString(real.value());
    }
    if (value instanceof Toml.Truth truth) {
      return Boolean.toString(truth.value());
    }
    return "<" + ((Toml.Moment) value).text() + ">";
  }

  private static String shown(String text) throws TomlSyntaxException {
    return show(read(text));
  }

  @Test
  void keysAndTables() throws TomlSyntaxException {
    assertThat(shown("")).isEqualTo("{}");
    assertThat(shown("# only a comment")).isEqualTo("{}");
    assertThat(shown("key = 1\r\nbare-key_2=2\n1234 = 3 # why\n")) //
        .isEqualTo("{key=1, bare-key_2=2, 1234=3}");
    assertThat(shown("\"127.0.0.1\" = 1\n'quoted \"x\"' = 2\n\"\" = 3\n\"ʎǝʞ\"=4"))
        .isEqualTo("{127.0.0.1=1, quoted \"x\"=2, =3, ʎǝʞ=4}");
    assertThat(shown("a . b.\"c.d\" = 1\na.b.e = 2\n3.14 = 5"))
        .isEqualTo("{a={b={c.d=1, e=2}}, 3={14=5}}");
    assertThat(shown("[a]\nx=1\n[ b . \"c\" ]\ny=2\n[b]\nz=3"))
        .isEqualTo("{a={x=1}, b={c={y=2}, z=3}}");
    assertThat(shown("[fruit]\napple.color=1\napple.taste.sweet=true\n[fruit.apple.texture]\ns=1"))
        .isEqualTo("{fruit={apple={color=1, taste={sweet=true}, texture={s=1}}}}");
    assertThat(shown("[a.b.c]\nz=9\n[a]\nx=1\n")).isEqualTo("{a={b={c={z=9}}, x=1}}");
    assertThat(shown("[[p]]\nn=1\n[[p]]\n[[p]]\nn=3\n[p.q]\nr=4\n[[p.s]]\n[[p.s]]"))
        .isEqualTo("{p=[{n=1}, {}, {n=3, q={r=4}, s=[{}, {}]}]}");
    assertThat(shown("point = { x = 1, y.z = 2 }\nempty = {}"))
        .isEqualTo("{point={x=1, y={z=2}}, empty={}}");
  }

  @Test
  void strings() throws TomlSyntaxException {
    assertThat(read("s = \"\\b\\t\\n\\f\\r\\\"\\\\\\u00E9\\U0001F600\"").text("s"))
        .isEqualTo("\b\t\n\f\r\"\\é\uD83D\uDE00");
    assertThat(read("s = 'C:\\n\\x'").text("s")).isEqualTo("C:\\n\\x");
    assertThat(read("s = \"\"\"\nRoses\r\nViolets\"\"\"").text("s")).isEqualTo("Roses\nViolets");
    assertThat(read("s = \"\"\"\\\n   The \\  \n\n  fox\\\n  \"\"\"").text("s"))
        .isEqualTo("The fox");
    assertThat(read("s = \"\"\"a \"\" b \"\"\"\"\"").text("s")).isEqualTo("a \"\" b \"\"");
    assertThat(read("s = '''\n'That,' she said, 'is'''''").text("s"))
        .isEqualTo("'That,' she said, 'is''");
    assertThat(read("s = \"\"\ny=1").text("s")).isEmpty();
    assertThat(read("s = ''''''\ny=1").text("s")).isEmpty();
    assertThat(read("s = \"tab\there\"").text("s")).isEqualTo("tab\there");
  }

  @Test
  void numbersBooleansAndMoments() throws TomlSyntaxException {
    assertThat(shown("a=[+99, 42, 0, -17, 1_000, 5_349_221, -0, +0]"))
        .isEqualTo("{a=[99, 42, 0, -17, 1000, 5349221, 0, 0]}");
    assertThat(shown("a=[0xDEADBEEF, 0xdead_beef, 0o755, 0b1101]"))
        .isEqualTo("{a=[3735928559, 3735928559, 493, 13]}");
    assertThat(shown("a=[9223372036854775807, -9223372036854775808]"))
        .isEqualTo("{a=[9223372036854775807, -9223372036854775808]}");
    assertThat(shown("a=[+1.0, 3.1415, -0.01, 5e+22, 1e06, -2E-2, 6.626e-34, 224_617.445]"))
        .isEqualTo("{a=[1.0, 3.1415, -0.01, 5.0E22, 1000000.0, -0.02, 6.626E-34, 224617.445]}");
    assertThat(shown("a=[inf,+inf,-inf,nan,+nan,-nan]"))
        .isEqualTo("{a=[Infinity, Infinity, -Infinity, NaN, NaN, NaN]}");
    assertThat(shown("a=true\nb=false")).isEqualTo("{a=true, b=false}");
    for (String moment :
        List.of(
            "1979-05-27T07:32:00Z",
            "1979-05-27T00:32:00.999999-07:00",
            "1979-05-27 07:32:00z",
            "1979-05-27t07:32:00",
            "1979-05-27",
            "2000-02-29",
            "1990-12-31T23:59:60Z",
            "07:32:00",
            "00:32:00.5")) {
      assertThat(shown("a=" + moment + " # c")).isEqualTo("{a=<" + moment + ">}");
    }
  }

  @Test
  void arrays() throws TomlSyntaxException {
    assertThat(shown("a = [ # c\n 1,\n\n 2 # d\n , # e\n]\nb = [[], ['x', {y = 1}]]"))
        .isEqualTo("{a=[1, 2], b=[[], [\"x\", {y=1}]]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key =",
        "key = # nothing",
        "= 1",
        "key",
        "first = 1 last = 2",
        "a..b = 1",
        ".a = 1",
        "a. = 1",
        "bare key = 1",
        "é = 1",
        "\"\"\"multi\"\"\" = 1",
        "a = 1\na = 2",
        "a = 1\n\"a\" = 2",
        "a.b = 1\na.b.c = 2",
        "a = 1\na.b = 2",
        "[a]\n[a]",
        "[a]\nb=1\n[a.b]\nc=1",
        "[fruit]\napple.color=1\n[fruit.apple]",
        "[fruit]\napple.taste.sweet=true\n[fruit.apple.taste]",
        "[a.b.c]\nz=9\n[a]\nb.c.t=1",
        "[a.b]\n[a]\nb.x=1",
        "[]",
        "[a.]",
        "[a",
        "[a]]",
        "[[a]",
        "[ [a]]",
        "[a] b=1",
        "[fruit.physical]\n[[fruit]]",
        "fruit = []\n[[fruit]]",
        "[[fruit]]\n[[fruit.v]]\n[fruit.v]",
        "[[a.b]]\n[a]\nb.y=2",
        "a = {b=1}\na.c=2",
        "a = {b=1}\n[a.c]",
        "a = {b.c=1}\n[a.b.d]",
        "a = [{b=1}]\n[a.c]",
        "a = [{b=1}]\n[[a]]",
        "a = {b=1,}",
        "a = {b=1\n}",
        "a = {b=1 c=2}",
        "a = {b=1, b=2}",
        "a = {b.c=1, b={d=2}}",
        "a = {,}",
        "a = {",
        "a = [1",
        "a = [1 2]",
        "a = [,1]",
        "a = [1,,2]",
        "a = \"x",
        "a = 'x\n'",
        "a = \"\"\"x\"\"",
        "a = \"\\x41\"",
        "a = \"\\e\"",
        "a = \"\\uD800\"",
        "a = \"\\U00110000\"",
        "a = \"\\u12\"",
        "a = \"\\ \"",
        "a = \"\"\"\\ x\"\"\"",
        "a = \"\u0000\"",
        "a = '\u001f'",
        "a = \"\u007f\"",
        "# \u0001",
        "a = \"x\ry\"",
        "a = 1\rb = 2",
        "a = 01",
        "a = +0x1",
        "a = 0xG",
        "a = 0X1",
        "a = 0x",
        "a = 0x_1",
        "a = 1__0",
        "a = _1",
        "a = 1_",
        "a = 9223372036854775808",
        "a = 0xFFFFFFFFFFFFFFFF",
        "a = .7",
        "a = 7.",
        "a = 3.e+20",
        "a = 1e",
        "a = 1e1.5",
        "a = 1_.5",
        "a = 01.5",
        "a = Inf",
        "a = +true",
        "a = True",
        "a = 1979-02-30",
        "a = 1979-5-27",
        "a = 1979-05-27T25:00:00Z",
        "a = 1979-05-27T07:32",
        "a = 1979-05-27T07:32:00+25:00",
        "a = 1979-05-27T07:32:00.Z",
        "a = 1979-05-27T",
        "a = 07:32:00Z",
        "a = 07:32",
        "a = \"\"\"\"\"\"\"\"\""
      })
  void refuses(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(TomlSyntaxException.class);
  }

  @Test
  void saysWhere() throws TomlSyntaxException {
    assertThatThrownBy(() -> read("a = 1\r\n\nb = 'é' x"))
        .isInstanceOfSatisfying(
            TomlSyntaxException.class,
            e -> {
              assertThat(e.line()).isEqualTo(3);
              assertThat(e.column()).isEqualTo(9);
              assertThat(e)
                  .hasMessage("something stands where the line should end (line 3, column 9)");
            });
    Toml.Table document =
        read("# c\n[[package]]\nname = 'a'\ns = \"\"\"\n\n\"\"\"\n\n[[package]]\n");
    assertThat(document.items("package")).extracting(Toml::line).containsExactly(2, 8);
    Toml name = document.items("package").getFirst().get("name");
    assertThat(name).isEqualTo(new Toml.Text("a", 3));
  }

  @Test
  void accessorsAreLenient() throws TomlSyntaxException {
    Toml.Table document = read("t = 'x'\nb = true\nl = ['p', 1, 'q']\n[m]\nn = 1");
    assertThat(document.text("t")).isEqualTo("x");
    assertThat(document.text("b")).isNull();
    assertThat(document.text("absent")).isNull();
    assertThat(document.bool("b", false)).isTrue();
    assertThat(document.bool("t", false)).isFalse();
    assertThat(document.texts("l")).containsExactly("p", "q");
    assertThat(document.items("m")).isEmpty();
    assertThat(document.members("m")).containsKey("n");
    assertThat(document.members("l")).isEqualTo(Map.of());
  }

  @Test
  void holdsItsLimits() throws TomlSyntaxException {
    String deep = "a = " + "[".repeat(101) + "]".repeat(101);
    assertThatThrownBy(() -> read(deep)).hasMessageContaining("values nest deeper than 100");
    String inline = "a = " + "{a = ".repeat(101) + "1" + "}".repeat(101);
    assertThatThrownBy(() -> read(inline)).hasMessageContaining("values nest deeper than 100");
    String dotted = "a = {" + "b.".repeat(60) + "c = {" + "b.".repeat(60) + "c = 1}}";
    assertThatThrownBy(() -> read(dotted)).hasMessageContaining("values nest deeper than 100");
    String key = "a.".repeat(101) + "b = 1";
    assertThatThrownBy(() -> read(key)).hasMessageContaining("more than 100 parts");
    String many = "a = [" + "1,".repeat(10_000) + "]";
    assertThatThrownBy(() -> read(many)).hasMessageContaining("more than 10000 values");
    assertThat(read("[x]\n".replace("x", "a.".repeat(99) + "b"))).isNotNull();
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() throws TomlSyntaxException {
    assertThatThrownBy(() -> TomlReader.read(new byte[] {'a', '=', '"', (byte) 0xC3, '"'}, 10))
        .hasMessage("it is not UTF-8");
    assertThat(show(TomlReader.read("\uFEFFa=1".getBytes(StandardCharsets.UTF_8), 10)))
        .isEqualTo("{a=1}");
  }

  /** Whatever stands there, it is a document or an error that says where. */
  @Test
  void nothingElseThanItsOwnErrorComesOut() {
    long seed = Long.getLong("plinth.seed", 20_260_101L);
    Random random = new Random(seed);
    String[] bits = {
      "[",
      "]",
      "[[",
      "]]",
      "{",
      "}",
      "=",
      ".",
      ",",
      "\"",
      "'",
      "\"\"\"",
      "'''",
      "\n",
      "\r\n",
      " ",
      "a",
      "b",
      "1",
      "0x1",
      "1979-05-27",
      "T07:32:00",
      "#",
      "\\",
      "\\u00e9",
      "é",
      "true",
      "inf",
      "_",
      "-",
      "+",
      ":"
    };
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(24); i >= 0; i--) {
        text.append(bits[random.nextInt(bits.length)]);
      }
      try {
        assertThat(show(read(text.toString()))).isNotNull();
      } catch (TomlSyntaxException e) {
        assertThat(e.line()).as("seed %s, %s", seed, text).isPositive();
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + text, e);
      }
    }
  }

  /**
   * The suite of the TOML project (github.com/toml-lang/toml-test), where {@code
   * -Dplinth.toml-test} names its folder {@code tests}: every file that its list for TOML 1.0.0
   * has.
   */
  @Test
  void agreesWithTheSuite() throws IOException {
    String folder = System.getProperty("plinth.toml-test", "");
    Assumptions.assumeFalse(folder.isEmpty(), "no -Dplinth.toml-test=FOLDER was given");
    Path tests = Path.of(folder);
    List<String> wrong = new ArrayList<>();
    int read = 0;
    for (String name : Files.readAllLines(tests.resolve("files-toml-1.0.0"))) {
      if (!name.endsWith(".toml")) {
        continue;
      }
      read++;
      boolean valid = name.startsWith("valid/");
      try {
        TomlReader.read(Files.readAllBytes(tests.resolve(name)), 100_000);
        if (!valid) {
          wrong.add("accepted " + name);
        }
      } catch (TomlSyntaxException e) {
        if (valid) {
          wrong.add("refused " + name + ": " + e.getMessage());
        }
      }
    }
    assertThat(read).isGreaterThan(500);
    assertThat(wrong).isEmpty();
  }
}
