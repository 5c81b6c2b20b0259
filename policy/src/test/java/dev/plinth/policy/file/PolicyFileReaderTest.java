package dev.plinth.policy.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.harrel.jsonschema.ValidatorFactory;
import dev.plinth.findings.Severity;
import dev.plinth.foundation.PlinthException;
import dev.plinth.policy.exceptions.ExceptionRule;
import dev.plinth.policy.exceptions.Found;
import dev.plinth.policy.exceptions.Scanned;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileReaderTest {
  private static final Path ROOT = Path.of(System.getProperty("plinth.root", ".."));

  static final String PROJECT =
      """
      # What we live with.
      x-common: &common
        owner: team@example.org
        until: 2027-06-30
      policy:
        fail-on: (critical and ours) or kev
        unknown-as: medium
        only-fixed: true
        warn-before: 3w
        severity: {unapproved-base: high, denied-base-claim: low}
      exceptions:
        - id: [CVE-2023-1234, GHSA-aaaa-bbbb-cccc]
          package: pkg:deb/debian/libssl3
          version: 3.0.9-1
          path: /usr/lib/**
          layer: 2
          image: registry.example.org/shop:*
          digest: sha256:aa
          reason: "never called: we only hash"
          owner: team@example.org
          until: 2027-01-31
          when-no-fix: true
        - package: linux-*
          reason: headers only
          owner: ops
          until: 2028-02-29
      vex: [vex/shop.openvex.json]
      """;

  static final String ORGANISATION =
      """
      policy: { fail-on: "high or unknown" }
      permit:
        exceptions: { matching: not kev and not critical, at-most: 90d }
        ignore-files: true
        vex: true
        baseline: true
        gate: false
      """;

  private static PolicyFile project(String text) {
    return PolicyFileReader.project(".plinth.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static PolicyFile organisation(String text) {
    return PolicyFileReader.organisation("org.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsAll() {
    PolicyFile file = project(PROJECT);
    assertThat(file.settings().gate()).isNotNull();
    assertThat(file.settings().unknownAs()).isEqualTo(Severity.MEDIUM);
    assertThat(file.settings().onlyFixed()).isTrue();
    assertThat(file.settings().warnBefore()).isEqualTo(21);
    assertThat(file.settings().place()).isEqualTo(".plinth.yaml:6");
    assertThat(file.settings().severities())
        .isEqualTo(Map.of("unapproved-base", Severity.HIGH, "denied-base-claim", Severity.LOW));
    assertThat(project("policy: {severity: {unapproved-base: }}").settings().severities())
        .isEmpty();
    assertThat(file.vex()).containsExactly("vex/shop.openvex.json");
    assertThat(file.permit()).isEqualTo(Permit.NOTHING);
    ExceptionRule first = file.exceptions().getFirst();
    assertThat(first.place()).isEqualTo(".plinth.yaml:12");
    assertThat(first.what())
        .isEqualTo("CVE-2023-1234, GHSA-aaaa-bbbb-cccc in pkg:deb/debian/libssl3");
    assertThat(first.reason()).isEqualTo("never called: we only hash");
    assertThat(first.owner()).isEqualTo("team@example.org");
    assertThat(first.until()).isEqualTo(LocalDate.parse("2027-01-31"));
    assertThat(first.whenNoFix()).isTrue();
    assertThat(first.matches(Found.of("CVE-2023-1234", Found.OPENSSL))).isTrue();
    assertThat(first.matches(Found.of("CVE-2023-1235", Found.OPENSSL))).isFalse();
    assertThat(first.holdsFor(Scanned.of("x", "registry.example.org/shop:1", List.of("sha256:aa"))))
        .isTrue();
    assertThat(first.holdsFor(Scanned.of("x", "registry.example.org/shop:1", List.of()))).isFalse();
    ExceptionRule second = file.exceptions().get(1);
    assertThat(second.matches(Found.of("CVE-1", "pkg:deb/debian/linux-libc-dev@1"))).isTrue();
    assertThat(second.whenNoFix()).isFalse();
  }

  @Test
  void readsWhatAnOrganisationPermits() {
    Permit permit = organisation(ORGANISATION).permit();
    assertThat(permit.exceptions()).isTrue();
    assertThat(permit.matching()).hasToString("not kev and not critical");
    assertThat(permit.atMost()).isEqualTo(90);
    assertThat(permit.ignoreFiles() && permit.vex() && permit.baseline()).isTrue();
    assertThat(permit.gate()).isFalse();
    assertThat(organisation("permit: {exceptions: true}").permit().exceptions()).isTrue();
    assertThat(organisation("policy: {fail-on: none}").permit()).isEqualTo(Permit.NOTHING);
  }

  @Test
  void nothingButCommentsIsAnEmptyPolicy() {
    for (String text : List.of("", "# nothing\n", "---\n", "policy:\nexceptions:\n", "{}")) {
      assertThat(project(text))
          .as(text)
          .isEqualTo(
              new PolicyFile(
                  ".plinth.yaml",
                  new Settings(
                      null, null, null, -1, null, Map.of(), project(text).settings().place()),
                  List.of(),
                  List.of(),
                  Permit.NOTHING));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "polcy: {}                   | line 1: [polcy] is not known in a policy file | did you mean [policy]?",
        "policy: {failon: high}      | line 1: [failon] is not known in a policy     | did you mean [fail-on]?",
        "policy: {fail-on: hihg}     | line 1: [fail-on]: at character 1 ([hihg]) it is not a condition | did you mean [high]?",
        "policy: {unknown-as: awful} | line 1: [unknown-as] is no severity           | use [critical], [high], [medium], [low], [negligible] or [unknown]",
        "policy: {only-fixed: maybe} | line 1: [only-fixed] is neither true nor false | write one of the two",
        "policy: {warn-before: soon} | line 1: [warn-before] is no number of days (soon) | write it like 14d or 2w",
        "policy: {warn-before: 99999999d} | line 1: [warn-before] is no number of days (99999999d) | write it like 14d or 2w",
        "policy: [high]              | line 1: a policy was expected, with [name: value] pairs | write them below it",
        "exceptions: {id: x}         | line 1: [exceptions] is no list | begin each of its items with [- ]",
        "exceptions: [{reason: x}]   | line 1: an exception says neither [id] nor [package] | name what it is for, such as [id: CVE-2023-1234]",
        "exceptions: [{id: CVE-1}]   | line 1: an exception has no [reason] | add one, such as [reason: the code that is affected never runs]",
        "exceptions: [{id: CVE-1, reason: x}] | line 1: an exception has no [owner] | add one, such as [owner: team@example.org]",
        "exceptions: [{id: CVE-1, reason: x, owner: y}] | line 1: an exception has no [until] | add one, such as [until: 2027-01-31]",
        "exceptions: [{id: CVE-1, reason: x, owner: y, until: 2027-02-30}] | line 1: [until] is no date (2027-02-30) | write it as year, month, day: 2027-01-31",
        "exceptions: [{id: CVE-1, reason: x, owner: y, untill: 2027-02-03}] | line 1: [untill] is not known in an exception | did you mean [until]?",
        "exceptions: [{package: 'pkg:x', reason: x, owner: y, until: 2027-02-03}] | line 1: [package] is no package URL | write it like pkg:deb/debian/openssl, or give just the name",
        "exceptions: [CVE-1]         | line 1: an exception was expected, with [name: value] pairs | write them below it",
        "vex: ../../etc/passwd       | line 1: [vex] names a file outside of this folder | name files beside or below the policy file, or give others with --vex",
        "vex: /etc/passwd            | line 1: [vex] names a file outside of this folder | name files beside or below the policy file, or give others with --vex",
        "permit: {exceptions: true}  | line 1: a project cannot permit itself anything | leave [permit] to the policy that is given with --policy",
        "policy: *nothing            | line 1: the alias *nothing repeats nothing | set its anchor before it",
        "- a                         | line 1: a policy file was expected, with [name: value] pairs | write them below it",
      })
  void saysWhatIsWrongAndWhere(String text, String because, String next) {
    assertThatThrownBy(() -> project(text))
        .isInstanceOfSatisfying(
            PlinthException.class,
            e -> {
              assertThat(e.code()).isEqualTo("PLINTH-POLICY-FILE");
              assertThat(e.tried()).isEqualTo("read the policy in .plinth.yaml");
              assertThat(e.because()).isEqualTo(because.replace('[', '`').replace(']', '`'));
              assertThat(e.next().lines().findFirst())
                  .contains(next.replace('[', '`').replace(']', '`'));
            });
  }

  private static String because(byte[] bytes) {
    List<String> because = new ArrayList<>();
    assertThatThrownBy(() -> PolicyFileReader.project("p.yaml", bytes))
        .isInstanceOfSatisfying(PlinthException.class, e -> because.add(e.because()));
    return because.getFirst();
  }

  private static String because(String text) {
    return because(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void linesAreThoseOfTheFile() {
    assertThat(because("policy:\n  only-fixed: true\nexceptions:\n  - id: CVE-1\n    raeson: x\n"))
        .isEqualTo("line 5: `raeson` is not known in an exception");
    assertThat(because("policy:\n  only-fixed: true\n  only-fixed: false\n"))
        .isEqualTo("line 3: `only-fixed` stands there twice");
    assertThat(because("policy:\n\tonly-fixed: true\n")).startsWith("line 2: it is no YAML (");
    assertThat(because("a: 1\n---\nb: 2\n")).isEqualTo("line 3: a second document begins there");
  }

  @Test
  void hostileFilesMeetLimits() {
    assertThat(because("x-a: " + "[".repeat(100) + "]".repeat(100))).contains("deeper than 40");
    StringBuilder laughs = new StringBuilder("x-a: &a [1,1,1,1,1,1,1,1,1,1]\n");
    for (char c = 'b'; c < 'j'; c++) {
      laughs.append("x-").append(c).append(": &").append(c).append(" [");
      laughs.append(("*" + (char) (c - 1) + ",").repeat(9)).append("1]\n");
    }
    assertThat(because(laughs.toString())).contains("more than 50000 values");
    assertThat(because(new byte[(1 << 20) + 1])).contains("larger than 1048576 bytes");
    assertThat(because(new byte[] {'a', ':', ' ', (byte) 0xff})).isEqualTo("it is not UTF-8");
    assertThat(because("\"\\e[31m\": 1")).contains("\\x1b[31m").doesNotContain("\u001b");
  }

  @Test
  void theSchemaTakesWhatTheReaderTakesAndRefusesWhatItRefuses() throws Exception {
    String schema = Files.readString(ROOT.resolve("docs/plinth-yaml.schema.json"));
    assertThat(valid(schema, PROJECT)).isTrue();
    assertThat(valid(schema, ORGANISATION)).isTrue();
    for (String bad :
        List.of(
            "polcy: {}",
            "policy: {failon: high}",
            "policy: {unknown-as: awful}",
            "policy: {only-fixed: maybe}",
            "policy: {warn-before: soon}",
            "policy: {max-db-age: soon}",
            "policy: {max-db-age: 7}",
            "policy: {severity: high}",
            "policy: {severity: {unapproved-base: awful}}",
            "policy: {severity: {unapproved-base: unknown}}",
            "policy: {severity: {unapproved-base: ''}}",
            "policy: {severity: {unapproved-base: [high]}}",
            "policy: {severity: {CVE-2023-1234: low}}",
            "exceptions: [{id: CVE-1}]",
            "exceptions: [{id: CVE-1, reason: x, owner: y}]",
            "exceptions: [{reason: x, owner: y, until: 2027-01-01}]",
            "exceptions: [{id: CVE-1, reason: x, owner: y, until: 2027-01-01, extra: 1}]",
            "permit: {all: true}")) {
      assertThat(valid(schema, bad)).as(bad).isFalse();
      assertThatThrownBy(() -> organisation(bad)).as(bad).isInstanceOf(PlinthException.class);
    }
  }

  private static boolean valid(String schema, String yaml) {
    return new ValidatorFactory()
        .withJsonNodeFactory(new TestYaml())
        .validate(schema, yaml)
        .isValid();
  }
}
