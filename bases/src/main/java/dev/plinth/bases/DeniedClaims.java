package dev.plinth.bases;

import dev.plinth.bases.index.BaseIndex;
import dev.plinth.bases.index.Beneath;
import dev.plinth.bases.index.KnownImage;
import dev.plinth.findings.Finding;
import dev.plinth.findings.Fix;
import dev.plinth.findings.Location;
import dev.plinth.findings.Severity;
import dev.plinth.findings.Subject;
import dev.plinth.foundation.Resources;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.source.Image;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Claims of a base that the layers deny: the index knows the claimed digest, and what it names is
 * not beneath the image. A name alone is not held against an image, since a tag moves on: the index
 * may just not know the image that it named then.
 */
public final class DeniedClaims {
  /** The rule's id. */
  public static final String ID = "denied-base-claim";

  private DeniedClaims() {}

  /** What the finding means, and what to do: Markdown. */
  public static String page() {
    return Resources.text(DeniedClaims.class, ID + ".md");
  }

  /** One finding for each claim that the layers deny. */
  static List<Finding> of(
      Image image, List<Claims.Claim> claims, BaseIndex index, @Nullable Base proved) {
    List<Finding> findings = new ArrayList<>();
    for (Claims.Claim claim : claims) {
      Digest digest = digest(claim);
      List<KnownImage> known = digest == null ? List.of() : meant(image, digest, index);
      boolean denied = !known.isEmpty();
      for (KnownImage each : known) {
        denied &= !Beneath.lies(each, image);
      }
      if (denied && digest != null) {
        findings.add(finding(claim, digest, known.getFirst(), proved));
      }
    }
    return findings;
  }

  /** Those of the claimed digest; of an index, those of the image's platform. */
  private static List<KnownImage> meant(Image image, Digest digest, BaseIndex index) {
    List<KnownImage> meant = new ArrayList<>();
    for (KnownImage known : index.ofDigest(digest)) {
      boolean exact = digest.equals(known.manifest()) || digest.equals(known.config());
      if (exact || known.platform().equals(image.platform().toString())) {
        meant.add(known);
      }
    }
    return meant;
  }

  private static @Nullable Digest digest(Claims.Claim claim) {
    int at = claim.name().lastIndexOf('@');
    String text =
        claim.digest().isEmpty() && at >= 0 ? claim.name().substring(at + 1) : claim.digest();
    try {
      return text.isEmpty() ? null : Digest.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Finding finding(
      Claims.Claim claim, Digest digest, KnownImage known, @Nullable Base proved) {
    String name = claim.name().isEmpty() ? digest.toString() : claim.name();
    List<String> evidence = new ArrayList<>();
    evidence.add(claim.where() + " says that the base is " + name + " (" + digest + ")");
    evidence.add(
        "the index of known bases has that digest as "
            + known.shown()
            + ", and its layers are not the lowest of this image");
    if (proved != null) {
      evidence.add(proved.explanation());
    }
    evidence.add("an image whose layers were squashed or rebuilt would look the same");
    return new Finding(
        ID,
        Finding.Kind.BASE,
        Severity.MEDIUM,
        "plinth",
        "the image claims a base that its layers deny",
        new Subject(name, "", null, null),
        List.of(new Location.InImage("", -1, null, null)),
        Finding.Owner.UNKNOWN,
        evidence,
        new Fix.Advice(
            "build the image on the base it names, or let the build set the claim: do not copy"
                + " labels of another image"),
        List.of(),
        null);
  }
}
