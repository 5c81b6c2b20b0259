package dev.plinth.bases.inspect;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.match.ReleaseName;
import dev.plinth.bases.known.Releases;
import dev.plinth.inventory.Distribution;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How long an image's distribution is looked after. Days are ISO 8601, {@code ended} where one is
 * past but not known, empty where there is none or nothing is known.
 *
 * @param shown the product for people: {@code Debian}
 * @param product as endoflife.date names it
 * @param cycle the release as endoflife.date names it
 * @param makerEnds the last day of its maker's own support
 * @param communityEnds the last day of support for everybody after that
 * @param commercialEnds the last day of support for subscribers
 * @param community what support for everybody after the maker's own is called
 * @param commercial what support for subscribers is called
 * @param state on the day asked for
 */
public record Support(
    String shown,
    String product,
    String cycle,
    String makerEnds,
    String communityEnds,
    String commercialEnds,
    String community,
    String commercial,
    State state) {

  /** How a release stands on a day. */
  public enum State {
    /** Its makers look after it. */
    SUPPORTED("supported"),
    /** Others do, for everybody. */
    LONG_TERM("long-term"),
    /** Only for those who subscribe. */
    SUBSCRIBERS("subscribers-only"),
    /** Nobody does. */
    ENDED("ended"),
    /** No day is known. */
    UNKNOWN("unknown");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** The lower-case word of reports. */
    public String word() {
      return word;
    }
  }

  /** Of that distribution on that day; null where nothing is known of it. */
  public static @Nullable Support of(Distribution distribution, Releases releases, LocalDate day) {
    ReleaseName name = ReleaseName.of(distribution);
    if (name == null) {
      return null;
    }
    for (Lifecycle each : releases.of(name.product())) {
      if (each.cycle().equals(name.cycle())) {
        return new Support(
            name.shown(),
            each.product(),
            each.cycle(),
            each.supportEnds(),
            each.communityEnds(),
            each.commercialEnds(),
            name.community(),
            name.commercial(),
            state(each, day.toString()));
      }
    }
    return null;
  }

  /** Days as texts of ISO 8601 are in order. */
  private static State state(Lifecycle release, String day) {
    if (release.supportEnds().isEmpty()) {
      return State.UNKNOWN;
    }
    if (lasts(release.supportEnds(), day)) {
      return State.SUPPORTED;
    }
    if (lasts(release.communityEnds(), day)) {
      return State.LONG_TERM;
    }
    return lasts(release.commercialEnds(), day) ? State.SUBSCRIBERS : State.ENDED;
  }

  private static boolean lasts(String until, String day) {
    return !until.isEmpty() && !until.equals(Lifecycle.ENDED) && until.compareTo(day) >= 0;
  }

  /** The last day on which everybody gets fixes; empty where it is not known. */
  public String until() {
    String last = communityEnds.isEmpty() ? makerEnds : communityEnds;
    return last.equals(Lifecycle.ENDED) ? "" : last;
  }
}
