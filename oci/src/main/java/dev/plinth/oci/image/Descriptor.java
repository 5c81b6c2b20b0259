package dev.plinth.oci.image;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What names a piece of content: OCI image-spec descriptor.md.
 *
 * @param mediaType as written, empty where absent
 * @param digest of the content
 * @param size of the content in bytes
 * @param artifactType as written, empty where absent
 * @param platform null where not given
 * @param annotations by key
 * @param urls where else the content may be had
 * @param data the content itself in Base64, empty where it is not given here
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    String artifactType,
    @Nullable Platform platform,
    Map<String, String> annotations,
    List<String> urls,
    String data) {

  /** One without platform, annotations, addresses and inline content. */
  public static Descriptor of(String mediaType, Digest digest, long size) {
    return new Descriptor(mediaType, digest, size, "", null, Map.of(), List.of(), "");
  }

  /**
   * The content where it stands in the descriptor itself, null where it does not or is not Base64.
   * Not yet verified.
   */
  public byte @Nullable [] inline() {
    if (data.isEmpty()) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The annotation of that key, empty where absent. */
  public String annotation(String key) {
    return annotations.getOrDefault(key, "");
  }
}
