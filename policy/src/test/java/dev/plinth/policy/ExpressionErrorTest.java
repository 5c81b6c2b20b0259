package dev.plinth.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plinth.foundation.PlinthException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionErrorTest {
  private static PlinthException error(String text) {
    PlinthException error =
        catchThrowableOfType(PlinthException.class, () -> Expression.parse(text));
    assertThat(error).as(text).isNotNull();
    assertThat(error.code()).isEqualTo("PLINTH-POLICY-EXPRESSION");
    return error;
  }

  @Test
  void theMessageSaysWhereWhatAndInstead() {
    assertThat(error("high or critcal and kev"))
        .hasMessage(
            """
            Tried to read the policy expression, but at character 9 (`critcal`) it is not a \
            condition; did you mean `critical`?

                high or critcal and kev
                        ^^^^^^^\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                | at character 1 (the end) it is empty",
        "high fixable      | at character 6 (`fixable`) `and`, `or` or the end was expected after `high`",
        "high or           | at character 8 (the end) a condition was expected after `or`",
        "or high           | at character 1 (`or`) a condition was expected",
        "high,,low         | at character 6 (`,`) a condition was expected after `,`",
        "(high             | at character 6 (the end) `)` was expected for the `(` at character 1",
        "high)             | at character 5 (`)`) no parenthesis is open that `)` could close",
        "high >= 3         | at character 6 (`>=`) `and`, `or` or the end was expected after `high`",
        "severity          | at character 9 (the end) a comparison was expected after `severity`",
        "severity > 7      | at character 12 (`7`) a severity was expected after `severity >`",
        "severity>=unknown | at character 11 (`unknown`) `unknown` is neither above nor below another severity",
        "epss = 0.1        | at character 6 (`=`) `>`, `>=`, `<` or `<=` was expected after `epss`",
        "epss > high       | at character 8 (`high`) a number was expected after `epss >`",
        "epss > 1.2.3      | at character 8 (`1.2.3`) a number was expected after `epss >`",
        "epss > 10         | at character 8 (`10`) an EPSS is a probability between 0 and 1",
        "score > 11        | at character 9 (`11`) a CVSS score lies between 0 and 10",
        "score > 70%       | at character 9 (`70`) a CVSS score lies between 0 and 10",
        "high $ low        | at character 6 (`$`) that sign means nothing here",
        "not               | at character 4 (the end) a condition was expected after `not`",
      })
  void saysWhatWasExpected(String text, String because) {
    assertThat(error(text).because()).isEqualTo(because);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hihg        | did you mean `high`?",
        "moderate    | did you mean `medium`?",
        "unfixed     | did you mean `not fixable`?",
        "exploited   | did you mean `kev`?",
        "cvss        | did you mean `score`?",
        "any         | did you mean `negligible or unknown`?",
        "none        | `none` stands alone, to never block",
        "high none   | join the conditions, for example `high and none`",
        "epss > 12   | for a percentage write `12%`",
        "epss > 120  | write it like `epss > 0.1`",
        "owner > ours | write it like `owner = ours`, or `ours`",
        "owner = me  | give one of `ours`, `base`, `builder` or `unknown`",
        "application | did you mean `ours`?",
        "low epss    | join the conditions, for example `low and epss`",
        "high > 3    | only `severity`, `owner`, `epss` and `score` are compared",
      })
  void saysWhatToDo(String text, String next) {
    assertThat(error(text).next().lines().findFirst()).contains(next);
  }

  @Test
  void aWordLikeNothingListsThemAll() {
    assertThat(error("zzzzzzz").next())
        .startsWith("give one of `critical`, `high`, ")
        .contains(" or `score`\n");
  }

  @Test
  void lengthAndDepthAreBounded() {
    assertThat(error("x".repeat(1_001)).because())
        .isEqualTo("it has 1001 characters, more than the limit of 1000");
    assertThat(error("(".repeat(51) + "high" + ")".repeat(51)).because())
        .isEqualTo("at character 51 (`(`) it is nested more than 50 deep");
    assertThat(error("not ".repeat(200) + "high").because()).contains("nested more than 50 deep");
    assertThat(Expression.parse("(".repeat(49) + "high" + ")".repeat(49))).hasToString("high");
    assertThat(Expression.parse("high or ".repeat(100) + "high")).isNotNull();
  }

  @Test
  void hostileTextIsEscapedAndLongTextIsShownAroundTheError() {
    assertThat(error("high \u001b[2J").getMessage())
        .contains("`\\x1b`")
        .endsWith("    high \\x1b[2J\n         ^^^^")
        .doesNotContain("\u001b");
    assertThat(error("high or ".repeat(50) + "bad" + " or high".repeat(50)).next())
        .endsWith(
            "\n\n    ...high or high or high or high or bad or high or high or high or high..."
                + "\n                                       ^^^");
  }

  @Test
  void randomTextGivesAnExpressionOrThatError() {
    long seed = Long.getLong("plinth.seed", 11);
    Random random = new Random(seed);
    String[] pieces = {
      "high",
      "critical",
      "unknown",
      "epss",
      "score",
      "severity",
      ">",
      ">=",
      "<",
      "=",
      "0.5",
      "%",
      "(",
      ")",
      "not",
      "!",
      "and",
      "or",
      ",",
      "\u202e",
      "\ud800",
      "kev",
      " ",
      "..",
      "é"
    };
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
      }
      try {
        Expression expression = Expression.parse(text.toString());
        assertThat(Expression.parse(expression.toString()))
            .as("seed %d: %s", seed, text)
            .isEqualTo(expression);
      } catch (PlinthException e) {
        assertThat(e.code()).as("seed %d: %s", seed, text).isEqualTo("PLINTH-POLICY-EXPRESSION");
      }
    }
  }

  @Test
  void failOnTakesNoneAlone() {
    assertThat(Gate.failOn(" None ")).isNotNull();
    assertThatThrownBy(() -> Gate.failOn("none or high")).isInstanceOf(PlinthException.class);
  }
}
