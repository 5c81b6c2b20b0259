package dev.plinth.bases;

import dev.plinth.bases.Base.Certainty;
import dev.plinth.bases.history.Boundary;
import dev.plinth.bases.history.BuildHistory;
import dev.plinth.bases.index.BaseIndex;
import dev.plinth.bases.index.Beneath;
import dev.plinth.findings.Finding;
import dev.plinth.oci.source.Image;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an image stands on: by a base that was given, proved by its layers; by what the index
 * of known bases has of its layers; else by what the image claims; else by the shape of its
 * history.
 *
 * @param base the nearest that tells most: proof before claim before hint; null where nothing tells
 * @param all every base that lies beneath by its layers, the highest first; else {@code base} alone
 * @param notes what was wrong with a base that was given: sentences without a final stop
 * @param findings claims that the layers deny
 */
public record Bases(
    @Nullable Base base, List<Base> all, List<String> notes, List<Finding> findings) {
  /** Keeps its own copies. */
  public Bases {
    all = List.copyOf(all);
    notes = List.copyOf(notes);
    findings = List.copyOf(findings);
  }

  /**
   * What is known beside the image itself.
   *
   * @param index null where there is none
   * @param attestations asked only where the layers tell nothing
   */
  public record Knowledge(@Nullable BaseIndex index, Attestations attestations) {
    /** Nothing. */
    public static final Knowledge NONE = new Knowledge(null, Attestations.NONE);
  }

  /** What attestations say the image was built from: finding out may take the network. */
  public interface Attestations {
    /** There are none. */
    Attestations NONE = List::of;

    /** Empty where none can be read. */
    List<Provenance.Material> materials();
  }

  /** As below, where nothing is known beside the image. */
  public static Bases of(Image image, @Nullable GivenBase given, boolean unpackedBytesHashed) {
    return of(image, given, unpackedBytesHashed, Knowledge.NONE);
  }

  /**
   * What the image stands on.
   *
   * @param given what somebody says is the base, null when nobody does
   * @param unpackedBytesHashed whether the image's DiffIDs were checked against its bytes
   */
  public static Bases of(
      Image image, @Nullable GivenBase given, boolean unpackedBytesHashed, Knowledge knowledge) {
    List<String> notes = new ArrayList<>();
    List<Base> known = new ArrayList<>();
    Base proved = null;
    if (given != null) {
      String against = BaseProof.against(image, given);
      if (against.isEmpty()) {
        proved = BaseProof.of(image, given, unpackedBytesHashed);
      } else {
        notes.add("the image does not stand on " + given.target() + ": " + against);
      }
    }
    BaseIndex index = knowledge.index();
    if (index != null) {
      for (Beneath beneath : Beneath.of(image, index, unpackedBytesHashed)) {
        known.add(BaseProof.of(beneath));
      }
    }
    if (proved != null) {
      int layers = proved.layers();
      known.removeIf(base -> base.layers() == layers);
      known.add(proved);
      known.sort((a, b) -> Integer.compare(b.layers(), a.layers()));
    }
    Base best = proved == null ? best(known) : proved;
    List<Provenance.Material> provenance =
        best == null ? knowledge.attestations().materials() : List.of();
    List<Claims.Claim> claims = Claims.of(image, provenance);
    List<Finding> findings =
        index == null ? List.of() : DeniedClaims.of(image, claims, index, best);
    if (best == null && !image.layers().isEmpty()) {
      best = unproved(image, claims, findings, provenance);
    }
    List<Base> all = known.isEmpty() && best != null ? List.of(best) : known;
    return new Bases(best, all, notes, findings);
  }

  /** The highest that is proved, else the highest. */
  private static @Nullable Base best(List<Base> known) {
    for (Base base : known) {
      if (base.certainty() == Certainty.PROOF) {
        return base;
      }
    }
    return known.isEmpty() ? null : known.getFirst();
  }

  /** What the image says itself, unless its layers deny it. */
  private static @Nullable Base unproved(
      Image image,
      List<Claims.Claim> claims,
      List<Finding> denied,
      List<Provenance.Material> provenance) {
    Boundary boundary = BuildHistory.of(image.config().history(), image.layers().size()).boundary();
    for (Claims.Claim claim : claims) {
      boolean lie = false;
      for (Finding finding : denied) {
        lie |= finding.evidence().getFirst().startsWith(claim.where() + " says");
      }
      if (!lie) {
        return claimed(claim, boundary);
      }
    }
    return hinted(boundary, provenance);
  }

  private static Base claimed(Claims.Claim claim, Boundary boundary) {
    String says = claim.where() + " says so";
    if (claim.layers() >= 0) {
      return new Base(
          claim.name(),
          claim.digest(),
          claim.layers(),
          Certainty.CLAIM,
          says + ", and which layer is the base's highest");
    }
    if (claim.inherited()) {
      says += "; labels are inherited, so it may speak of the base's own base";
    }
    return new Base(
        claim.name(),
        claim.digest(),
        boundary.layers(),
        Certainty.CLAIM,
        says
            + (boundary.explanation().isEmpty()
                ? "; neither that nor the history tells which layers"
                : "; it does not tell which layers, but " + boundary.explanation()));
  }

  private static @Nullable Base hinted(Boundary boundary, List<Provenance.Material> provenance) {
    String among = among(provenance);
    if (boundary.layers() < 0 && boundary.explanation().isEmpty() && among.isEmpty()) {
      return null;
    }
    String explanation =
        boundary.explanation().isEmpty()
            ? among
            : boundary.explanation() + (among.isEmpty() ? "" : "; " + among);
    return new Base(
        boundary.name(),
        "",
        boundary.layers(),
        boundary.name().isEmpty() ? Certainty.HINT : Certainty.CLAIM,
        explanation);
  }

  private static String among(List<Provenance.Material> provenance) {
    if (provenance.isEmpty()) {
      return "";
    }
    List<String> names = new ArrayList<>();
    for (Provenance.Material material : provenance) {
      names.add(material.name());
    }
    return "BuildKit's provenance names " + String.join(", ", names) + " as built from";
  }
}
