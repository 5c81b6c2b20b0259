package dev.plinth.bases.evidence;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Document;
import dev.plinth.oci.image.ImageConfigReader;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.image.PlatformOrder;
import dev.plinth.oci.registry.Repository;
import dev.plinth.oci.registry.StoredManifest;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest build among the tags of a repository that are of the same {@link Track}. Few are
 * asked: {@value #MOST_TAGS} tags of the first {@value #MOST_PAGES} pages, three requests each.
 *
 * @param tag of the newest; empty where no day is known
 * @param day null where no day is known
 * @param looked how many tags were looked at
 * @param whole false where the repository has more pages of tags
 * @param failure why nothing is known, a clause; empty where that is not so
 */
public record NewestBuild(
    String tag, @Nullable LocalDate day, int looked, boolean whole, String failure) {
  private static final int MOST_TAGS = 3;
  private static final int MOST_PAGES = 5;

  /** Nobody looked. */
  public static NewestBuild unknown(String why) {
    return new NewestBuild("", null, 0, false, why);
  }

  /**
   * Asks the repository.
   *
   * @param tag the image's own
   * @param own the day of its own build; null where that is not known
   */
  public static NewestBuild of(
      Repository repository,
      String tag,
      @Nullable LocalDate own,
      Platform platform,
      Limits limits) {
    try {
      Repository.Tags tags = repository.firstTags(MOST_PAGES);
      List<String> others = Track.others(tag, tags.tags(), MOST_TAGS);
      String newest = own == null ? "" : tag;
      LocalDate day = own;
      for (String each : others) {
        LocalDate built = built(repository, each, platform, limits);
        if (built != null && (day == null || built.isAfter(day))) {
          newest = each;
          day = built;
        }
      }
      return new NewestBuild(newest, day, others.size() + 1, tags.whole(), "");
    } catch (PlinthException e) {
      return unknown(e.because());
    }
  }

  private static @Nullable LocalDate built(
      Repository repository, String tag, Platform platform, Limits limits) {
    StoredManifest stored = repository.existing(tag).orElse(null);
    if (stored == null) {
      return null;
    }
    Document document = stored.document("the manifest of the tag " + tag, limits);
    if (document instanceof ImageIndex index) {
      Descriptor member = member(index, platform);
      if (member == null) {
        return null;
      }
      document =
          repository.manifest(member.digest()).document("the manifest " + member.digest(), limits);
    }
    if (!(document instanceof Manifest manifest) || !manifest.artifactKind().isEmpty()) {
      return null;
    }
    byte[] bytes = repository.document(manifest.config(), "the configuration of the tag " + tag);
    return BuildDay.of(
        ImageConfigReader.read(
                bytes,
                "the configuration of the tag " + tag,
                limits.documentBytes(),
                limits.layers())
            .created());
  }

  private static @Nullable Descriptor member(ImageIndex index, Platform wanted) {
    PlatformOrder order = new PlatformOrder(wanted);
    Descriptor best = null;
    int least = PlatformOrder.NONE;
    for (Descriptor each : index.manifests()) {
      Platform platform = each.platform();
      if (platform != null && !platform.os().equals("unknown")) {
        int rank = order.rank(platform);
        if (rank < least) {
          best = each;
          least = rank;
        }
      }
    }
    return best;
  }
}
