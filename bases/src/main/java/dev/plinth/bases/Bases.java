package dev.plinth.bases;

import dev.plinth.bases.Base.Certainty;
import dev.plinth.bases.history.Boundary;
import dev.plinth.bases.history.BuildHistory;
import dev.plinth.oci.source.Image;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what an image stands on: by a base that was given, proved by its layers; else by what the
 * image claims; else by the shape of its history.
 *
 * @param base null where nothing tells
 * @param notes what was wrong with a base that was given: sentences without a final stop
 */
public record Bases(@Nullable Base base, List<String> notes) {
  /** Keeps its own copy. */
  public Bases {
    notes = List.copyOf(notes);
  }

  /**
   * What the image stands on.
   *
   * @param given what somebody says is the base, null when nobody does
   * @param unpackedBytesHashed whether the image's DiffIDs were checked against its bytes
   */
  public static Bases of(Image image, @Nullable GivenBase given, boolean unpackedBytesHashed) {
    List<String> notes = new ArrayList<>();
    if (given != null) {
      String against = BaseProof.against(image, given);
      if (against.isEmpty()) {
        return new Bases(BaseProof.of(image, given, unpackedBytesHashed), notes);
      }
      notes.add("the image does not stand on " + given.target() + ": " + against);
    }
    if (image.layers().isEmpty()) {
      return new Bases(null, notes);
    }
    Boundary boundary = BuildHistory.of(image.config().history(), image.layers().size()).boundary();
    Claims.Claim claim = Claims.of(image);
    return new Bases(claim == null ? hinted(boundary) : claimed(claim, boundary), notes);
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

  private static @Nullable Base hinted(Boundary boundary) {
    return boundary.layers() < 0 && boundary.explanation().isEmpty()
        ? null
        : new Base(
            boundary.name(),
            "",
            boundary.layers(),
            boundary.name().isEmpty() ? Certainty.HINT : Certainty.CLAIM,
            boundary.explanation());
  }
}
