package dev.plinth.policy.exceptions;

import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.foundation.SafeText;
import dev.plinth.policy.Notice;
import dev.plinth.policy.SetAside;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Applies rules to findings: the first that holds sets a finding aside. Every rule that does not do
 * what its writer thinks is told of: it has ended, is about to, matches nothing, or there is a fix.
 */
public final class Exceptions {
  private final List<ExceptionRule> rules;
  private final Scanned scanned;
  private final Permission permission;
  private final LocalDate today;
  private final int warnBefore;

  /**
   * @param rules those that come first win
   * @param permission what the organisation's policy says to them
   * @param today in UTC
   * @param warnBefore how many days before its end a rule is told of
   */
  public Exceptions(
      List<ExceptionRule> rules,
      Scanned scanned,
      Permission permission,
      LocalDate today,
      int warnBefore) {
    this.rules = List.copyOf(rules);
    this.scanned = scanned;
    this.permission = permission;
    this.today = today;
    this.warnBefore = warnBefore;
  }

  /** Whether a rule may set a finding aside, see the organisation's policy. */
  public interface Permission {
    /** Everything may be set aside: there is no such policy. */
    Permission ALL = (rule, finding, today) -> "";

    /** Why not, a clause; empty when it may. */
    String against(ExceptionRule rule, Finding finding, LocalDate today);
  }

  /** What is left, what was set aside, what to know. */
  public record Result(List<Finding> findings, List<SetAside> setAside, List<Notice> notices) {}

  /** What one rule did. */
  private static final class Use {
    final ExceptionRule rule;
    int ended;
    int idle;
    int effective;
    final List<Finding> fixed = new ArrayList<>();
    final List<Finding> lapsed = new ArrayList<>();
    final Map<String, Integer> refused = new LinkedHashMap<>();

    Use(ExceptionRule rule) {
      this.rule = rule;
    }

    boolean unused() {
      return ended + effective == 0 && fixed.isEmpty() && lapsed.isEmpty() && refused.isEmpty();
    }
  }

  /**
   * Applies them.
   *
   * @param already what stands aside for another reason: a rule for such a finding does nothing
   */
  public Result apply(List<Finding> findings, List<Finding> already) {
    List<Finding> left = new ArrayList<>(findings.size());
    List<SetAside> aside = new ArrayList<>();
    List<Use> uses = new ArrayList<>();
    for (ExceptionRule rule : rules) {
      if (rule.holdsFor(scanned)) {
        uses.add(new Use(rule));
      }
    }
    for (Finding finding : findings) {
      ExceptionRule winner = null;
      for (Use use : uses) {
        if (use.rule.matches(finding) && applies(use, finding)) {
          winner = winner == null ? use.rule : winner;
        }
      }
      if (winner == null) {
        left.add(finding);
      } else {
        aside.add(setAside(finding, winner));
      }
    }
    for (Finding finding : already) {
      for (Use use : uses) {
        use.idle += use.rule.matches(finding) ? 1 : 0;
      }
    }
    List<Notice> notices = new ArrayList<>();
    for (Use use : uses) {
      notices(use.rule, use, notices);
    }
    unusedForeign(uses, notices);
    return new Result(left, aside, notices);
  }

  private boolean applies(Use use, Finding finding) {
    ExceptionRule rule = use.rule;
    if (ended(rule)) {
      use.ended++;
      return false;
    }
    if (rule.whenNoFix() && finding.fixable()) {
      use.lapsed.add(finding);
      return false;
    }
    String against = permission.against(rule, finding, today);
    if (!against.isEmpty()) {
      use.refused.merge(against, 1, Integer::sum);
      return false;
    }
    use.effective++;
    if (finding.fixable()) {
      use.fixed.add(finding);
    }
    return true;
  }

  private boolean ended(ExceptionRule rule) {
    LocalDate until = rule.until();
    return until != null && until.isBefore(today);
  }

  private static SetAside setAside(Finding finding, ExceptionRule rule) {
    LocalDate until = rule.until();
    return new SetAside(
        finding,
        "exception",
        rule.reason().isEmpty() ? "no reason is given" : SafeText.of(rule.reason()),
        rule.place(),
        SafeText.of(rule.owner()),
        until == null ? "" : until.toString());
  }

  private void notices(ExceptionRule rule, Use use, List<Notice> notices) {
    String what = "the exception for " + rule.what();
    LocalDate until = rule.until();
    if (ended(rule)) {
      notices.add(
          new Notice(
              true,
              "exception-expired",
              what
                  + " ended with "
                  + until
                  + (use.ended == 0
                      ? " and matches nothing: take it out"
                      : ": " + counted(use.ended) + " again"),
              rule.place()));
      return;
    }
    use.refused.forEach((why, count) ->
        notices.add(
            new Notice(
                true,
                "policy-refused",
                what
                    + " has no effect on "
                    + (count == 1 ? "1 finding" : count + " findings")
                    + ": "
                    + why,
                rule.place())));
    if (!use.lapsed.isEmpty()) {
      notices.add(
          new Notice(
              true,
              "exception-lapsed",
              what + " was for as long as there is no fix: " + fixes(use.lapsed),
              rule.place()));
    }
    if (!use.fixed.isEmpty()) {
      notices.add(
          new Notice(
              false,
              "fix-available",
              what + " may no longer be needed: " + fixes(use.fixed),
              rule.place()));
    }
    if (until != null && use.effective > 0 && !today.plusDays(warnBefore).isBefore(until)) {
      long days = ChronoUnit.DAYS.between(today, until);
      notices.add(
          new Notice(
              true,
              "exception-expiring",
              what
                  + " ends with "
                  + until
                  + (days == 0 ? ", today" : days == 1 ? ", tomorrow" : ", in " + days + " days"),
              rule.place()));
    }
    if (use.unused() && rule.origin() != ExceptionRule.Origin.IGNORE_FILE) {
      notices.add(
          new Notice(
              rule.origin() == ExceptionRule.Origin.PROJECT,
              "exception-unused",
              use.idle > 0
                  ? what + " is not needed: what it names is set aside anyway"
                  : what + " matches nothing here",
              rule.place()));
    }
  }

  /** Ignore files often serve many images, so that their unused entries are counted, not listed. */
  private static void unusedForeign(List<Use> uses, List<Notice> notices) {
    Map<String, int[]> files = new LinkedHashMap<>();
    for (Use use : uses) {
      ExceptionRule rule = use.rule;
      if (rule.origin() == ExceptionRule.Origin.IGNORE_FILE) {
        int line = rule.place().lastIndexOf(':');
        String file = line < 0 ? rule.place() : rule.place().substring(0, line);
        int[] count = files.computeIfAbsent(file, _ -> new int[2]);
        count[0]++;
        count[1] += use.unused() ? 1 : 0;
      }
    }
    files.forEach((file, count) -> {
      if (count[1] > 0) {
        notices.add(
            new Notice(
                false,
                "exception-unused",
                count[1] + " of " + count[0] + " entries match nothing here",
                file));
      }
    });
  }

  private static String counted(int findings) {
    return findings == 1 ? "1 finding counts" : findings + " findings count";
  }

  private static String fixes(List<Finding> findings) {
    Finding first = findings.getFirst();
    String version = first.fix() instanceof Fix.Upgrade upgrade ? upgrade.version() : "";
    String text = first.subject().name() + " " + version + " fixes " + first.id();
    return findings.size() == 1 ? text : text + " (and " + (findings.size() - 1) + " more alike)";
  }
}
