package dev.plinth.oci.source;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Platform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What images a source has.
 *
 * @param form as {@link Image#form}
 * @param images in the source's order
 */
public record ImageListing(String form, List<Listed> images) {

  /**
   * One of them.
   *
   * @param names by which it may be chosen
   * @param platform null when not known
   * @param digests by which it may be chosen: indexes, manifest, configuration
   * @param artifact what it is when it is no image; empty for an image
   * @param complete false when some of its blobs are absent
   */
  public record Listed(
      List<String> names,
      @Nullable Platform platform,
      List<Digest> digests,
      String artifact,
      boolean complete) {}
}
