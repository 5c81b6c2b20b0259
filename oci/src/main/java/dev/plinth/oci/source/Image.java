package dev.plinth.oci.source;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One image, of one platform: what its manifest and configuration say, both verified.
 *
 * @param target what was asked for, such as {@code oci-dir:out:app}
 * @param name the image's own name in its source, such as {@code app:1.0}; empty when it has none
 * @param form how it was stored: {@code docker-archive}, {@code oci-dir}, {@code oci-archive},
 *     {@code dir}, in whose engine: {@code docker}, {@code podman}, or {@code registry}
 * @param manifestDigest null where the form has no manifest (a classic Docker archive, a folder)
 * @param indexDigest the index it was chosen from, null when none
 * @param configDigest the image's ID; null for a folder and for an archive from before Docker 1.10,
 *     which has none
 * @param config its configuration; an empty one for a folder
 * @param annotations of the manifest
 * @param platform what it runs on
 * @param platformNote why another platform was taken than the one asked for; empty when it was not
 * @param platforms what its index offers, in its order, this one included; empty where there is no
 *     index
 * @param attested whether its index has attestations of it: BuildKit's documentation,
 *     attestations/attestation-storage.md
 * @param layers from the base upwards
 */
public record Image(
    String target,
    String name,
    String form,
    @Nullable Digest manifestDigest,
    @Nullable Digest indexDigest,
    @Nullable Digest configDigest,
    ImageConfig config,
    Map<String, String> annotations,
    Platform platform,
    String platformNote,
    List<Platform> platforms,
    boolean attested,
    List<ImageLayer> layers) {

  /** Of no index. */
  public Image(
      String target,
      String name,
      String form,
      @Nullable Digest manifestDigest,
      @Nullable Digest indexDigest,
      @Nullable Digest configDigest,
      ImageConfig config,
      Map<String, String> annotations,
      Platform platform,
      String platformNote,
      List<ImageLayer> layers) {
    this(
        target,
        name,
        form,
        manifestDigest,
        indexDigest,
        configDigest,
        config,
        annotations,
        platform,
        platformNote,
        List.of(),
        false,
        layers);
  }
}
