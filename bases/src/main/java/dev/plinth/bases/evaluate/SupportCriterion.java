package dev.plinth.bases.evaluate;

import dev.plinth.bases.evaluate.Evidence.Standing;
import dev.plinth.bases.inspect.Support;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.inventory.Distribution;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How long an image is looked after: as long as the shorter lived of distribution and language. */
final class SupportCriterion {
  private static final Curve DAYS = new Curve(0, 5, 90, 30, 365, 60, 730, 80, 1_095, 100);

  /** It never ends, but nothing stays as it is: whoever takes it must follow. */
  private static final int ROLLING = 70;

  /** Fixes come, but for those who pay alone. */
  private static final int SUBSCRIBERS = 3;

  private SupportCriterion() {}

  /**
   * What is told of one part.
   *
   * @param percent -1 where it is not known
   */
  private record Part(int percent, String text) {}

  static Score of(Candidate candidate) {
    Part distribution = distribution(candidate);
    Part language = language(candidate);
    Score.Tally tally = new Score.Tally(Criterion.SUPPORT);
    if (distribution == null && language == null) {
      tally.unknown(100, "neither a distribution nor a language is known in it");
      return tally.score();
    }
    Part decides = shorter(distribution, language);
    for (Part each : new Part[] {distribution, language}) {
      if (each == null) {
        continue;
      }
      if (each.equals(decides)) {
        if (each.percent() < 0) {
          tally.unknown(100, each.text());
        } else {
          tally.part(100, each.percent(), each.text());
        }
      } else {
        tally.note(each.percent() < 0 ? Standing.UNKNOWN : Standing.NOTE, each.text());
      }
    }
    return tally.score();
  }

  /** The one that ends first; the one that is not known where the distribution's end is not. */
  private static Part shorter(@Nullable Part distribution, @Nullable Part language) {
    if (distribution == null || language == null) {
      return Objects.requireNonNull(distribution == null ? language : distribution);
    }
    if (distribution.percent() < 0 || language.percent() < 0) {
      return distribution.percent() < 0 ? distribution : language;
    }
    return language.percent() < distribution.percent() ? language : distribution;
  }

  private static @Nullable Part distribution(Candidate candidate) {
    Distribution distribution = candidate.inventory().distribution();
    if (distribution.unknown()) {
      return candidate.inventory().packages().stream().anyMatch(each -> each.fromDistribution())
          ? new Part(-1, "packages of a distribution that it does not name")
          : null;
    }
    String shown =
        distribution.prettyName().isEmpty() ? distribution.id() : distribution.prettyName();
    if (rolling(distribution)) {
      return new Part(ROLLING, shown + " is rolling: no end, no stable release");
    }
    Support support = Support.of(distribution, candidate.releases(), candidate.today());
    if (support == null) {
      return new Part(-1, "end of life of " + shown + " not known");
    }
    String release = support.shown() + " " + support.cycle();
    return switch (support.state()) {
      case UNKNOWN -> new Part(-1, "end of life of " + release + " not known");
      case SUBSCRIBERS ->
          new Part(
              SUBSCRIBERS,
              release
                  + " has ended but for "
                  + support.commercial()
                  + " until "
                  + support.commercialEnds());
      case ENDED -> new Part(0, release + " gets no more fixes" + since(support.until()));
      case SUPPORTED, LONG_TERM -> {
        String until = support.until();
        LocalDate end = until.isEmpty() ? null : LocalDate.parse(until);
        boolean community = !support.communityEnds().isEmpty();
        yield end == null
            ? new Part(-1, "end of life of " + release + " not known")
            : new Part(
                DAYS.at(ChronoUnit.DAYS.between(candidate.today(), end)),
                release
                    + " until "
                    + end
                    + (community ? " (" + support.community() + ")" : "")
                    + left(candidate.today(), end));
      }
    };
  }

  private static @Nullable Part language(Candidate candidate) {
    Runtime runtime = Runtime.of(candidate);
    if (runtime == null) {
      return null;
    }
    LocalDate end = runtime.release() == null ? null : Lifecycles.lastDay(runtime.release());
    if (end == null) {
      return new Part(
          -1, "end of life of " + runtime.shown() + " not known (" + runtime.by() + ")");
    }
    if (end.isBefore(candidate.today())) {
      return new Part(
          0,
          runtime.shown()
              + " gets no more fixes"
              + (end.equals(LocalDate.MIN) ? "" : since(end.toString()))
              + " ("
              + runtime.by()
              + ")");
    }
    return new Part(
        DAYS.at(ChronoUnit.DAYS.between(candidate.today(), end)),
        runtime.shown()
            + " until "
            + end
            + left(candidate.today(), end)
            + " ("
            + runtime.by()
            + ")");
  }

  private static boolean rolling(Distribution distribution) {
    return switch (distribution.id()) {
      case "wolfi", "chainguard", "arch", "gentoo", "opensuse-tumbleweed", "void", "nixos" -> true;
      case "debian" -> distribution.versionId().isEmpty() && !distribution.prettyName().isEmpty();
      case "alpine" -> distribution.versionId().equals("edge");
      default -> false;
    };
  }

  private static String since(String day) {
    return day.isEmpty() ? "" : " since " + day;
  }

  private static String left(LocalDate today, LocalDate end) {
    long months = ChronoUnit.MONTHS.between(today, end);
    return months < 24 ? ", " + CadenceCriterion.counted(months, "month", "months") + " left" : "";
  }
}
