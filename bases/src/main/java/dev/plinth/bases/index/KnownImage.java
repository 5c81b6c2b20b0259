package dev.plinth.bases.index;

import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image that was seen.
 *
 * @param chain the key of its ChainID: see {@link Fingerprints#chains}
 * @param manifest digest of its manifest, null where it has none
 * @param config digest of its configuration
 * @param platform such as {@code linux/amd64}
 * @param layers digests of its layers as stored, from the base upwards
 * @param configuration fingerprint of what its configuration says
 * @param steps how many steps its history has
 * @param history fingerprint of these
 * @param sightings by which names it was seen, and when
 */
public record KnownImage(
    Key chain,
    @Nullable Digest manifest,
    Digest config,
    String platform,
    List<Digest> layers,
    Key configuration,
    int steps,
    Key history,
    List<Sighting> sightings) {
  private static final int LONGEST_NAME = 500;

  /** Keeps its own copies of the lists. */
  public KnownImage {
    layers = List.copyOf(layers);
    sightings = List.copyOf(sightings);
  }

  /**
   * Of an image that was just seen; null where it can be nobody's evidence: it has no layers, none
   * with content, or no digests.
   *
   * @param name by which it was seen; empty for its own
   * @param now in seconds since 1970
   * @param indexed whether somebody said that it is a base
   */
  public static @Nullable KnownImage of(Image image, String name, long now, boolean indexed) {
    List<@Nullable Key> chains = Fingerprints.chains(image.layers());
    Key chain = chains.isEmpty() ? null : chains.getLast();
    Digest config = image.configDigest();
    if (chain == null || config == null) {
      return null;
    }
    List<Digest> layers = new ArrayList<>(image.layers().size());
    for (ImageLayer layer : image.layers()) {
      Digest digest = layer.digest();
      if (digest == null) {
        return null;
      }
      layers.add(digest);
    }
    String own = name.isEmpty() ? image.name() : name;
    if (own.length() > LONGEST_NAME) {
      own = own.substring(0, LONGEST_NAME);
    }
    Digest root = image.indexDigest() == null ? image.manifestDigest() : image.indexDigest();
    return new KnownImage(
        chain,
        image.manifestDigest(),
        config,
        image.platform().toString(),
        layers,
        Fingerprints.configuration(image),
        image.config().history().size(),
        Fingerprints.history(image.config().history(), image.config().history().size()),
        List.of(new Sighting(SafeText.of(own), root, now, now, indexed)));
  }

  /** What it is told apart by: its manifest's digest, else its configuration's. */
  String identity() {
    return manifest == null ? config.toString() : manifest.toString();
  }

  /** All digests and names by which it may be asked for. */
  List<String> ids() {
    List<String> ids = new ArrayList<>();
    ids.add(config.toString());
    if (manifest != null) {
      ids.add(manifest.toString());
    }
    for (Sighting sighting : sightings) {
      add(ids, sighting.name());
      Digest root = sighting.root();
      add(ids, root == null ? "" : root.toString());
    }
    return ids;
  }

  private static void add(List<String> ids, String id) {
    if (!id.isEmpty() && !ids.contains(id)) {
      ids.add(id);
    }
  }

  /** The same with other sightings. */
  KnownImage seen(List<Sighting> other) {
    return new KnownImage(
        chain, manifest, config, platform, layers, configuration, steps, history, other);
  }

  /** Both in one: what was seen of one image. */
  KnownImage and(KnownImage other) {
    List<Sighting> all = new ArrayList<>(sightings);
    for (Sighting sighting : other.sightings) {
      int at = 0;
      while (at < all.size() && !all.get(at).same(sighting)) {
        at++;
      }
      if (at < all.size()) {
        all.set(at, all.get(at).and(sighting));
      } else {
        all.add(sighting);
      }
    }
    return seen(all);
  }

  /** The sighting to speak of: of a base before what a scan came by, named, then the latest. */
  public Sighting best() {
    Sighting best = sightings.getFirst();
    for (Sighting other : sightings) {
      if (better(other, best)) {
        best = other;
      }
    }
    return best;
  }

  private static boolean better(Sighting a, Sighting b) {
    if (a.indexed() != b.indexed()) {
      return a.indexed();
    }
    if (a.name().isEmpty() != b.name().isEmpty()) {
      return b.name().isEmpty();
    }
    if (a.last() != b.last()) {
      return a.last() > b.last();
    }
    return a.name().compareTo(b.name()) < 0;
  }

  /** Its name as people write it; else its digest. */
  public String shown() {
    String name = best().name();
    return name.isEmpty() ? identity() : name;
  }
}
