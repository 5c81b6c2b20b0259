package dev.plinth.policy;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Vulnerability;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * A condition on a finding, as {@code --fail-on} takes it:
 *
 * <pre>
 * expression = all { ( "or" | "||" | "," ) all }
 * all        = one { ( "and" | "&amp;&amp;" ) one }
 * one        = ( "not" | "!" ) one | "(" expression ")" | condition
 * condition  = "critical" | "high" | "medium" | "low" | "negligible"   that severity or worse
 *            | "unknown"                                               nobody has said how bad
 *            | "severity" ( ">" | ">=" | "&lt;" | "&lt;=" | "=" | "!=" ) severity
 *            | "fixable"                                               a fixed version is known
 *            | "kev"                                                   known to be exploited
 *            | "eol"                                                   out of its vendor's support
 *            | "unreadable"                                            could not be read
 *            | "ours" | "base"                                         whose it is
 *            | "proved"                                                whose it is is proved
 *            | "owner" ( "=" | "!=" ) ( "ours" | "base" | "builder" | "unknown" )
 *            | ( "epss" | "score" ) ( ">" | ">=" | "&lt;" | "&lt;=" ) number [ "%" ]
 * </pre>
 *
 * <p>Letter case means nothing. What is not known satisfies no comparison: neither {@code epss >
 * 0.1} nor {@code epss < 0.1} holds for a finding without an EPSS probability, and an unknown
 * severity is neither below nor above another. What nobody can tell the owner of is neither ours
 * nor the base's; {@code not base} holds for it. {@link Object#toString} is canonical, and parses
 * to an equal expression.
 */
public sealed interface Expression {
  /**
   * The expression in this text, of at most 1,000 characters and 50 levels of parentheses.
   *
   * @throws dev.plinth.foundation.PlinthException {@code PLINTH-POLICY-EXPRESSION} saying where and
   *     what was expected
   */
  static Expression parse(String text) {
    return new ExpressionParser(text).parse();
  }

  /** Whether the finding satisfies it. */
  default boolean matches(Finding finding) {
    return matches(finding, finding.severity());
  }

  /**
   * Whether the finding satisfies it when its severity is taken to be this one; {@code unknown}
   * still asks for the finding's own.
   */
  boolean matches(Finding finding, Severity severity);

  /** Whether it speaks of findings of that sort by name, as {@code unreadable} does. */
  boolean names(Finding.Kind kind);

  /** Whether it asks whose a finding is. */
  default boolean asksForOwner() {
    return false;
  }

  /** Any of at least two. */
  record AnyOf(List<Expression> parts) implements Expression {
    /** Keeps its own copy. */
    public AnyOf {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(Finding finding, Severity severity) {
      for (Expression part : parts) {
        if (part.matches(finding, severity)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean names(Finding.Kind kind) {
      return parts.stream().anyMatch(part -> part.names(kind));
    }

    @Override
    public boolean asksForOwner() {
      return parts.stream().anyMatch(Expression::asksForOwner);
    }

    @Override
    public String toString() {
      StringJoiner text = new StringJoiner(" or ");
      for (Expression part : parts) {
        text.add(part instanceof AnyOf ? "(" + part + ")" : part.toString());
      }
      return text.toString();
    }
  }

  /** All of at least two. */
  record AllOf(List<Expression> parts) implements Expression {
    /** Keeps its own copy. */
    public AllOf {
      parts = List.copyOf(parts);
    }

    @Override
    public boolean matches(Finding finding, Severity severity) {
      for (Expression part : parts) {
        if (!part.matches(finding, severity)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean names(Finding.Kind kind) {
      return parts.stream().anyMatch(part -> part.names(kind));
    }

    @Override
    public boolean asksForOwner() {
      return parts.stream().anyMatch(Expression::asksForOwner);
    }

    @Override
    public String toString() {
      StringJoiner text = new StringJoiner(" and ");
      for (Expression part : parts) {
        text.add(part instanceof AnyOf || part instanceof AllOf ? "(" + part + ")" : "" + part);
      }
      return text.toString();
    }
  }

  /** The opposite. */
  record Not(Expression part) implements Expression {
    @Override
    public boolean matches(Finding finding, Severity severity) {
      return !part.matches(finding, severity);
    }

    @Override
    public boolean names(Finding.Kind kind) {
      return part.names(kind);
    }

    @Override
    public boolean asksForOwner() {
      return part.asksForOwner();
    }

    @Override
    public String toString() {
      return part instanceof AnyOf || part instanceof AllOf ? "not (" + part + ")" : "not " + part;
    }
  }

  /** How bad; {@code unknown} is only ever compared for being equal or not. */
  record Rating(Comparison comparison, Severity severity) implements Expression {
    @Override
    public boolean matches(Finding finding, Severity counted) {
      Severity actual = severity == Severity.UNKNOWN ? finding.severity() : counted;
      return switch (comparison) {
        case EQUAL -> actual == severity;
        case UNEQUAL -> actual != severity;
        case ABOVE, AT_LEAST, BELOW, AT_MOST ->
            actual != Severity.UNKNOWN && comparison.holds(actual.compareTo(severity));
      };
    }

    @Override
    public boolean names(Finding.Kind kind) {
      return false;
    }

    @Override
    public String toString() {
      boolean word =
          comparison == (severity == Severity.UNKNOWN ? Comparison.EQUAL : Comparison.AT_LEAST);
      return word ? severity.word() : "severity " + comparison.sign() + " " + severity.word();
    }
  }

  /** A number that is known of a vulnerability, compared with a bound without trailing zeros. */
  record Bound(Measure measure, Comparison comparison, BigDecimal bound) implements Expression {
    @Override
    public boolean matches(Finding finding, Severity severity) {
      Vulnerability known = finding.vulnerability();
      if (known == null) {
        return false;
      }
      double value =
          switch (measure) {
            case EPSS -> known.epss();
            case SCORE -> known.score();
          };
      return value >= 0 && comparison.holds(Double.compare(value, bound.doubleValue()));
    }

    @Override
    public boolean names(Finding.Kind kind) {
      return false;
    }

    @Override
    public String toString() {
      return measure.word() + " " + comparison.sign() + " " + bound.toPlainString();
    }
  }

  /** Whose it is; equal or not. */
  record Owned(Comparison comparison, Finding.Owner owner) implements Expression {
    @Override
    public boolean matches(Finding finding, Severity severity) {
      return (finding.owner() == owner) == (comparison == Comparison.EQUAL);
    }

    @Override
    public boolean names(Finding.Kind kind) {
      return false;
    }

    @Override
    public boolean asksForOwner() {
      return true;
    }

    @Override
    public String toString() {
      boolean word =
          comparison == Comparison.EQUAL
              && (owner == Finding.Owner.OURS || owner == Finding.Owner.BASE);
      return word ? owner.word() : "owner " + comparison.sign() + " " + owner.word();
    }
  }

  /** What a finding is or is not. */
  enum Trait implements Expression {
    FIXABLE,
    KEV,
    EOL,
    UNREADABLE,
    PROVED;

    @Override
    public boolean matches(Finding finding, Severity severity) {
      Vulnerability known = finding.vulnerability();
      return switch (this) {
        case FIXABLE -> finding.fixable();
        case KEV -> known != null && known.knownExploited() != null;
        case EOL -> finding.kind() == Finding.Kind.END_OF_LIFE;
        case UNREADABLE -> finding.kind() == Finding.Kind.UNREADABLE;
        case PROVED -> finding.ownerProved();
      };
    }

    @Override
    public boolean names(Finding.Kind kind) {
      return switch (this) {
        case FIXABLE, KEV, PROVED -> false;
        case EOL -> kind == Finding.Kind.END_OF_LIFE;
        case UNREADABLE -> kind == Finding.Kind.UNREADABLE;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What can be measured of a vulnerability. */
  enum Measure {
    /** The probability of exploitation within 30 days, 0 to 1. */
    EPSS,
    /** The CVSS base score, 0 to 10. */
    SCORE;

    /** The word in expressions. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The greatest value there can be. */
    BigDecimal greatest() {
      return this == EPSS ? BigDecimal.ONE : BigDecimal.TEN;
    }
  }

  /** The signs between a measure and its bound. */
  enum Comparison {
    ABOVE(">"),
    AT_LEAST(">="),
    BELOW("<"),
    AT_MOST("<="),
    EQUAL("="),
    UNEQUAL("!=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** As written. */
    public String sign() {
      return sign;
    }

    /** Whether it holds when comparing gave this. */
    boolean holds(int order) {
      return switch (this) {
        case ABOVE -> order > 0;
        case AT_LEAST -> order >= 0;
        case BELOW -> order < 0;
        case AT_MOST -> order <= 0;
        case EQUAL -> order == 0;
        case UNEQUAL -> order != 0;
      };
    }
  }
}
