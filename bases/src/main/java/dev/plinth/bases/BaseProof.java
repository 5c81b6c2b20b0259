package dev.plinth.bases;

import dev.plinth.bases.Base.Certainty;
import dev.plinth.bases.index.Beneath;
import dev.plinth.bases.index.Days;
import dev.plinth.bases.index.KnownImage;
import dev.plinth.bases.index.Sighting;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Whether an image stands on another: its DiffIDs (OCI image-spec config.md) begin with all of the
 * other's.
 *
 * <p>A DiffID is what the configuration says of a layer. It is proven where the stored bytes are
 * the very same (the digest that authenticated them is), where they were authenticated by the
 * DiffID itself, or where all unpacked bytes were hashed; else it remains a claim.
 */
final class BaseProof {
  private static final int OTHER_NAMES = 3;

  private BaseProof() {}

  /**
   * Why the image does not stand on the other, a sentence without a final stop; empty if it does.
   */
  static String against(Image image, GivenBase given) {
    List<ImageLayer> ours = image.layers();
    List<ImageLayer> theirs = given.image().layers();
    if (ours.isEmpty()) {
      return "what was scanned has no layers to compare";
    }
    for (int i = 0; i < theirs.size(); i++) {
      if (i == ours.size()) {
        return "it has " + theirs.size() + " layers, more than the " + i + " of this image";
      }
      if (!Objects.equals(ours.get(i).diffId(), theirs.get(i).diffId())) {
        return i == 0
            ? "not even its lowest layer is in this image"
            : "the layers differ from the " + (i + 1) + ". on";
      }
    }
    boolean same =
        ours.size() == theirs.size()
            && Objects.equals(image.configDigest(), given.image().configDigest());
    return same ? "it is this very image, and no image is its own base" : "";
  }

  /** That the image stands on one that the index knows. */
  static Base of(Beneath beneath) {
    KnownImage known = beneath.image();
    Sighting seen = known.best();
    int layers = beneath.layers();
    String lowest =
        layers == 1 ? "the lowest layer is that" : "the lowest " + layers + " layers are those";
    StringBuilder text = new StringBuilder();
    text.append(beneath.proved() ? "" : "by the DiffIDs of its configuration ");
    text.append(lowest).append(" of ").append(known.shown());
    List<String> names = otherNames(beneath);
    if (!names.isEmpty()) {
      int shown = Math.min(names.size(), OTHER_NAMES);
      text.append(", also known as ").append(String.join(", ", names.subList(0, shown)));
      text.append(names.size() > shown ? " and " + (names.size() - shown) + " more" : "");
    }
    text.append(seen.indexed() ? ", indexed " : ", learnt by a scan ");
    text.append(days(seen));
    if (!beneath.proved()) {
      text.append("; the layers are stored otherwise, so that only --verify full proves it");
    }
    Digest digest = known.manifest();
    return new Base(
        seen.name(),
        digest == null ? known.config().toString() : digest.toString(),
        layers,
        beneath.proved() ? Certainty.PROOF : Certainty.CLAIM,
        text.toString(),
        false);
  }

  private static List<String> otherNames(Beneath beneath) {
    TreeSet<String> names = new TreeSet<>();
    List<KnownImage> all = new ArrayList<>(beneath.others());
    all.add(beneath.image());
    for (KnownImage known : all) {
      for (Sighting sighting : known.sightings()) {
        // What a scan came by may have been called anything.
        if (sighting.indexed() && !sighting.name().isEmpty()) {
          names.add(sighting.name());
        }
      }
    }
    names.remove(beneath.image().best().name());
    return List.copyOf(names);
  }

  private static String days(Sighting seen) {
    String first = Days.of(seen.first());
    String last = Days.of(seen.last());
    return first.equals(last) ? "on " + first : first + " to " + last;
  }

  /** That the image stands on the other, after {@link #against} had nothing to say. */
  static Base of(Image image, GivenBase given, boolean unpackedBytesHashed) {
    Image base = given.image();
    int layers = base.layers().size();
    boolean proven = true;
    for (int i = 0; i < layers; i++) {
      ImageLayer ours = image.layers().get(i);
      proven &=
          unpackedBytesHashed
              || Objects.equals(ours.digest(), ours.diffId())
              || Objects.equals(ours.digest(), base.layers().get(i).digest());
    }
    String lowest = layers == 1 ? "the lowest layer is" : "the lowest " + layers + " layers are";
    return new Base(
        given.target(),
        base.manifestDigest() == null ? "" : base.manifestDigest().toString(),
        layers,
        proven ? Certainty.PROOF : Certainty.CLAIM,
        proven
            ? lowest + " that of " + given.target()
            : "by the DiffIDs of its configuration "
                + lowest
                + " that of "
                + given.target()
                + "; the layers are stored otherwise, so that only --verify full proves it");
  }
}
