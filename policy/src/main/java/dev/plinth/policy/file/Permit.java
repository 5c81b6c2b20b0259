package dev.plinth.policy.file;

import dev.plinth.findings.Finding;
import dev.plinth.policy.Expression;
import dev.plinth.policy.exceptions.ExceptionRule;
import dev.plinth.policy.exceptions.Exceptions;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation's policy lets others loosen: by default nothing.
 *
 * @param exceptions whether exceptions of the project hold
 * @param matching only for findings that match this; null for all
 * @param atMost and only when they end within so many days; -1 for any
 * @param ignoreFiles whether other scanners' ignore files hold, within the same bounds
 * @param vex whether VEX documents hold that the policy itself does not name
 * @param baseline whether what was there before may be left out
 * @param gate whether another gate may take the place of the policy's
 */
public record Permit(
    boolean exceptions,
    @Nullable Expression matching,
    int atMost,
    boolean ignoreFiles,
    boolean vex,
    boolean baseline,
    boolean gate)
    implements Exceptions.Permission {
  /** Nothing is permitted. */
  public static final Permit NOTHING = new Permit(false, null, -1, false, false, false, false);

  @Override
  public String against(ExceptionRule rule, Finding finding, LocalDate today) {
    if (rule.origin() == ExceptionRule.Origin.ORGANISATION) {
      return "";
    }
    if (rule.origin() == ExceptionRule.Origin.IGNORE_FILE && !ignoreFiles) {
      return "the organisation's policy permits no ignore files";
    }
    if (rule.origin() == ExceptionRule.Origin.PROJECT && !exceptions) {
      return "the organisation's policy permits no exceptions but its own";
    }
    if (matching != null && !matching.matches(finding)) {
      return "the organisation's policy permits exceptions only for `" + matching + "`";
    }
    LocalDate until = rule.until();
    if (atMost >= 0 && (until == null || until.isAfter(today.plusDays(atMost)))) {
      return "the organisation's policy permits exceptions of at most " + atMost + " days";
    }
    return "";
  }
}
