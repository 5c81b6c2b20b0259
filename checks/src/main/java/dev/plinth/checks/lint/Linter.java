package dev.plinth.checks.lint;

import dev.plinth.checks.catalog.RuleNames;
import dev.plinth.checks.rule.ContextFiles;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleSettings;
import dev.plinth.dockerfile.SourceText;
import dev.plinth.dockerfile.Span;
import dev.plinth.dockerfile.meaning.Build;
import dev.plinth.dockerfile.parse.DockerfileParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs rules over a Dockerfile. */
public final class Linter {
  private Linter() {}

  /** By place, then by rule. */
  static final Comparator<Hit> ORDER = new ByPlace();

  /** A class of its own: made-up comparators are slow to make. */
  private static final class ByPlace implements Comparator<Hit> {
    @Override
    public int compare(Hit one, Hit other) {
      int place = one.hit().span().compareTo(other.hit().span());
      return place != 0 ? place : RuleNames.id(one.rule()).compareTo(RuleNames.id(other.rule()));
    }
  }

  /**
   * A rule with one place where it does not hold.
   *
   * @param rule which one
   * @param hit where and why
   */
  public record Hit(Rule rule, Reporter.Hit hit) {}

  /** What these rules report about a file, in the order of places, then of IDs. */
  public static List<Hit> run(
      SourceText source, List<Rule> rules, RuleSettings settings, @Nullable ContextFiles context) {
    Build build = Build.of(DockerfileParser.parse(source));
    return run(new DockerfileFacts(build, settings, context), rules);
  }

  /** As above, of facts at hand. */
  public static List<Hit> run(DockerfileFacts facts, List<Rule> rules) {
    return found(facts, rules).hits;
  }

  static Found found(DockerfileFacts facts, List<Rule> rules) {
    Found found = new Found();
    for (Rule rule : rules) {
      found.run(facts, rule);
    }
    found.hits.sort(ORDER);
    return found;
  }

  /** What rules report of one file. */
  static final class Found {
    final List<Hit> hits = new ArrayList<>();

    /** What places that are not kept mask. */
    final List<Span> masks = new ArrayList<>(0);

    /** Rules that report more places than are kept, with how many more. */
    final Map<Rule, Integer> more = new LinkedHashMap<>();

    /** Serves rule after rule until one reports: most rules report nothing of most files. */
    private Reporter unused = new Reporter();

    void run(DockerfileFacts facts, Rule rule) {
      Reporter reporter = unused;
      rule.check(facts, reporter);
      if (!reporter.hits().isEmpty()) {
        unused = new Reporter();
        take(rule, reporter);
      }
    }

    /** Takes what a rule has reported. */
    void take(Rule rule, Reporter reporter) {
      for (Reporter.Hit hit : reporter.hits()) {
        hits.add(new Hit(rule, hit));
      }
      if (reporter.more() > 0) {
        masks.addAll(reporter.masks());
        more.put(rule, reporter.more());
      }
    }
  }

  /**
   * What another linter found beyond these hits: not what the same rule says of the same place.
   *
   * @param theirs of the other
   * @param ours at hand
   */
  static List<Hit> unknown(Collection<Hit> theirs, List<Hit> ours) {
    Map<Rule, List<Span>> known = new HashMap<>();
    if (!theirs.isEmpty()) {
      for (Hit hit : ours) {
        known.computeIfAbsent(hit.rule(), _ -> new ArrayList<>()).add(hit.hit().span());
      }
    }
    List<Hit> fresh = new ArrayList<>();
    for (Hit hit : theirs) {
      Span span = hit.hit().span();
      if (known.getOrDefault(hit.rule(), List.of()).stream()
          .noneMatch(other -> other.overlaps(span) || other.equals(span))) {
        fresh.add(hit);
      }
    }
    return fresh;
  }
}
