package dev.plinth.policy;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.foundation.PlinthException;
import dev.plinth.policy.Expression.Comparison;
import dev.plinth.policy.Expression.Measure;
import dev.plinth.policy.Expression.Trait;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the grammar of {@link Expression} by recursive descent, its depth bounded. */
final class ExpressionParser {
  static final int MAX_LENGTH = 1_000;
  static final int MAX_DEPTH = 50;
  private static final int MAX_DIGITS = 20;

  private final String text;
  private List<ExpressionToken> tokens = List.of();
  private int next;
  private int depth;

  ExpressionParser(String text) {
    this.text = text;
  }

  Expression parse() throws PlinthException {
    if (text.length() > MAX_LENGTH) {
      throw PolicyErrors.expressionTooLong(text.length(), MAX_LENGTH);
    }
    tokens = ExpressionToken.of(text);
    if (peek().kind() == ExpressionToken.Kind.END) {
      throw error(
          peek(), "it is empty", "give a condition such as `critical or (high and fixable)`");
    }
    Expression whole = any();
    ExpressionToken rest = peek();
    if (rest.kind() == ExpressionToken.Kind.END) {
      return whole;
    }
    if (rest.is(")")) {
      throw error(rest, "no parenthesis is open that `)` could close", "take it out");
    }
    String before = tokens.get(next - 1).text();
    throw error(
        rest,
        "`and`, `or` or the end was expected after `" + before + "`",
        rest.kind() == ExpressionToken.Kind.SIGN
            ? "only `severity`, `owner`, `epss` and `score` are compared"
            : "join the conditions, for example `" + before + " and " + rest.text() + "`");
  }

  private Expression any() {
    List<Expression> parts = new ArrayList<>();
    do {
      parts.add(all());
    } while (take("or") || take("||") || take(","));
    return parts.size() == 1 ? parts.getFirst() : new Expression.AnyOf(parts);
  }

  private Expression all() {
    List<Expression> parts = new ArrayList<>();
    do {
      parts.add(one());
    } while (take("and") || take("&&"));
    return parts.size() == 1 ? parts.getFirst() : new Expression.AllOf(parts);
  }

  private Expression one() {
    ExpressionToken first = peek();
    if (++depth > MAX_DEPTH) {
      throw error(
          first,
          "it is nested more than " + MAX_DEPTH + " deep",
          "write it with fewer parentheses and fewer `not`");
    }
    Expression part;
    if (take("not") || take("!")) {
      part = new Expression.Not(one());
    } else if (take("(")) {
      part = any();
      if (!take(")")) {
        throw error(
            peek(),
            "`)` was expected for the `(` at character " + (first.start() + 1),
            "close the parenthesis");
      }
    } else {
      part = condition();
    }
    depth--;
    return part;
  }

  private Expression condition() {
    ExpressionToken word = peek();
    if (word.kind() != ExpressionToken.Kind.WORD || isJoint(word)) {
      throw error(
          word,
          "a condition was expected" + (next == 0 ? "" : " after `" + previous() + "`"),
          "give one of " + Spelling.list(PolicyWords.CONDITIONS));
    }
    next++;
    return switch (word.text()) {
      case "fixable" -> Trait.FIXABLE;
      case "kev" -> Trait.KEV;
      case "eol" -> Trait.EOL;
      case "unreadable" -> Trait.UNREADABLE;
      case "ours" -> new Expression.Owned(Comparison.EQUAL, Finding.Owner.OURS);
      case "base" -> new Expression.Owned(Comparison.EQUAL, Finding.Owner.BASE);
      case "proved" -> Trait.PROVED;
      case "owner" -> owned();
      case "severity" -> rating();
      case "epss" -> bound(Measure.EPSS);
      case "score" -> bound(Measure.SCORE);
      default -> {
        Severity severity = PolicyWords.severity(word.text());
        if (severity == null) {
          throw error(word, "it is not a condition", PolicyWords.insteadOf(word.text()));
        }
        yield new Expression.Rating(
            severity == Severity.UNKNOWN ? Comparison.EQUAL : Comparison.AT_LEAST, severity);
      }
    };
  }

  private Expression rating() {
    ExpressionToken sign = peek();
    Comparison comparison = comparison(sign);
    if (comparison == null) {
      throw error(
          sign,
          "a comparison was expected after `severity`",
          "write it like `severity >= high`, or just `high`");
    }
    next++;
    ExpressionToken word = peek();
    Severity severity = PolicyWords.severity(word.text());
    if (severity == null) {
      throw error(
          word,
          "a severity was expected after `severity " + comparison.sign() + "`",
          "give one of " + Spelling.list(PolicyWords.SEVERITIES));
    }
    boolean ordered = comparison != Comparison.EQUAL && comparison != Comparison.UNEQUAL;
    if (severity == Severity.UNKNOWN && ordered) {
      throw error(
          word, "`unknown` is neither above nor below another severity", "write `unknown` alone");
    }
    next++;
    return new Expression.Rating(comparison, severity);
  }

  private Expression owned() {
    ExpressionToken sign = peek();
    Comparison comparison = comparison(sign);
    if (comparison != Comparison.EQUAL && comparison != Comparison.UNEQUAL) {
      throw error(
          sign,
          "`=` or `!=` was expected after `owner`",
          "write it like `owner = ours`, or `ours`");
    }
    next++;
    ExpressionToken word = peek();
    Finding.Owner owner = PolicyWords.owner(word.text());
    if (owner == null) {
      throw error(
          word,
          "an owner was expected after `owner " + comparison.sign() + "`",
          "give one of " + Spelling.list(PolicyWords.OWNERS));
    }
    next++;
    return new Expression.Owned(comparison, owner);
  }

  private Expression bound(Measure measure) {
    ExpressionToken sign = peek();
    Comparison comparison = comparison(sign);
    String example = measure == Measure.EPSS ? "`epss > 0.1`" : "`score >= 7`";
    if (comparison == null || comparison == Comparison.EQUAL || comparison == Comparison.UNEQUAL) {
      throw error(
          sign,
          "`>`, `>=`, `<` or `<=` was expected after `" + measure.word() + "`",
          "write it like " + example);
    }
    next++;
    ExpressionToken number = peek();
    BigDecimal value = number.kind() == ExpressionToken.Kind.NUMBER ? number(number) : null;
    if (value == null) {
      throw error(
          number,
          "a number was expected after `" + measure.word() + " " + comparison.sign() + "`",
          "write it like " + example);
    }
    next++;
    if (measure == Measure.EPSS && take("%")) {
      value = value.movePointLeft(2);
    }
    if (value.compareTo(measure.greatest()) > 0) {
      throw error(
          number,
          measure == Measure.EPSS
              ? "an EPSS is a probability between 0 and 1"
              : "a CVSS score lies between 0 and 10",
          measure == Measure.EPSS && value.compareTo(BigDecimal.valueOf(100)) <= 0
              ? "for a percentage write `" + number.text() + "%`"
              : "write it like " + example);
    }
    value = value.stripTrailingZeros();
    return new Expression.Bound(measure, comparison, value.scale() < 0 ? value.setScale(0) : value);
  }

  private static @Nullable BigDecimal number(ExpressionToken token) {
    String digits = token.text();
    int point = digits.indexOf('.');
    if (digits.length() > MAX_DIGITS
        || digits.equals(".")
        || (point >= 0 && digits.indexOf('.', point + 1) >= 0)) {
      return null;
    }
    return new BigDecimal(digits);
  }

  private static @Nullable Comparison comparison(ExpressionToken token) {
    return switch (token.text()) {
      case ">" -> Comparison.ABOVE;
      case ">=" -> Comparison.AT_LEAST;
      case "<" -> Comparison.BELOW;
      case "<=" -> Comparison.AT_MOST;
      case "=", "==" -> Comparison.EQUAL;
      case "!=" -> Comparison.UNEQUAL;
      default -> null;
    };
  }

  private static boolean isJoint(ExpressionToken token) {
    return token.is("and") || token.is("or");
  }

  private ExpressionToken peek() {
    return tokens.get(next);
  }

  private String previous() {
    return tokens.get(next - 1).text();
  }

  private boolean take(String expected) {
    if (peek().is(expected)) {
      next++;
      return true;
    }
    return false;
  }

  private PlinthException error(ExpressionToken at, String because, String instead) {
    return PolicyErrors.expression(text, at.start(), at.end(), because, instead);
  }
}
