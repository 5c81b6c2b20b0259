package dev.plinth.bases.settings;

import dev.plinth.bases.approved.Approvals;
import dev.plinth.bases.known.ImageName;
import dev.plinth.bases.known.KnownBase;
import dev.plinth.bases.known.KnownBases;
import dev.plinth.bases.known.Mirrors;
import dev.plinth.bases.known.OwnBase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The company's own bases, and its mirrors.
 *
 * @param bases in the order of the file
 * @param mirrors by which what is known of images is looked up
 * @param approvals which images are approved; the organisation's outrank a project's
 */
public record BaseSettings(List<OwnBase> bases, Mirrors mirrors, Approvals approvals) {
  /** Nothing settled. */
  public static final BaseSettings NONE = new BaseSettings(List.of(), Mirrors.NONE, Approvals.NONE);

  /** Keeps its own copy. */
  public BaseSettings {
    bases = List.copyOf(bases);
  }

  /** These before others, which come from a file that goes behind. */
  public BaseSettings over(BaseSettings other) {
    List<OwnBase> all = new ArrayList<>(bases);
    all.addAll(other.bases);
    List<Mirrors.Mirror> both = new ArrayList<>(mirrors.mirrors());
    both.addAll(other.mirrors.mirrors());
    return new BaseSettings(all, new Mirrors(both), approvals.over(other.approvals));
  }

  /** The same, where nobody here may approve anything. */
  public BaseSettings withoutApproval() {
    List<OwnBase> all = new ArrayList<>();
    for (OwnBase each : bases) {
      all.add(new OwnBase(each.image(), each.family(), each.languages(), false, each.replaces()));
    }
    return new BaseSettings(all, mirrors, approvals);
  }

  /** The name by which tables know an image. */
  public ImageName name(String written) {
    return ImageName.of(mirrors.known(written));
  }

  /** What an image holds, own bases included; null where nothing is known of it. */
  public @Nullable KnownBase base(String written) {
    ImageName image = ImageName.of(written);
    for (OwnBase own : bases) {
      if (own.is(image)) {
        KnownBase like = KnownBases.of(own.example());
        if (like != null) {
          return own.as(image, like);
        }
      }
    }
    KnownBase known = KnownBases.of(name(written));
    return known == null || known.name().equals(image) ? known : known.as(image);
  }
}
