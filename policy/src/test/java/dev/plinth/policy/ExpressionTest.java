package dev.plinth.policy;

import static dev.plinth.findings.Severity.CRITICAL;
import static dev.plinth.findings.Severity.HIGH;
import static dev.plinth.findings.Severity.LOW;
import static dev.plinth.findings.Severity.MEDIUM;
import static dev.plinth.findings.Severity.NEGLIGIBLE;
import static dev.plinth.findings.Severity.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  private static boolean holds(String expression, Sample sample) {
    return Expression.parse(expression).matches(sample.finding());
  }

  private static List<Severity> matched(String expression) {
    List<Severity> matched = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      if (holds(expression, Sample.of(severity))) {
        matched.add(severity);
      }
    }
    return matched;
  }

  @Test
  void aSeverityWordMeansItOrWorse() {
    assertThat(matched("critical")).containsExactly(CRITICAL);
    assertThat(matched("medium")).containsExactly(MEDIUM, HIGH, CRITICAL);
    assertThat(matched("negligible")).containsExactly(NEGLIGIBLE, LOW, MEDIUM, HIGH, CRITICAL);
    assertThat(matched("unknown")).containsExactly(UNKNOWN);
  }

  @Test
  void severitiesCompareAndUnknownIsNeitherAboveNorBelow() {
    assertThat(matched("severity > medium")).containsExactly(HIGH, CRITICAL);
    assertThat(matched("severity<low")).containsExactly(NEGLIGIBLE);
    assertThat(matched("severity <= low")).containsExactly(NEGLIGIBLE, LOW);
    assertThat(matched("severity = high")).containsExactly(HIGH);
    assertThat(matched("severity==high")).containsExactly(HIGH);
    assertThat(matched("severity != high"))
        .containsExactly(UNKNOWN, NEGLIGIBLE, LOW, MEDIUM, CRITICAL);
    assertThat(matched("severity != unknown"))
        .containsExactly(NEGLIGIBLE, LOW, MEDIUM, HIGH, CRITICAL);
    assertThat(matched("not high")).containsExactly(UNKNOWN, NEGLIGIBLE, LOW, MEDIUM);
  }

  @Test
  void andBindsTighterThanOrAndComma() {
    Sample high = Sample.of(HIGH);
    assertThat(holds("critical or high and fixable", high)).isFalse();
    assertThat(holds("critical or high and fixable", high.fixable())).isTrue();
    assertThat(holds("(critical or high) and fixable", Sample.of(CRITICAL))).isFalse();
    assertThat(holds("critical, high && fixable", Sample.of(CRITICAL))).isTrue();
    assertThat(holds("!fixable || kev", high)).isTrue();
    assertThat(holds("not (high or kev)", high)).isFalse();
    assertThat(holds("HIGH,CRITICAL", high)).isTrue();
  }

  private static boolean holds(String expression, Finding.Owner owner) {
    return Expression.parse(expression).matches(Sample.of(HIGH).finding().ownedBy(owner, false));
  }

  @Test
  void onlyWhatIsProvedIsProved() {
    Finding finding = Sample.of(HIGH).finding();
    assertThat(Expression.parse("proved").matches(finding)).isFalse();
    assertThat(Expression.parse("proved").toString()).isEqualTo("proved");
    Expression surely = Expression.parse("high and not (base and proved)");
    assertThat(surely.matches(finding.ownedBy(Finding.Owner.BASE, true))).isFalse();
    assertThat(surely.matches(finding.ownedBy(Finding.Owner.BASE, false))).isTrue();
    assertThat(surely.matches(finding.ownedBy(Finding.Owner.OURS, true))).isTrue();
    assertThat(surely.matches(finding)).isTrue();
  }

  @Test
  void ownersAndWhatNobodyCanTell() {
    for (Finding.Owner owner : Finding.Owner.values()) {
      assertThat(holds("ours", owner)).isEqualTo(owner == Finding.Owner.OURS);
      assertThat(holds("base", owner)).isEqualTo(owner == Finding.Owner.BASE);
      assertThat(holds("owner = builder", owner)).isEqualTo(owner == Finding.Owner.BUILDER);
      assertThat(holds("owner == unknown", owner)).isEqualTo(owner == Finding.Owner.UNKNOWN);
      assertThat(holds("not base", owner)).isEqualTo(owner != Finding.Owner.BASE);
      assertThat(holds("owner != ours", owner)).isEqualTo(owner != Finding.Owner.OURS);
    }
    assertThat(holds("(critical and ours) or high and base", Finding.Owner.BASE)).isTrue();
    assertThat(Expression.parse("owner = OURS and owner != ours or owner = builder"))
        .hasToString("ours and owner != ours or owner = builder");
  }

  @Test
  void traits() {
    assertThat(holds("fixable", Sample.of(LOW).fixable())).isTrue();
    assertThat(holds("fixable", Sample.of(LOW).advised())).isFalse();
    assertThat(holds("kev", Sample.of(LOW).exploitedInTheWild())).isTrue();
    assertThat(holds("kev", Sample.of(LOW))).isFalse();
    assertThat(holds("eol", Sample.of(HIGH).kind(Finding.Kind.END_OF_LIFE))).isTrue();
    assertThat(holds("eol", Sample.of(HIGH))).isFalse();
    assertThat(holds("unreadable", Sample.of(UNKNOWN).kind(Finding.Kind.UNREADABLE))).isTrue();
  }

  @Test
  void boundsHoldOnlyForWhatIsKnown() {
    Sample low = Sample.of(LOW);
    assertThat(holds("epss > 0.1", low.epss(0.11))).isTrue();
    assertThat(holds("epss > 0.1", low.epss(0.1))).isFalse();
    assertThat(holds("epss >= 10%", low.epss(0.1))).isTrue();
    assertThat(holds("epss < 1", low)).isFalse();
    assertThat(holds("epss >= 0", low)).isFalse();
    assertThat(holds("score >= 7", low.score(7.0))).isTrue();
    assertThat(holds("score<=6.9", low.score(7.0))).isFalse();
    assertThat(holds("score >= 0", low.kind(Finding.Kind.END_OF_LIFE))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HIGH,critical            | high or critical",
        "  ( ( high ) )           | high",
        "severity>=high           | high",
        "severity > HIGH          | severity > high",
        "severity == unknown      | unknown",
        "not(high or kev)         | not (high or kev)",
        "!!kev                    | not not kev",
        "epss>.50                 | epss > 0.5",
        "epss >= 10%              | epss >= 0.1",
        "score >= 7.0             | score >= 7",
        "score >= 10              | score >= 10",
        "high and (low and kev)   | high and (low and kev)",
        "critical or (high and fixable) or kev | critical or high and fixable or kev",
      })
  void printsCanonically(String text, String canonical) {

    assertThat(Expression.parse(text)).hasToString(canonical);
    assertThat(Expression.parse(canonical)).isEqualTo(Expression.parse(text));
  }

  @Test
  void whatItPrintsParsesToTheSame() {
    long seed = Long.getLong("plinth.seed", 7);
    Random random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      Expression expression = random(random, 4);
      assertThat(Expression.parse(expression.toString()))
          .as("seed %d, round %d: %s", seed, round, expression)
          .isEqualTo(expression);
    }
  }

  private static Expression random(Random random, int depth) {
    int kind = random.nextInt(depth > 0 ? 6 : 3);
    return switch (kind) {
      case 0 -> Expression.Trait.values()[random.nextInt(Expression.Trait.values().length)];
      case 1 -> {
        Severity severity = Severity.values()[random.nextInt(Severity.values().length)];
        int signs = Expression.Comparison.values().length;
        int sign = severity == UNKNOWN ? 4 + random.nextInt(2) : random.nextInt(signs);
        yield new Expression.Rating(Expression.Comparison.values()[sign], severity);
      }
      case 2 -> {
        BigDecimal bound = BigDecimal.valueOf(random.nextInt(1_000), 3).stripTrailingZeros();
        yield new Expression.Bound(
            Expression.Measure.values()[random.nextInt(2)],
            Expression.Comparison.values()[random.nextInt(4)],
            bound.signum() == 0 ? BigDecimal.ZERO : bound);
      }
      case 3 -> new Expression.Not(random(random, depth - 1));
      case 4 -> new Expression.AnyOf(several(random, depth - 1));
      default -> new Expression.AllOf(several(random, depth - 1));
    };
  }

  private static List<Expression> several(Random random, int depth) {
    List<Expression> parts = new ArrayList<>();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      parts.add(random(random, depth));
    }
    return parts;
  }
}
