package dev.plinth.policy.judge;

import static dev.plinth.policy.exceptions.Found.OPENSSL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.foundation.TimeSpan;
import dev.plinth.policy.Gate;
import dev.plinth.policy.Notice;
import dev.plinth.policy.SetAside;
import dev.plinth.policy.Verdict;
import dev.plinth.policy.Verdict.Outcome;
import dev.plinth.policy.exceptions.Found;
import dev.plinth.policy.exceptions.Scanned;
import dev.plinth.policy.file.PolicyFile;
import dev.plinth.policy.file.PolicyFileReader;
import dev.plinth.policy.file.Settings;
import dev.plinth.policy.foreign.IgnoreFile;
import dev.plinth.policy.foreign.IgnoreFiles;
import dev.plinth.policy.vex.VexDocument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may loosen what. */
class JudgeTest {
  private static final LocalDate TODAY = LocalDate.parse("2027-01-15");
  private static final Scanned IMAGE = Scanned.of("t", "shop:1", List.of());

  private static final Finding CRITICAL =
      Found.of("CVE-1", OPENSSL, new Fix.Upgrade("x", "2"), Severity.CRITICAL, "p", "");
  private static final Finding LOW = Found.of("CVE-2", OPENSSL, null, Severity.LOW, "p", "");

  private String command = "";
  private boolean onlyFixed;
  private String maxDbAge = "";
  private @Nullable String project;
  private @Nullable String organisation;
  private final List<IgnoreFile> ignoreFiles = new ArrayList<>();
  private final List<VexDocument> vex = new ArrayList<>();
  private @Nullable Before before;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Judge.Judged judge(Finding... findings) {
    return judge().judge(List.of(findings), List.of(), IMAGE);
  }

  private Judge judge() {
    PolicyFile policy =
        organisation == null
            ? null
            : PolicyFileReader.organisation("org.yaml", bytes(organisation));
    return new Judge(
        new Settings(
            command.isEmpty() ? null : Gate.failOn(command),
            null,
            onlyFixed ? true : null,
            -1,
            TimeSpan.parse(maxDbAge),
            Map.of(),
            "command line"),
        project == null ? null : PolicyFileReader.project(".plinth.yaml", bytes(project)),
        policy,
        ignoreFiles,
        List.of(),
        vex,
        before,
        TODAY);
  }

  private Outcome outcome(Finding... findings) {
    return judge(findings).verdict().outcome();
  }

  private static List<String> ids(Judge.Judged judged) {
    return judged.notices().stream().map(Notice::id).toList();
  }

  private static Finding base(String id, Severity severity) {
    return new Finding(
        id,
        Finding.Kind.BASE,
        severity,
        "plinth",
        "a base",
        new Subject("x", "", null, null),
        List.of(),
        Finding.Owner.OURS,
        List.of("because"),
        null,
        List.of(),
        null);
  }

  private Finding rated(Finding finding) {
    return judge(finding).findings().getFirst();
  }

  @Test
  void theSeverityOfFindingsAboutBasesIsChosen() {
    Finding unapproved = base("unapproved-base", Severity.CRITICAL);
    Finding denied = base("denied-base-claim", Severity.MEDIUM);
    assertThat(rated(unapproved)).isEqualTo(unapproved);
    assertThat(outcome(unapproved)).isEqualTo(Outcome.BLOCK);
    project = "policy: {severity: {unapproved-base: low, denied-base-claim: critical}}";
    Finding low = rated(unapproved);
    assertThat(low.severity()).isEqualTo(Severity.LOW);
    assertThat(low.severitySource()).isEqualTo("policy");
    assertThat(low.evidence())
        .containsExactly("because", "rated low by .plinth.yaml:1; critical else");
    assertThat(low.fingerprint()).isEqualTo(unapproved.fingerprint());
    assertThat(outcome(unapproved)).isEqualTo(Outcome.PASS);
    assertThat(outcome(denied)).isEqualTo(Outcome.BLOCK);
    // A vulnerability of that name is none of them.
    assertThat(rated(CRITICAL)).isEqualTo(CRITICAL);
    assertThat(rated(Found.of("unapproved-base", OPENSSL, null, Severity.HIGH, "p", "")).severity())
        .isEqualTo(Severity.HIGH);
  }

  @Test
  void aProjectCannotSoftenWhatTheOrganisationRates() {
    Finding unapproved = base("unapproved-base", Severity.CRITICAL);
    Finding denied = base("denied-base-claim", Severity.MEDIUM);
    project = "policy: {severity: {unapproved-base: low, denied-base-claim: high}}";
    organisation = "policy: {fail-on: high}";
    assertThat(rated(unapproved)).isEqualTo(unapproved);
    assertThat(outcome(unapproved)).isEqualTo(Outcome.BLOCK);
    assertThat(judge(unapproved, unapproved).notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice.id()).isEqualTo("policy-refused"))
        .satisfies(notice -> assertThat(notice.text()).contains("unapproved-base stays critical"));
    assertThat(rated(denied).severity()).isEqualTo(Severity.HIGH);
    assertThat(judge(denied).notices()).isEmpty();
    organisation = "policy: {severity: {unapproved-base: medium}}";
    assertThat(rated(unapproved).severity()).isEqualTo(Severity.MEDIUM);
    assertThat(rated(unapproved).evidence().getLast()).contains("by org.yaml:1");
    project = null;
    assertThat(rated(unapproved).severity()).isEqualTo(Severity.MEDIUM);
    assertThat(judge(unapproved).notices()).isEmpty();
    project = "policy: {severity: {unapproved-base: low}}";
    organisation = "policy: {severity: {unapproved-base: medium}}\npermit: {gate: true}";
    assertThat(rated(unapproved).severity()).isEqualTo(Severity.LOW);
    assertThat(judge(unapproved).notices()).isEmpty();
  }

  @Test
  void withoutAPolicyTheCommandLineOutranksTheProjectAndThatTheStandard() {
    assertThat(outcome(LOW)).isEqualTo(Outcome.PASS);
    project = "policy: {fail-on: low}";
    assertThat(outcome(LOW)).isEqualTo(Outcome.BLOCK);
    command = "critical";
    assertThat(outcome(LOW)).isEqualTo(Outcome.PASS);
    assertThat(judge(LOW, CRITICAL).notices()).isEmpty();
    command = "none";
    assertThat(outcome(CRITICAL)).isEqualTo(Outcome.WARN);
  }

  @Test
  void theAgeOfTheStoreIsTheShortestUnderAPolicyElseTheCommandLines() {
    assertThat(judge().maxDbAge()).isNull();
    project = "policy: {max-db-age: 2d}";
    assertThat(judge().maxDbAge())
        .isEqualTo(new Judge.MaxDbAge(Duration.ofDays(2), ".plinth.yaml:1"));
    maxDbAge = "30d";
    assertThat(judge().maxDbAge())
        .isEqualTo(new Judge.MaxDbAge(Duration.ofDays(30), "command line"));
    organisation = "policy: {fail-on: high}";
    assertThat(judge().maxDbAge()).extracting(Judge.MaxDbAge::most).isEqualTo(Duration.ofDays(2));
    organisation = "policy: {max-db-age: 24h}";
    assertThat(judge().maxDbAge()).isEqualTo(new Judge.MaxDbAge(Duration.ofDays(1), "org.yaml:1"));
    project = "policy: {max-db-age: 12h}";
    assertThat(judge().maxDbAge())
        .isEqualTo(new Judge.MaxDbAge(Duration.ofHours(12), ".plinth.yaml:1"));
  }

  @Test
  void aProjectCanOnlyTightenAPolicysGate() {
    organisation = "policy: {fail-on: critical}";
    for (String loose : List.of("none", "low and kev", "not critical", "unknown")) {
      project = "policy: {fail-on: " + loose + ", unknown-as: low}";
      Judge.Judged judged = judge(CRITICAL);
      assertThat(judged.verdict().outcome()).as(loose).isEqualTo(Outcome.BLOCK);
      assertThat(judged.notices())
          .as(loose)
          .containsExactly(
              new Notice(
                  true,
                  "policy-refused",
                  "the gate asked for there would let 1 finding pass that the organisation's policy"
                      + " blocks: it can only block more",
                  ".plinth.yaml:1"));
    }
    project = "policy: {fail-on: low}";
    assertThat(outcome(LOW)).as("stricter").isEqualTo(Outcome.BLOCK);
    assertThat(judge(LOW, CRITICAL).notices()).isEmpty();
    project = null;
    assertThat(outcome(LOW)).isEqualTo(Outcome.PASS);
  }

  @Test
  void thePolicyOutranksTheCommandLineAsWell() {
    organisation = "policy: {fail-on: critical}";
    command = "none";
    assertThat(outcome(CRITICAL)).isEqualTo(Outcome.BLOCK);
    assertThat(judge(CRITICAL).notices().getFirst().place()).isEqualTo("command line");
    onlyFixed = true;
    assertThat(ids(judge(LOW))).containsExactly("policy-refused");
    assertThat(judge(LOW).setAside()).isEmpty();
  }

  @Test
  void aPolicyMayPermitAnotherGate() {
    organisation = "{policy: {fail-on: critical}, permit: {gate: true}}";
    project = "policy: {fail-on: none, only-fixed: true}";
    assertThat(outcome(CRITICAL)).isEqualTo(Outcome.WARN);
    assertThat(judge(LOW).setAside()).hasSize(1);
    assertThat(judge(CRITICAL).notices()).isEmpty();
  }

  private static final String EXCEPTION =
      "exceptions: [{id: CVE-1, reason: r, owner: o, until: 2027-02-28}]";

  @Test
  void aProjectsExceptionsNeedAPermit() {
    project = EXCEPTION;
    assertThat(outcome(CRITICAL)).as("no policy").isEqualTo(Outcome.PASS);
    organisation = "policy: {fail-on: critical}";
    Judge.Judged judged = judge(CRITICAL);
    assertThat(judged.verdict().outcome()).isEqualTo(Outcome.BLOCK);
    assertThat(judged.setAside()).isEmpty();
    assertThat(judged.notices())
        .containsExactly(
            new Notice(
                true,
                "policy-refused",
                "the exception for CVE-1 has no effect on 1 finding: the organisation's policy"
                    + " permits no exceptions but its own",
                ".plinth.yaml:1"));
    organisation = "permit: {exceptions: true}";
    assertThat(outcome(CRITICAL)).isEqualTo(Outcome.PASS);
    organisation = EXCEPTION;
    project = null;
    assertThat(outcome(CRITICAL)).as("the organisation's own").isEqualTo(Outcome.PASS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{matching: not critical}",
        "{matching: severity <= low, at-most: 90d}",
        "{at-most: 43d}"
      })
  void aPermitMayBeBounded(String bounds) {
    project = EXCEPTION;
    organisation = "permit: {exceptions: " + bounds + "}";
    assertThat(outcome(CRITICAL)).isEqualTo(Outcome.BLOCK);
    assertThat(ids(judge(CRITICAL))).containsExactly("policy-refused");
  }

  @Test
  void withinItsBoundsAnExceptionHolds() {
    project = EXCEPTION;
    organisation = "permit: {exceptions: {matching: fixable, at-most: 44d}}";
    assertThat(outcome(CRITICAL)).isEqualTo(Outcome.PASS);
  }

  @Test
  void ignoreFilesNeedAPermitWithinTheSameBounds() {
    ignoreFiles.add(IgnoreFiles.read(".trivyignore", bytes("CVE-1\n")));
    assertThat(outcome(CRITICAL)).isEqualTo(Outcome.PASS);
    organisation = "policy: {fail-on: critical}";
    assertThat(outcome(CRITICAL)).isEqualTo(Outcome.BLOCK);
    assertThat(ids(judge(CRITICAL))).containsExactly("policy-refused");
    organisation = "permit: {ignore-files: true}";
    assertThat(outcome(CRITICAL)).isEqualTo(Outcome.PASS);
    organisation = "permit: {ignore-files: true, exceptions: {at-most: 90d}}";
    assertThat(outcome(CRITICAL)).as("it has no end").isEqualTo(Outcome.BLOCK);
  }

  @Test
  void vexDocumentsNeedAPermit() {
    vex.add(
        VexDocument.read(
            "a.json",
            bytes(
                """
                {"@context": "https://openvex.dev/ns/v0.2.0", "author": "a",
                 "timestamp": "2026-01-01T00:00:00Z", "statements": [
                  {"vulnerability": {"name": "CVE-1"}, "status": "not_affected",
                   "justification": "j", "products": [{"@id": "pkg:oci/shop"}]}]}
                """)));
    assertThat(judge(CRITICAL).setAside()).extracting(SetAside::reason).containsExactly("vex");
    organisation = "policy: {fail-on: critical}";
    assertThat(outcome(CRITICAL)).isEqualTo(Outcome.BLOCK);
    assertThat(ids(judge(CRITICAL))).containsExactly("policy-refused");
    organisation = "permit: {vex: true}";
    assertThat(outcome(CRITICAL)).isEqualTo(Outcome.PASS);
    project = EXCEPTION;
    organisation = "permit: {vex: true, exceptions: true}";
    assertThat(ids(judge(CRITICAL))).as("VEX comes first").containsExactly("exception-unused");
  }

  @Test
  void whatHasNoFixIsSetAsideUntilThereIsOne() {
    onlyFixed = true;
    Judge.Judged judged = judge(LOW, CRITICAL);
    assertThat(judged.findings()).containsExactly(CRITICAL);
    assertThat(judged.setAside())
        .containsExactly(
            new SetAside(
                LOW,
                "only-fixed",
                "no fix is known yet; it counts from the day one is",
                "command line",
                "",
                ""));
    onlyFixed = false;
    project = "policy: {only-fixed: true}";
    assertThat(judge(LOW).setAside().getFirst().place()).isEqualTo(".plinth.yaml:1");
  }

  @Test
  void onlyWhatIsNewBlocks() {
    Finding renamed = Found.of("CVE-7", OPENSSL, "GHSA-7");
    before =
        new Before(
            "base.json",
            Set.of(CRITICAL.fingerprint(), Found.of("GHSA-7", OPENSSL).fingerprint(), "gone"));
    Judge.Judged judged = judge(CRITICAL, renamed, LOW);
    assertThat(judged.findings()).containsExactly(CRITICAL, renamed, LOW);
    assertThat(judged.known())
        .containsExactlyInAnyOrder(CRITICAL.fingerprint(), renamed.fingerprint());
    assertThat(judged.fixed()).isEqualTo(1);
    assertThat(judged.verdict().outcome()).isEqualTo(Outcome.PASS);
    assertThat(judged.verdict().reasons())
        .extracting(Verdict.Reason::text)
        .contains("2 findings were there before, in base.json, and do not count");
    Finding fresh =
        Found.of("CVE-9", OPENSSL, new Fix.Upgrade("x", "2"), Severity.CRITICAL, "p", "");
    assertThat(outcome(CRITICAL, fresh)).isEqualTo(Outcome.BLOCK);
  }

  @Test
  void aBaselineNeedsAPermitAndWhatIsExceptedIsNotFixed() {
    before = new Before("base.json", Set.of(CRITICAL.fingerprint()));
    project = EXCEPTION;
    assertThat(judge(CRITICAL).fixed()).isZero();
    organisation = "policy: {fail-on: critical}";
    project = null;
    Judge.Judged refused = judge(CRITICAL);
    assertThat(refused.verdict().outcome()).isEqualTo(Outcome.BLOCK);
    assertThat(refused.known()).isNull();
    assertThat(ids(refused)).containsExactly("policy-refused");
    organisation = "permit: {baseline: true}";
    assertThat(outcome(CRITICAL)).isEqualTo(Outcome.PASS);
  }

  @Test
  void aGateThatAsksForOwnersTellsOfFindingsWithoutOne() {
    command = "ours";
    Judge.Judged judged = judge(CRITICAL);
    assertThat(judged.verdict().outcome()).isEqualTo(Outcome.WARN);
    assertThat(Objects.requireNonNull(judged.notices().getFirst()).id()).isEqualTo("owner-unknown");
    assertThat(judge(CRITICAL.ownedBy(Finding.Owner.BASE, false)).notices()).isEmpty();
    command = "not base";
    assertThat(outcome(CRITICAL)).isEqualTo(Outcome.BLOCK);
  }

  @Test
  void warningsComeAsEarlyAsAnyoneAsks() {
    project = "{policy: {warn-before: 60d}, " + EXCEPTION + "}";
    assertThat(ids(judge(CRITICAL))).contains("exception-expiring");
    project = "{policy: {warn-before: 3d}, " + EXCEPTION + "}";
    assertThat(ids(judge(CRITICAL))).doesNotContain("exception-expiring");
    organisation = "{policy: {warn-before: 60d}, permit: {exceptions: true}}";
    assertThat(ids(judge(CRITICAL))).contains("exception-expiring");
  }
}
