package dev.plinth.bases.index;

import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A known image beneath another: all of its layers are the lowest of the other's.
 *
 * @param image what lies beneath
 * @param layers how many layers it has
 * @param proved whether each of the other's layers is stored as the known image's is, or was
 *     authenticated by its DiffID; else the configuration says so
 * @param others known images with the very same layers
 */
public record Beneath(KnownImage image, int layers, boolean proved, List<KnownImage> others) {

  /** Keeps its own copy. */
  public Beneath {
    others = List.copyOf(others);
  }

  /**
   * What lies beneath an image, the highest first: one known image for each height.
   *
   * <p>An image does not lie beneath itself, nor beneath a copy of itself. Where all layers are the
   * same, the one whose history is the beginning of the other's lies beneath; where the histories
   * tell nothing, neither does. Layers without content are no evidence.
   *
   * @param unpackedBytesHashed whether the image's DiffIDs were checked against its bytes
   */
  public static List<Beneath> of(Image image, BaseIndex index, boolean unpackedBytesHashed) {
    List<@Nullable Key> chains = Fingerprints.chains(image.layers());
    List<Beneath> found = new ArrayList<>();
    Key configuration = null;
    for (int height = chains.size(); height > 0; height--) {
      Key key = chains.get(height - 1);
      if (key == null) {
        break;
      }
      List<KnownImage> same = index.ofChain(key);
      if (same.isEmpty()) {
        continue;
      }
      if (configuration == null) {
        configuration = Fingerprints.configuration(image);
      }
      Beneath best = best(image, same, configuration, height, unpackedBytesHashed);
      if (best != null) {
        found.add(best);
      }
    }
    return found;
  }

  /** Whether all layers of the known image are the lowest of that image's, by their DiffIDs. */
  public static boolean lies(KnownImage known, Image image) {
    List<@Nullable Key> chains = Fingerprints.chains(image.layers());
    int height = known.layers().size();
    Key key = height == 0 || height > chains.size() ? null : chains.get(height - 1);
    return key != null && key.equals(known.chain());
  }

  private static @Nullable Beneath best(
      Image image,
      List<KnownImage> same,
      Key configuration,
      int height,
      boolean unpackedBytesHashed) {
    List<KnownImage> fitting = new ArrayList<>();
    KnownImage best = null;
    int bestAt = -1;
    int most = Integer.MIN_VALUE;
    for (KnownImage known : same) {
      boolean itself =
          known.config().equals(image.configDigest())
              || (known.manifest() != null && known.manifest().equals(image.manifestDigest()))
              || known.configuration().equals(configuration);
      boolean begins = begins(image, known);
      boolean whole = height == image.layers().size();
      if (itself || known.layers().size() != height || (whole && !begins)) {
        continue;
      }
      fitting.add(known);
      int score = proved(image, known, unpackedBytesHashed) ? 8 : 0;
      score += known.platform().equals(image.platform().toString()) ? 4 : 0;
      score += known.best().indexed() ? 2 : 0;
      score += begins ? 1 : 0;
      if (best == null || score > most || (score == most && better(known, best))) {
        best = known;
        bestAt = fitting.size() - 1;
        most = score;
      }
    }
    if (best == null) {
      return null;
    }
    fitting.remove(bestAt);
    return new Beneath(best, height, proved(image, best, unpackedBytesHashed), fitting);
  }

  private static boolean better(KnownImage a, KnownImage b) {
    if (a.steps() != b.steps()) {
      return a.steps() > b.steps();
    }
    if (a.best().last() != b.best().last()) {
      return a.best().last() > b.best().last();
    }
    return a.shown().compareTo(b.shown()) < 0;
  }

  /** Whether the image's history begins with all of the known image's and goes on. */
  private static boolean begins(Image image, KnownImage known) {
    int steps = known.steps();
    return steps > 0
        && steps < image.config().history().size()
        && Fingerprints.history(image.config().history(), steps).equals(known.history());
  }

  private static boolean proved(Image image, KnownImage known, boolean unpackedBytesHashed) {
    for (int i = 0; i < known.layers().size(); i++) {
      ImageLayer ours = image.layers().get(i);
      if (!unpackedBytesHashed
          && !Objects.equals(ours.digest(), ours.diffId())
          && !Objects.equals(ours.digest(), known.layers().get(i))) {
        return false;
      }
    }
    return true;
  }
}
