package dev.plinth.policy.exceptions;

import static dev.plinth.policy.exceptions.Found.OPENSSL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.policy.Notice;
import dev.plinth.policy.SetAside;
import dev.plinth.policy.exceptions.ExceptionRule.Origin;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExceptionsTest {
  private static final LocalDate TODAY = LocalDate.parse("2027-01-15");
  private static final Scanned SHOP =
      Scanned.of("oci-dir:out", "registry.example.org/shop:1.0", List.of("sha256:aa", ""));

  private static ExceptionRule rule(String id, @Nullable String until, boolean whenNoFix) {
    return new ExceptionRule(
        Origin.PROJECT,
        ".plinth.yaml:3",
        id,
        Conditions.named(List.of(id)),
        List.of(),
        List.of(),
        "never called",
        "team@example.org",
        until == null ? null : LocalDate.parse(until),
        whenNoFix);
  }

  private static ExceptionRule rule(String id) {
    return rule(id, "2027-06-30", false);
  }

  private static Exceptions.Result apply(List<ExceptionRule> rules, Finding... findings) {
    return new Exceptions(rules, SHOP, Exceptions.Permission.ALL, TODAY, 14)
        .apply(List.of(findings), List.of());
  }

  private static List<String> texts(Exceptions.Result result) {
    return result.notices().stream().map(n -> n.id() + ": " + n.text()).toList();
  }

  @Test
  void setsAsideWithReasonOwnerPlaceAndEnd() {
    Finding excepted = Found.of("CVE-1", OPENSSL);
    Finding other = Found.of("CVE-2", OPENSSL);
    Exceptions.Result result = apply(List.of(rule("CVE-1")), excepted, other);
    assertThat(result.findings()).containsExactly(other);
    assertThat(result.setAside())
        .containsExactly(
            new SetAside(
                excepted,
                "exception",
                "never called",
                ".plinth.yaml:3",
                "team@example.org",
                "2027-06-30"));
    assertThat(result.notices()).isEmpty();
  }

  @Test
  void holdsOnItsLastDayAndNotTheDayAfter() {
    Finding finding = Found.of("CVE-1", OPENSSL);
    assertThat(apply(List.of(rule("CVE-1", "2027-01-15", false)), finding).findings()).isEmpty();
    Exceptions.Result after = apply(List.of(rule("CVE-1", "2027-01-14", false)), finding);
    assertThat(after.findings()).containsExactly(finding);
    assertThat(texts(after))
        .containsExactly(
            "exception-expired: the exception for CVE-1 ended with 2027-01-14: 1 finding counts"
                + " again");
    assertThat(texts(apply(List.of(rule("CVE-9", "2027-01-14", false)), finding)))
        .containsExactly(
            "exception-expired: the exception for CVE-9 ended with 2027-01-14 and matches nothing:"
                + " take it out");
  }

  @Test
  void warnsBeforeItEnds() {
    Finding finding = Found.of("CVE-1", OPENSSL);
    assertThat(texts(apply(List.of(rule("CVE-1", "2027-01-29", false)), finding)))
        .containsExactly(
            "exception-expiring: the exception for CVE-1 ends with 2027-01-29, in 14 days");
    assertThat(texts(apply(List.of(rule("CVE-1", "2027-01-15", false)), finding)))
        .containsExactly("exception-expiring: the exception for CVE-1 ends with 2027-01-15, today");
    assertThat(apply(List.of(rule("CVE-1", "2027-01-30", false)), finding).notices()).isEmpty();
  }

  @Test
  void lapsesTheDayAFixExistsWhenMadeForThat() {
    ExceptionRule rule = rule("CVE-1", "2027-06-30", true);
    assertThat(apply(List.of(rule), Found.of("CVE-1", OPENSSL)).findings()).isEmpty();
    Finding fixed = Found.fixed("CVE-1", OPENSSL);
    Exceptions.Result lapsed = apply(List.of(rule), fixed);
    assertThat(lapsed.findings()).containsExactly(fixed);
    assertThat(texts(lapsed))
        .containsExactly(
            "exception-lapsed: the exception for CVE-1 was for as long as there is no fix: libssl3"
                + " 9.9 fixes CVE-1");
  }

  @Test
  void flagsThatAFixHasAppeared() {
    Exceptions.Result result = apply(List.of(rule("CVE-1")), Found.fixed("CVE-1", OPENSSL));
    assertThat(result.setAside()).hasSize(1);
    assertThat(texts(result))
        .containsExactly(
            "fix-available: the exception for CVE-1 may no longer be needed: libssl3 9.9 fixes"
                + " CVE-1");
  }

  @Test
  void flagsWhatMatchesNothing() {
    assertThat(texts(apply(List.of(rule("CVE-9")), Found.of("CVE-1", OPENSSL))))
        .containsExactly("exception-unused: the exception for CVE-9 matches nothing here");
    Exceptions.Result idle =
        new Exceptions(List.of(rule("CVE-9")), SHOP, Exceptions.Permission.ALL, TODAY, 14)
            .apply(List.of(), List.of(Found.of("CVE-9", OPENSSL)));
    assertThat(texts(idle))
        .containsExactly(
            "exception-unused: the exception for CVE-9 is not needed: what it names is set aside"
                + " anyway");
  }

  @Test
  void entriesOfIgnoreFilesAreCountedNotListed() {
    List<ExceptionRule> rules =
        List.of(foreign("CVE-1", 1), foreign("CVE-8", 2), foreign("CVE-9", 3));
    Exceptions.Result result = apply(rules, Found.of("CVE-1", OPENSSL));
    assertThat(result.setAside().getFirst().explanation()).isEqualTo("no reason is given");
    assertThat(result.notices())
        .containsExactly(
            new Notice(
                false, "exception-unused", "2 of 3 entries match nothing here", ".trivyignore"));
  }

  private static ExceptionRule foreign(String id, int line) {
    return ExceptionRule.foreign(
        ".trivyignore:" + line, id, Conditions.named(List.of(id)), "", null);
  }

  private static ExceptionRule scoped(List<Glob> images, List<String> digests) {
    ExceptionRule all = rule("CVE-1");
    return new ExceptionRule(
        all.origin(),
        all.place(),
        all.what(),
        all.condition(),
        images,
        digests,
        all.reason(),
        all.owner(),
        all.until(),
        false);
  }

  @Test
  void holdsForTheImagesItNamesAndIsNotUnusedForOthers() {
    Finding finding = Found.of("CVE-1", OPENSSL);
    for (String image :
        List.of("registry.example.org/shop:*", "registry.example.org/shop", "**/shop:1.0")) {
      assertThat(apply(List.of(scoped(List.of(Glob.of(image)), List.of())), finding).findings())
          .as(image)
          .isEmpty();
    }
    Exceptions.Result other =
        apply(List.of(scoped(List.of(Glob.of("registry.example.org/cart:*")), List.of())), finding);
    assertThat(other.findings()).containsExactly(finding);
    assertThat(other.notices()).isEmpty();
    assertThat(apply(List.of(scoped(List.of(), List.of("sha256:aa"))), finding).findings())
        .isEmpty();
    assertThat(apply(List.of(scoped(List.of(), List.of("sha256:bb"))), finding).findings())
        .containsExactly(finding);
  }

  @Test
  void theFirstThatHoldsWinsAndTheOthersAreUsedToo() {
    ExceptionRule ended = rule("CVE-1", "2026-01-01", false);
    Exceptions.Result result =
        apply(List.of(ended, rule("CVE-1"), foreign("CVE-1", 4)), Found.of("CVE-1", OPENSSL));
    assertThat(result.setAside()).extracting(SetAside::place).containsExactly(".plinth.yaml:3");
    assertThat(result.notices()).extracting(Notice::id).containsExactly("exception-expired");
  }

  @Test
  void whatCouldNotBeReadIsNeverSetAside() {
    Finding unreadable =
        new Finding(
            "unreadable-content",
            Finding.Kind.UNREADABLE,
            Severity.UNKNOWN,
            "",
            "t",
            new Subject("x", "", null, null),
            List.of(),
            Finding.Owner.UNKNOWN,
            List.of(),
            null,
            List.of(),
            null);
    assertThat(apply(List.of(rule("unreadable-content")), unreadable).findings())
        .containsExactly(unreadable);
  }
}
