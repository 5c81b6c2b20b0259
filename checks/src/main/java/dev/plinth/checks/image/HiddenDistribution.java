package dev.plinth.checks.image;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.bases.known.DistributionMove;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.KnownBases;
import dev.plinth.bases.known.Lifecycles;
import dev.plinth.bases.known.OfficialTags;
import dev.plinth.checks.base.BaseFacts;
import dev.plinth.checks.rule.DockerfileFacts;
import dev.plinth.checks.rule.Reporter;
import dev.plinth.checks.rule.Rule;
import dev.plinth.checks.rule.RuleInfo;
import dev.plinth.checks.rule.RuleInfo.Category;
import dev.plinth.dockerfile.meaning.ImageUse;
import dev.plinth.dockerfile.meaning.Stage;
import dev.plinth.findings.Fix.Safety;
import dev.plinth.findings.Fix.TextEdit;
import dev.plinth.findings.Level;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A tag with a language's version, but without the distribution it is built upon. */
@RuleInfo(
    id = "hidden-distribution",
    level = Level.WARNING,
    title = "Tag that does not name its distribution",
    category = Category.BASE_IMAGE)
public final class HiddenDistribution implements Rule {
  @Override
  public void check(DockerfileFacts facts, Reporter report) {
    for (Stage stage : facts.build().stages()) {
      ImageUse use = stage.base();
      ImageName written = use.external() ? BaseFacts.name(use) : null;
      ImageName image =
          written == null ? null : facts.today().bases().name(String.valueOf(use.name()));
      if (written == null
          || image == null
          || !image.digest().isEmpty()
          || KnownBases.version(image.tag()).isEmpty()
          || !hidden(image.tag())) {
        continue;
      }
      OfficialTags official = facts.today().releases().official();
      Lifecycle upon = official.distribution(image);
      DistributionMove move = moved(official.move(image), upon, official);
      Moves moves = move == null ? Moves.NO : moves(image, move, upon);
      if (move == null || moves == Moves.NO) {
        continue;
      }
      Reporter.Hit hit =
          report
              .at(
                  use.span(),
                  written.shown(),
                  written.shown() + " does not say which distribution it is built upon")
              .because(
                  "such tags went over from "
                      + shown(move.from())
                      + " to "
                      + shown(move.to())
                      + " in "
                      + move.month()
                      + ", with other versions of every library");
      if (upon != null) {
        hit.because(
            "official-images of "
                + official.date()
                + " builds "
                + written.shown()
                + " upon "
                + shown(move.to()));
      }
      if (moves != Moves.YES || !facts.shipped(stage)) {
        hit.level(Level.INFO);
      }
      String tag = named(image.tag(), move.to(), image.repository());
      int at = use.variable() ? -1 : use.written().lastIndexOf(':');
      if (moves == Moves.YES && at >= 0 && use.written().substring(at + 1).equals(image.tag())) {
        int start = use.span().start() + at + 1;
        hit.edit(
            "name the distribution",
            Safety.REVIEW,
            new TextEdit(start, start + image.tag().length(), tag));
      } else {
        hit.advise("name it, as in " + written.repository() + ":" + tag);
      }
    }
  }

  /**
   * The last move of an image's tags: where official-images builds this one upon a later release
   * than the last move led to, there was another.
   */
  private static @Nullable DistributionMove moved(
      @Nullable DistributionMove known, @Nullable Lifecycle upon, OfficialTags official) {
    Lifecycle to = known == null ? null : Lifecycles.named(known.to());
    LocalDate date = official.date();
    return to != null && upon != null && date != null && OfficialTags.newer(upon, to)
        ? new DistributionMove(to.codename(), upon.codename(), date.toString().substring(0, 7))
        : known;
  }

  private enum Moves {
    /** It is of a release that had ended before. */
    NO,
    /** It may have: as long as it was the newest of its release. */
    PERHAPS,
    /** It names a release as a whole, which is looked after. */
    YES
  }

  /**
   * Whether the tag went over to the other distribution.
   *
   * @param upon what it is built upon by official-images; null where that is not known
   */
  private static Moves moves(ImageName image, DistributionMove move, @Nullable Lifecycle upon) {
    if (upon != null && !upon.codename().equals(move.to())) {
      return Moves.NO;
    }
    String version = KnownBases.version(image.tag());
    String product = Lifecycles.product(image);
    Lifecycle release = product.isEmpty() ? null : Lifecycles.ofVersion(product, version);
    if (release == null) {
      return version.indexOf('.') < 0 ? Moves.YES : Moves.PERHAPS;
    }
    LocalDate last = Lifecycles.lastDay(release);
    if (last != null && last.isBefore(LocalDate.parse(move.month() + "-28"))) {
      return Moves.NO;
    }
    return version.equals(release.cycle()) ? Moves.YES : Moves.PERHAPS;
  }

  /** True where nothing but a version, and perhaps what is left out, is named. */
  private static boolean hidden(String tag) {
    String rest = tag.substring(KnownBases.version(tag).length() + (tag.startsWith("v") ? 1 : 0));
    return switch (rest) {
      case "", "-slim", "-fpm", "-apache", "-cli", "-zts", "-jre", "-jdk" -> true;
      default -> false;
    };
  }

  private static String shown(String codename) {
    Lifecycle release = Lifecycles.named(codename);
    return release == null
        ? codename
        : Lifecycles.shown(release.product()) + " " + release.cycle() + " (" + codename + ")";
  }

  /** The tag with the code name where that image has it. */
  private static String named(String tag, String codename, String repository) {
    boolean slimLast = repository.equals("node") && tag.endsWith("-slim");
    return slimLast
        ? tag.substring(0, tag.length() - 4) + codename + "-slim"
        : tag + "-" + codename;
  }
}
