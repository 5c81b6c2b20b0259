package dev.plinth.oci.write;

import dev.plinth.oci.image.Descriptor;
import java.util.List;
import java.util.Map;

/** Manifests in memory: OCI image-spec 1.1, the same content giving the same bytes. */
public final class Manifests {
  private Manifests() {}

  /** An image's. */
  public static byte[] image(
      Descriptor config, List<Descriptor> layers, Map<String, String> annotations) {
    return ImageDocuments.manifest(config, layers, annotations);
  }

  /**
   * An artifact's that has no configuration: image-spec manifest.md § Guidelines for Artifact
   * Usage.
   *
   * @param artifactType what it is, such as {@code application/vnd.example+json}
   */
  public static byte[] artifact(
      String artifactType, List<Descriptor> layers, Map<String, String> annotations) {
    return ImageDocuments.artifact(artifactType, layers, annotations);
  }

  /** The content of an artifact's configuration: the empty object. */
  public static byte[] empty() {
    return ImageDocuments.EMPTY_BYTES.clone();
  }
}
