package dev.plinth.advisories.match;

import dev.plinth.advisories.AdvisorySource;
import dev.plinth.advisories.Lifecycle;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory;
import dev.plinth.inventory.Package;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody still looks after an image's distribution on a given day.
 *
 * <p>A release that gets fixes from nobody, or only for those who subscribe, is a finding: what is
 * found wrong with its packages tomorrow stays. One that its makers handed over to long-term
 * support for everybody (Debian's LTS), and one whose support ends soon, is a notice. An Ubuntu
 * image with packages of its extended maintenance subscribes, and is told how long that lasts.
 */
public final class EndOfLife {
  /** The rule's id. */
  public static final String ID = "end-of-life-distribution";

  private static final int SOON_DAYS = 90;

  private EndOfLife() {}

  /**
   * @param findings at most one
   * @param notices what else to know
   */
  public record Result(List<Finding> findings, List<Notice> notices) {
    /** Keeps its own copies. */
    public Result {
      findings = List.copyOf(findings);
      notices = List.copyOf(notices);
    }
  }

  /**
   * @param warning true where somebody should act
   * @param id {@code long-term-support} or {@code support-ends-soon}
   * @param text a sentence without a final stop
   */
  public record Notice(boolean warning, String id, String text) {}

  private static final Result NOTHING = new Result(List.of(), List.of());

  /** How an image's distribution stands on that day. */
  public static Result of(Inventory inventory, AdvisorySource source, LocalDate today) {
    Distribution distribution = inventory.distribution();
    ReleaseName name = ReleaseName.of(distribution);
    if (name == null) {
      return NOTHING;
    }
    List<Lifecycle> releases = source.lifecycles(name.product());
    Lifecycle release = null;
    for (Lifecycle each : releases) {
      if (each.cycle().equals(name.cycle())) {
        release = each;
      }
    }
    if (release == null || release.supportEnds().isEmpty()) {
      return NOTHING;
    }
    String shown = name.shown() + " " + release.cycle();
    if (!over(release.supportEnds(), today)) {
      return soon(shown + "'s security support", release.supportEnds(), today);
    }
    String ended = "the security support of " + shown + " ended" + on(release.supportEnds());
    if (!release.communityEnds().isEmpty() && !over(release.communityEnds(), today)) {
      return still(ended, name.community(), release.communityEnds(), today);
    }
    boolean forSale = !release.commercialEnds().isEmpty() && !over(release.commercialEnds(), today);
    if (forSale && subscribes(inventory, name)) {
      return still(ended, name.commercial(), release.commercialEnds(), today);
    }
    return new Result(
        List.of(finding(inventory, name, release, releases, ended, forSale, today)), List.of());
  }

  /** Support goes on in another form. */
  private static Result still(String ended, String phase, String until, LocalDate today) {
    List<Notice> notices = new ArrayList<>();
    notices.add(
        new Notice(false, "long-term-support", ended + "; " + phase + " lasts until " + until));
    notices.addAll(soon(phase, until, today).notices());
    return new Result(List.of(), notices);
  }

  private static Result soon(String what, String until, LocalDate today) {
    LocalDate end = day(until);
    if (end == null || end.minusDays(SOON_DAYS).isAfter(today)) {
      return NOTHING;
    }
    return new Result(
        List.of(), List.of(new Notice(true, "support-ends-soon", what + " ends on " + until)));
  }

  private static Finding finding(
      Inventory inventory,
      ReleaseName name,
      Lifecycle release,
      List<Lifecycle> releases,
      String ended,
      boolean forSale,
      LocalDate today) {
    List<String> evidence = new ArrayList<>();
    evidence.add(ended);
    if (!release.communityEnds().isEmpty()) {
      evidence.add(name.community() + " ended" + on(release.communityEnds()));
    }
    if (forSale) {
      evidence.add(
          name.commercial()
              + " lasts until "
              + release.commercialEnds()
              + ", for those who subscribe to it");
    } else if (!release.commercialEnds().isEmpty()) {
      evidence.add(name.commercial() + " ended" + on(release.commercialEnds()));
    }
    return new Finding(
        ID,
        Finding.Kind.END_OF_LIFE,
        Severity.HIGH,
        "plinth",
        name.shown()
            + " "
            + release.cycle()
            + " gets no more security fixes"
            + (forSale ? " without a subscription" : ""),
        new Subject(name.shown(), inventory.distribution().versionId(), null, null),
        List.of(new Location.InImage("", -1, null, null)),
        Finding.Owner.UNKNOWN,
        evidence,
        new Fix.Advice(advice(name, releases, today)),
        List.of("https://endoflife.date/" + release.product()),
        null);
  }

  /** The release that is looked after longest. */
  private static String advice(ReleaseName name, List<Lifecycle> releases, LocalDate today) {
    Lifecycle best = null;
    for (Lifecycle each : releases) {
      if (day(each.supportEnds()) != null
          && !over(each.supportEnds(), today)
          && (best == null || each.supportEnds().compareTo(best.supportEnds()) > 0)) {
        best = each;
      }
    }
    return best == null
        ? "move to a distribution that is looked after"
        : "move to "
            + name.shown()
            + " "
            + best.cycle()
            + ", which has security support until "
            + best.supportEnds();
  }

  /** Packages of Ubuntu's extended maintenance say so in their versions. */
  private static boolean subscribes(Inventory inventory, ReleaseName name) {
    if (!name.product().equals("ubuntu")) {
      return false;
    }
    for (Package installed : inventory.packages()) {
      if (installed.fromDistribution() && installed.version().contains("esm")) {
        return true;
      }
    }
    return false;
  }

  private static boolean over(String day, LocalDate today) {
    LocalDate end = day(day);
    return end == null ? day.equals(Lifecycle.ENDED) : today.isAfter(end);
  }

  private static String on(String day) {
    return day.equals(Lifecycle.ENDED) ? "" : " on " + day;
  }

  /** The day that {@code yyyy-mm-dd} names; the JDK's formatter costs a new process too much. */
  private static @Nullable LocalDate day(String text) {
    if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    if (year < 0 || month < 0 || day < 0) {
      return null;
    }
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }
}
