package dev.plinth.cli;

import dev.plinth.bases.Base;
import dev.plinth.bases.difference.Difference;
import dev.plinth.bases.remote.RemoteImage;
import dev.plinth.bases.remote.RemoteImages;
import dev.plinth.bases.update.Effect;
import dev.plinth.bases.update.Freshness;
import dev.plinth.bases.update.Freshness.State;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Reference;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether an image is built on what its base's tag stands for today: by the digest that is
 * known of the base, else by the layers of the image's own platform.
 */
record FreshnessReader(RemoteImages remote, ImageEffects effects) {
  /** Of that image. */
  Freshness of(String text) {
    try {
      Contents contents = effects.sides().contents(text);
      Image image = contents.image();
      Base base = image == null ? null : effects.sides().base(contents);
      if (image == null || base == null || base.name().isEmpty()) {
        return unknown(
            text,
            "",
            base == null
                ? "nothing tells what it stands on; plinth bases index of its base would"
                : "nothing tells the name of what it stands on");
      }
      return of(text, contents, image, base);
    } catch (PlinthException e) {
      return unknown(text, "", e.because());
    }
  }

  private Freshness of(String text, Contents contents, Image image, Base base) {
    Reference reference;
    try {
      reference = Reference.parse(base.name()).withDefaultTag();
    } catch (PlinthException e) {
      return unknown(
          text, base.name(), "its base is called " + base.name() + ", which is no image's name");
    }
    String name = reference.familiarName() + ":" + reference.tag();
    if (reference.tag().isEmpty()) {
      return unknown(text, base.name(), "its base is known by its digest alone, which never moves");
    }
    String known = base.certainty().word() + ": " + base.explanation();
    RemoteImage today = remote.tag(reference, reference.tag());
    if (today == null) {
      return unknown(text, name, "the registry has no tag " + reference.tag() + " any more");
    }
    RemoteImage.Member member = today.on(image.platform());
    if (member == null) {
      return unknown(
          text, name, "today's " + name + " is not there for " + image.platform().normalized());
    }
    boolean digest =
        base.digest().equals(today.digest().toString())
            || base.digest().equals(member.digest().toString());
    if (digest) {
      return new Freshness(
          text,
          name,
          State.CURRENT,
          "its base has today's digest (" + known + ")",
          null,
          List.of());
    }
    Contents newer = effects.sides().contents(ImageEffects.target(reference, member.digest()));
    Image on = newer.image();
    if (on != null && beneath(on, image)) {
      return new Freshness(
          text,
          name,
          State.CURRENT,
          "its lowest layers are today's (" + known + ")",
          null,
          List.of());
    }
    return new Freshness(
        text,
        name,
        State.OUTDATED,
        "its lowest layers are not today's (" + known + ")",
        effect(text, contents, base, reference, member.digest()),
        List.of());
  }

  private static boolean beneath(Image base, Image image) {
    List<ImageLayer> low = base.layers();
    if (low.isEmpty() || low.size() > image.layers().size()) {
      return false;
    }
    for (int i = 0; i < low.size(); i++) {
      Digest one = low.get(i).diffId();
      if (one == null || !one.equals(image.layers().get(i).diffId())) {
        return false;
      }
    }
    return true;
  }

  private Effect effect(
      String text, Contents contents, Base base, Reference reference, Digest today) {
    try {
      String newer = ImageEffects.target(reference, today);
      if (base.layers() >= 0) {
        return Effect.of(
            Difference.of(effects.sides().lowest(text, contents, base), effects.sides().of(newer)));
      }
      Digest old = base.digest().isEmpty() ? null : Digest.parse(base.digest());
      return effects.between(reference, old, today);
    } catch (PlinthException e) {
      return Effect.unknown(e.because());
    } catch (IllegalArgumentException e) {
      return Effect.unknown("nothing tells which of its layers are the base's");
    }
  }

  private static Freshness unknown(String text, String base, String why) {
    @Nullable Effect none = null;
    return new Freshness(text, base, State.UNKNOWN, SafeText.of(why), none, List.of());
  }
}
