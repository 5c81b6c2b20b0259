package dev.plinth.policy;

import static dev.plinth.findings.Severity.CRITICAL;
import static dev.plinth.findings.Severity.HIGH;
import static dev.plinth.findings.Severity.LOW;
import static dev.plinth.findings.Severity.MEDIUM;
import static dev.plinth.findings.Severity.NEGLIGIBLE;
import static dev.plinth.findings.Severity.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.findings.Finding;
import dev.plinth.policy.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
  private static Verdict judge(Gate gate, Sample... samples) {
    List<Finding> findings = new ArrayList<>();
    for (Sample sample : samples) {
      findings.add(sample.finding());
    }
    return gate.judge(findings);
  }

  private static void expect(Gate gate, Sample sample, Outcome outcome, String rule, String text) {
    Verdict verdict = judge(gate, sample);
    assertThat(verdict.outcome()).isEqualTo(outcome);
    assertThat(verdict.reasons()).hasSize(1);
    assertThat(verdict.reasons().getFirst().rule()).isEqualTo(rule);
    assertThat(verdict.reasons().getFirst().text()).isEqualTo(text);
    assertThat(verdict.reasons().getFirst().findings()).containsExactly(sample.finding());
  }

  private static void expect(Sample sample, Outcome outcome, String rule, String text) {
    expect(Gate.standard(), sample, outcome, rule, text);
  }

  @Test
  void nothingFoundPasses() {
    assertThat(Gate.standard().judge(List.of())).isEqualTo(new Verdict(Outcome.PASS, List.of()));
  }

  @Test
  void theStandardGateBlocksWhatTheGuideBlocks() {
    expect(
        Sample.of(CRITICAL),
        Outcome.BLOCK,
        "critical",
        "1 finding of critical severity, which always blocks");
    expect(
        Sample.of(HIGH).fixable(),
        Outcome.BLOCK,
        "high-fixable",
        "1 finding of high severity has a fix");
    expect(
        Sample.of(LOW).fixable().exploitedInTheWild(),
        Outcome.BLOCK,
        "kev-fixable",
        "1 finding known to be exploited has a fix");
    expect(
        Sample.of(UNKNOWN).fixable(),
        Outcome.BLOCK,
        "unknown-fixable",
        "1 finding of unknown severity has a fix, and counts as high");
  }

  @Test
  void theStandardGateWarnsOfWhatIsToBePlanned() {
    expect(Sample.of(HIGH), Outcome.WARN, "high", "1 finding of high severity has no fix yet");
    expect(
        Sample.of(HIGH).advised(),
        Outcome.WARN,
        "high",
        "1 finding of high severity has no fix yet");
    expect(
        Sample.of(MEDIUM).fixable(),
        Outcome.WARN,
        "medium",
        "1 finding of medium severity is to be planned");
    expect(
        Sample.of(UNKNOWN),
        Outcome.WARN,
        "unknown",
        "1 finding of unknown severity has no fix yet");
    expect(
        Sample.of(LOW).exploitedInTheWild(),
        Outcome.WARN,
        "kev",
        "1 finding known to be exploited has no fix yet");
  }

  @Test
  void theStandardGateTracksTheRest() {
    expect(Sample.of(LOW).fixable(), Outcome.PASS, "low", "1 finding of low severity is tracked");
    expect(Sample.of(NEGLIGIBLE), Outcome.PASS, "low", "1 finding of low severity is tracked");
  }

  @Test
  void whatCouldNotBeReadIsWarnedOf() {
    expect(
        Sample.of(UNKNOWN).kind(Finding.Kind.UNREADABLE),
        Outcome.WARN,
        "unreadable",
        "1 thing could not be read: the result is not whole");
    expect(
        Sample.of(CRITICAL).kind(Finding.Kind.UNREADABLE),
        Outcome.WARN,
        "unreadable",
        "1 thing could not be read: the result is not whole");
  }

  @Test
  void unknownCountsAsItIsSet() {
    Sample unknown = Sample.of(UNKNOWN).fixable();
    expect(
        Gate.standard().unknownCountsAs(MEDIUM),
        unknown,
        Outcome.WARN,
        "unknown-fixable",
        "1 finding of unknown severity has a fix, and counts as medium");
    expect(
        Gate.standard().unknownCountsAs(LOW),
        unknown,
        Outcome.PASS,
        "unknown-fixable",
        "1 finding of unknown severity has a fix, and counts as low");
    expect(
        Gate.standard().unknownCountsAs(UNKNOWN),
        unknown,
        Outcome.WARN,
        "unknown",
        "1 finding of unknown severity is to be rated");
    expect(
        Gate.failOn("high"),
        unknown,
        Outcome.BLOCK,
        "high",
        "1 finding of unknown severity has a fix, counts as high and so matches `high`");
    expect(
        Gate.failOn("unknown"), unknown, Outcome.BLOCK, "unknown", "1 finding matches `unknown`");
    assertThat(judge(Gate.failOn("critical"), unknown).outcome()).isEqualTo(Outcome.WARN);
    assertThat(judge(Gate.failOn("high"), Sample.of(UNKNOWN)).outcome()).isEqualTo(Outcome.WARN);
    assertThat(judge(Gate.failOn("high").unknownCountsAs(UNKNOWN), unknown).outcome())
        .isEqualTo(Outcome.WARN);
  }

  @Test
  void anExpressionReplacesTheRulesThatBlock() {
    Gate gate = Gate.failOn("kev, high and fixable");
    expect(
        gate,
        Sample.of(HIGH).fixable(),
        Outcome.BLOCK,
        "kev or high and fixable",
        "1 finding matches `kev or high and fixable`");
    expect(
        gate,
        Sample.of(CRITICAL),
        Outcome.WARN,
        "critical",
        "1 finding of critical severity is not blocked");
    expect(
        Gate.failOn("critical"),
        Sample.of(LOW).fixable().exploitedInTheWild(),
        Outcome.WARN,
        "kev",
        "1 finding known to be exploited is not blocked");
    expect(
        Gate.failOn("critical"),
        Sample.of(HIGH).fixable(),
        Outcome.WARN,
        "high",
        "1 finding of high severity is not blocked");
  }

  @Test
  void anExpressionBlocksUnreadableContentOnlyByName() {
    Sample unreadable = Sample.of(UNKNOWN).kind(Finding.Kind.UNREADABLE);
    assertThat(judge(Gate.failOn("unknown or not kev"), unreadable).outcome())
        .isEqualTo(Outcome.WARN);
    assertThat(judge(Gate.failOn("high or unreadable"), unreadable).outcome())
        .isEqualTo(Outcome.BLOCK);
  }

  @Test
  void noneNeverBlocks() {
    expect(
        Gate.failOn("none"),
        Sample.of(CRITICAL).fixable(),
        Outcome.WARN,
        "critical",
        "1 finding of critical severity is not blocked");
  }

  @Test
  void whatIsSetAsideIsCountedBySort() {
    List<SetAside> aside = new ArrayList<>();
    for (String reason : List.of("vex", "exception", "exception", "only-fixed")) {
      aside.add(new SetAside(Sample.of(CRITICAL).finding(), reason, "so", "", "", ""));
    }
    Verdict verdict = Gate.standard().judge(List.of(), List.of(), "", aside);
    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    assertThat(verdict.reasons())
        .extracting(Verdict.Reason::text)
        .containsExactly(
            "4 findings are set aside: 2 by exceptions, 1 without a fix, as asked for, 1 by VEX");
    assertThat(
            Gate.standard()
                .judge(List.of(), List.of(), "", aside.subList(1, 2))
                .reasons()
                .getFirst()
                .text())
        .isEqualTo("1 finding is set aside: 1 by an exception");
  }

  @Test
  void whatWasKnownBeforeIsToldOfButNotJudged() {
    List<Finding> known = List.of(Sample.of(CRITICAL).finding());
    Verdict verdict = Gate.standard().judge(List.of(), known, "base.json", List.of());
    assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    assertThat(verdict.reasons().getFirst().text())
        .isEqualTo("1 finding was there before, in base.json, and does not count");
    assertThat(verdict.reasons().getFirst().findings()).isEqualTo(known);
  }

  @Test
  void twoGatesTogetherBlockWhatEitherBlocks() {
    Gate both = Gate.failOn("low and fixable").and(Gate.failOn("critical"));
    assertThat(judge(both, Sample.of(LOW).fixable()).outcome()).isEqualTo(Outcome.BLOCK);
    assertThat(judge(both, Sample.of(CRITICAL)).outcome()).isEqualTo(Outcome.BLOCK);
    assertThat(judge(both, Sample.of(HIGH)).outcome()).isEqualTo(Outcome.WARN);
    assertThat(both.blocks(Sample.of(CRITICAL).finding())).isTrue();
    assertThat(both.blocks(Sample.of(HIGH).finding())).isFalse();
    Verdict standard =
        judge(
            Gate.standard().and(Gate.standard().unknownCountsAs(LOW)),
            Sample.of(CRITICAL),
            Sample.of(UNKNOWN).fixable());
    assertThat(standard.reasons())
        .extracting(Verdict.Reason::text)
        .containsExactly(
            "1 finding of critical severity, which always blocks",
            "1 finding of unknown severity has a fix, and counts as high");
    assertThat(judge(Gate.standard().and(Gate.never()), Sample.of(CRITICAL)).outcome())
        .isEqualTo(Outcome.BLOCK);
  }

  @Test
  void reasonsAreWorstFirstAndCountInThePlural() {
    Verdict verdict =
        judge(
            Gate.standard(),
            Sample.of(LOW),
            Sample.of(LOW).fixable(),
            Sample.of(MEDIUM),
            Sample.of(HIGH).fixable(),
            Sample.of(HIGH).fixable().exploitedInTheWild(),
            Sample.of(HIGH).kind(Finding.Kind.END_OF_LIFE),
            Sample.of(CRITICAL),
            Sample.of(CRITICAL).fixable());
    assertThat(verdict.outcome()).isEqualTo(Outcome.BLOCK);
    assertThat(verdict.reasons())
        .extracting(Verdict.Reason::text)
        .containsExactly(
            "2 findings of critical severity, which always block",
            "1 finding known to be exploited has a fix",
            "2 findings of high severity have a fix",
            "1 finding tells of a system that gets no more fixes",
            "1 finding of medium severity is to be planned",
            "2 findings of low severity are tracked");
    assertThat(verdict.reasons())
        .extracting(r -> r.outcome().word())
        .containsExactly("block", "block", "block", "warn", "warn", "pass");
  }
}
