package dev.plinth.policy;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Vulnerability;
import dev.plinth.foundation.PlinthException;
import dev.plinth.policy.Verdict.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules that make a verdict of findings. Immutable.
 *
 * <p>The standard gate:
 *
 * <table>
 * <caption>rules, worst first</caption>
 * <tr><th>rule</th><th>outcome</th><th>speaks of</th></tr>
 * <tr><td>{@code critical}</td><td>block</td><td>every critical finding</td></tr>
 * <tr><td>{@code kev-fixable}</td><td>block</td><td>known exploited, with a fix, however scored</td></tr>
 * <tr><td>{@code high-fixable}</td><td>block</td><td>high, with a fix</td></tr>
 * <tr><td>{@code unknown-fixable}</td><td>as high</td><td>of unknown severity, with a fix</td></tr>
 * <tr><td>{@code unreadable}</td><td>warn</td><td>what could not be read</td></tr>
 * <tr><td>{@code kev}</td><td>warn</td><td>known exploited, without a fix</td></tr>
 * <tr><td>{@code high}, {@code medium}, {@code unknown}</td><td>warn</td><td>what is left of them</td></tr>
 * <tr><td>{@code low}</td><td>pass</td><td>low and negligible ones: tracked</td></tr>
 * </table>
 *
 * <p>An expression replaces the rules that block; what it leaves is warned of by severity. Two
 * gates together block what either of them blocks.
 */
public final class Gate {
  /** What blocks, each in its own way. */
  private final List<Part> parts;

  private record Part(Blocking blocking, Severity unknownCountsAs) {}

  /** What replaces the standard rules that block, if anything. */
  private sealed interface Blocking {
    record Standard() implements Blocking {}

    record Never() implements Blocking {}

    record Matching(Expression expression) implements Blocking {}
  }

  private Gate(List<Part> parts) {
    this.parts = parts;
  }

  private static Gate of(Blocking blocking) {
    return new Gate(List.of(new Part(blocking, Severity.HIGH)));
  }

  /** The standard gate. */
  public static Gate standard() {
    return of(new Blocking.Standard());
  }

  /** Blocks what the expression matches, and nothing else. */
  public static Gate failOn(Expression expression) {
    return of(new Blocking.Matching(expression));
  }

  /** Blocks nothing. */
  public static Gate never() {
    return of(new Blocking.Never());
  }

  /**
   * The gate that {@code --fail-on} asks for: an {@link Expression}, or {@code none}.
   *
   * @throws PlinthException {@code PLINTH-POLICY-EXPRESSION}
   */
  public static Gate failOn(String text) throws PlinthException {
    return text.strip().toLowerCase(Locale.ROOT).equals("none")
        ? never()
        : failOn(Expression.parse(text));
  }

  /**
   * What a vulnerability of unknown severity that has a fix counts as; HIGH unless said otherwise,
   * UNKNOWN to let it count as nothing.
   */
  public Gate unknownCountsAs(Severity severity) {
    List<Part> changed = new ArrayList<>(parts.size());
    for (Part part : parts) {
      changed.add(new Part(part.blocking(), severity));
    }
    return new Gate(List.copyOf(changed));
  }

  /** Blocks what either blocks, so that neither can loosen the other. */
  public Gate and(Gate other) {
    List<Part> both = new ArrayList<>(parts);
    for (Part part : other.parts) {
      if (!both.contains(part)) {
        both.add(part);
      }
    }
    return new Gate(List.copyOf(both));
  }

  /** Whether what blocks depends on whose a finding is. */
  public boolean asksForOwner() {
    for (Part part : parts) {
      if (part.blocking() instanceof Blocking.Matching matching
          && matching.expression().asksForOwner()) {
        return true;
      }
    }
    return false;
  }

  /** Whether that finding alone would block. */
  public boolean blocks(Finding finding) {
    for (Rule rule : rules()) {
      if (rule.outcome == Outcome.BLOCK && rule.applies.test(finding)) {
        return true;
      }
    }
    return false;
  }

  /** The verdict on these findings; the order they come in does not change the outcome. */
  public Verdict judge(List<Finding> findings) {
    return judge(findings, List.of(), "", List.of());
  }

  /**
   * The verdict on these findings.
   *
   * @param findings that count
   * @param known findings that were there before: told of, but not judged
   * @param before where they were
   * @param aside what does not count by somebody's word
   */
  public Verdict judge(
      List<Finding> findings, List<Finding> known, String before, List<SetAside> aside) {
    List<Verdict.Reason> reasons = new ArrayList<>();
    Set<Finding> spokenOf = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Rule rule : rules()) {
      List<Finding> matched = new ArrayList<>();
      for (Finding finding : findings) {
        if ((rule.outcome == Outcome.BLOCK || !spokenOf.contains(finding))
            && rule.applies.test(finding)) {
          matched.add(finding);
        }
      }
      if (!matched.isEmpty()) {
        spokenOf.addAll(matched);
        reasons.add(
            new Verdict.Reason(
                rule.outcome, rule.name, GateWords.sentence(rule.words, matched), matched));
      }
    }
    if (!known.isEmpty()) {
      String words = "{was|were} there before, in " + before + ", and {does|do} not count";
      reasons.add(
          new Verdict.Reason(Outcome.PASS, "baseline", GateWords.sentence(words, known), known));
    }
    if (!aside.isEmpty()) {
      reasons.add(
          new Verdict.Reason(
              Outcome.PASS,
              "set-aside",
              GateWords.setAside(aside),
              aside.stream().map(SetAside::finding).toList()));
    }
    // Stable, so that rules of one outcome stay in their own order.
    reasons.sort((a, b) -> b.outcome().compareTo(a.outcome()));
    return new Verdict(reasons.isEmpty() ? Outcome.PASS : reasons.getFirst().outcome(), reasons);
  }

  /**
   * @param words what follows the number of findings, see {@link GateWords#sentence}
   */
  private record Rule(Outcome outcome, String name, String words, Predicate<Finding> applies) {}

  /** Two gates that share a rule say it once. */
  private static final class Rules extends ArrayList<Rule> {
    @Override
    public boolean add(Rule rule) {
      for (Rule known : this) {
        if (rule.outcome == known.outcome
            && rule.name.equals(known.name)
            && rule.words.equals(known.words)) {
          return false;
        }
      }
      return super.add(rule);
    }
  }

  private List<Rule> rules() {
    List<Rule> rules = new Rules();
    for (Part part : parts) {
      // No switch over types: see docs/adr/0004.
      if (part.blocking() instanceof Blocking.Standard) {
        standardBlocks(rules, part.unknownCountsAs());
      } else if (part.blocking() instanceof Blocking.Matching matching) {
        expressionBlocks(rules, matching.expression(), part.unknownCountsAs());
      }
    }
    warn(rules, "unreadable", GateWords.UNREADABLE, f -> f.kind() == Finding.Kind.UNREADABLE);
    warn(
        rules,
        "eol",
        "{tells|tell} of a system that gets no more fixes",
        f -> f.kind() == Finding.Kind.END_OF_LIFE);
    warn(rules, "kev", "known to be exploited {is|are} not blocked", Gate::exploitedFixable);
    warn(rules, "kev", "known to be exploited {has|have} no fix yet", Gate::exploited);
    warn(rules, "critical", "of critical severity {is|are} not blocked", rated(Severity.CRITICAL));
    warn(
        rules,
        "high",
        "of high severity {has|have} no fix yet",
        rated(Severity.HIGH).and(f -> !f.fixable()));
    warn(rules, "high", "of high severity {is|are} not blocked", rated(Severity.HIGH));
    warn(rules, "medium", "of medium severity {is|are} to be planned", rated(Severity.MEDIUM));
    warn(
        rules,
        "unknown",
        "of unknown severity {has|have} no fix yet",
        rated(Severity.UNKNOWN).and(f -> !f.fixable()));
    warn(rules, "unknown", "of unknown severity {is|are} to be rated", rated(Severity.UNKNOWN));
    rules.add(
        new Rule(
            Outcome.PASS,
            "low",
            "of low severity {is|are} tracked",
            rated(Severity.LOW).or(rated(Severity.NEGLIGIBLE))));
    return rules;
  }

  private static void standardBlocks(List<Rule> rules, Severity unknownCountsAs) {
    rules.add(
        new Rule(
            Outcome.BLOCK,
            "critical",
            "of critical severity, which always {blocks|block}",
            rated(Severity.CRITICAL)));
    rules.add(
        new Rule(
            Outcome.BLOCK,
            "kev-fixable",
            "known to be exploited {has|have} a fix",
            Gate::exploitedFixable));
    rules.add(
        new Rule(
            Outcome.BLOCK,
            "high-fixable",
            "of high severity {has|have} a fix",
            rated(Severity.HIGH).and(Finding::fixable)));
    Outcome unknown =
        switch (unknownCountsAs) {
          case CRITICAL, HIGH -> Outcome.BLOCK;
          case MEDIUM, UNKNOWN -> Outcome.WARN;
          case LOW, NEGLIGIBLE -> Outcome.PASS;
        };
    if (unknownCountsAs != Severity.UNKNOWN) {
      rules.add(
          new Rule(
              unknown,
              "unknown-fixable",
              "of unknown severity {has|have} a fix, and {counts|count} as "
                  + unknownCountsAs.word(),
              rated(Severity.UNKNOWN).and(Finding::fixable)));
    }
  }

  private static void expressionBlocks(
      List<Rule> rules, Expression expression, Severity unknownCountsAs) {
    String text = expression.toString();
    boolean unreadable = expression.names(Finding.Kind.UNREADABLE);
    Predicate<Finding> matches =
        f ->
            (unreadable || f.kind() != Finding.Kind.UNREADABLE)
                && expression.matches(f, counted(f, unknownCountsAs));
    Predicate<Finding> assumed = matches.and(f -> !expression.matches(f));
    rules.add(
        new Rule(
            Outcome.BLOCK, text, "{matches|match} `" + text + "`", matches.and(assumed.negate())));
    rules.add(
        new Rule(
            Outcome.BLOCK,
            text,
            "of unknown severity {has|have} a fix, {counts|count} as "
                + unknownCountsAs.word()
                + " and so {matches|match} `"
                + text
                + "`",
            assumed));
  }

  private static void warn(
      List<Rule> rules, String name, String words, Predicate<Finding> applies) {
    rules.add(new Rule(Outcome.WARN, name, words, applies));
  }

  private static Severity counted(Finding finding, Severity unknownCountsAs) {
    return rated(Severity.UNKNOWN).test(finding) && finding.fixable()
        ? unknownCountsAs
        : finding.severity();
  }

  private static Predicate<Finding> rated(Severity severity) {
    return f -> f.severity() == severity && f.kind() != Finding.Kind.UNREADABLE;
  }

  private static boolean exploited(Finding finding) {
    @Nullable Vulnerability known = finding.vulnerability();
    return known != null && known.knownExploited() != null;
  }

  private static boolean exploitedFixable(Finding finding) {
    return exploited(finding) && finding.fixable();
  }

  /** A vulnerability without a known fix. */
  public static boolean unfixed(Finding finding) {
    return finding.kind() == Finding.Kind.VULNERABILITY && !finding.fixable();
  }
}
