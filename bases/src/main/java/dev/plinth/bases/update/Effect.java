package dev.plinth.bases.update;

import dev.plinth.bases.difference.Difference;
import dev.plinth.bases.difference.FindingChange;
import dev.plinth.bases.difference.LayerChanges;
import dev.plinth.bases.difference.PackageChange;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Severity;
import dev.plinth.inventory.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a move brings and takes away, told from both images.
 *
 * @param fixed findings that go
 * @param fresh findings that come
 * @param packages that come, go or change, most telling first, as sentences: {@code openssl 3.0.11
 *     to 3.0.17}
 * @param changed how many packages come, go or change; -1 where not known
 * @param size by how many stored bytes it grows; {@link Long#MIN_VALUE} where not known
 * @param moved the distribution's releases where they differ: {@code Debian 12 to Debian 13}; empty
 *     where they do not
 * @param urgency how soon to rebuild
 * @param reason why that soon, a sentence without a final stop
 * @param problem why this is not whole, a sentence without a final stop; empty where it is
 */
public record Effect(
    List<Finding> fixed,
    List<Finding> fresh,
    List<String> packages,
    int changed,
    long size,
    String moved,
    Urgency urgency,
    String reason,
    String problem) {
  private static final int NAMED = 5;

  /** Keeps its own copies. */
  public Effect {
    fixed = List.copyOf(fixed);
    fresh = List.copyOf(fresh);
    packages = List.copyOf(packages);
  }

  /** How soon an image should be rebuilt on the newer base: the guide's rule. */
  public enum Urgency {
    /** A high or critical vulnerability that is known to be exploited is fixed. */
    NOW,
    /** Another high or critical one is fixed. */
    WEEK,
    /** Something changes, nothing of that sort is fixed. */
    RELEASE,
    /** Nothing changes. */
    NONE,
    /** Nobody can tell. */
    UNKNOWN;

    /** The lower-case word of reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** True where it is as soon as another, or sooner. */
    public boolean atLeast(Urgency other) {
      return this != UNKNOWN && compareTo(other) <= 0;
    }
  }

  /** Where the images could not be read. */
  public static Effect unknown(String problem) {
    return new Effect(
        List.of(), List.of(), List.of(), -1, Long.MIN_VALUE, "", Urgency.UNKNOWN, "", problem);
  }

  /** Of two images that were read. */
  public static Effect of(Difference difference) {
    List<Finding> fixed = findings(difference, FindingChange.Status.FIXED);
    List<Finding> fresh = findings(difference, FindingChange.Status.NEW);
    List<PackageChange> changes = difference.packages();
    List<String> named = new ArrayList<>();
    if (changes != null) {
      for (PackageChange change : changes) {
        if (named.size() < NAMED) {
          named.add(named(change));
        }
      }
    }
    boolean same = difference.same();
    Finding worst = worst(fixed);
    Urgency urgency =
        !difference.complete()
            ? Urgency.UNKNOWN
            : same ? Urgency.NONE : worst == null ? Urgency.RELEASE : urgency(worst);
    return new Effect(
        fixed,
        fresh,
        named,
        changes == null ? -1 : changes.size(),
        size(difference),
        moved(difference.before().distribution(), difference.after().distribution()),
        urgency,
        reason(urgency, worst),
        difference.complete() ? "" : "not all of both images could be read");
  }

  /** The same where only some advisories were there to judge by. */
  public Effect bySome(String which) {
    String said = urgency == Urgency.RELEASE ? reason + " that they know of" : reason;
    String why = problem.isEmpty() ? which : problem + "; " + which;
    return new Effect(fixed, fresh, packages, changed, size, moved, urgency, said, why);
  }

  private static List<Finding> findings(Difference difference, FindingChange.Status status) {
    List<Finding> findings = new ArrayList<>();
    for (FindingChange change : difference.findings(status)) {
      findings.add(change.finding());
    }
    return findings;
  }

  private static String named(PackageChange change) {
    String name = change.any().name();
    String old = change.before() == null ? "" : change.before().version();
    String now = change.after() == null ? "" : change.after().version();
    return switch (change.kind()) {
      case ADDED -> name + " " + now + " added";
      case REMOVED -> name + " " + old + " removed";
      default -> name + " " + old + " to " + now;
    };
  }

  /** Of those that are high or critical the first that is exploited, else the first. */
  private static @Nullable Finding worst(List<Finding> fixed) {
    Finding worst = null;
    for (Finding finding : fixed) {
      boolean high = finding.severity() == Severity.HIGH || finding.severity() == Severity.CRITICAL;
      if (high && (worst == null || (exploited(finding) && !exploited(worst)))) {
        worst = finding;
      }
    }
    return worst;
  }

  private static boolean exploited(Finding finding) {
    return finding.vulnerability() != null && finding.vulnerability().knownExploited() != null;
  }

  private static Urgency urgency(Finding worst) {
    return exploited(worst) ? Urgency.NOW : Urgency.WEEK;
  }

  private static String reason(Urgency urgency, @Nullable Finding worst) {
    return switch (urgency) {
      case NOW -> named(worst) + " is fixed, which is known to be exploited";
      case WEEK -> named(worst) + " is fixed";
      case RELEASE -> "nothing high or critical is fixed";
      case NONE -> "nothing changes";
      case UNKNOWN -> "";
    };
  }

  private static String named(@Nullable Finding worst) {
    return worst == null
        ? ""
        : worst.id() + " (" + worst.severity().name().toLowerCase(Locale.ROOT) + ")";
  }

  private static long size(Difference difference) {
    long old = LayerChanges.stored(difference.before().layers());
    long now = LayerChanges.stored(difference.after().layers());
    return old < 0 || now < 0 ? Long.MIN_VALUE : now - old;
  }

  private static String moved(Distribution before, Distribution after) {
    boolean same = before.id().equals(after.id()) && before.versionId().equals(after.versionId());
    return same || before.id().isEmpty() || after.id().isEmpty()
        ? ""
        : shown(before) + " to " + shown(after);
  }

  private static String shown(Distribution distribution) {
    return distribution.prettyName().isEmpty()
        ? distribution.id() + " " + distribution.versionId()
        : distribution.prettyName();
  }
}
