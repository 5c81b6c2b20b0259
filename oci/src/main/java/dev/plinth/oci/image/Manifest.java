package dev.plinth.oci.image;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The manifest of one image or artifact: OCI image-spec manifest.md, and Docker's schema 2 of the
 * same shape.
 *
 * @param mediaType as written, else what its members show
 * @param artifactType as written, empty where absent
 * @param config the configuration
 * @param layers from the base upwards
 * @param subject what it is attached to, null for an image of its own
 * @param annotations by key
 */
public record Manifest(
    String mediaType,
    String artifactType,
    Descriptor config,
    List<Descriptor> layers,
    @Nullable Descriptor subject,
    Map<String, String> annotations)
    implements Document {

  /**
   * What it is when it is no image that could run (a signature, an SBOM, a chart …): the media type
   * that shows it; empty for an image.
   */
  public String artifactKind() {
    if (!MediaTypes.isConfig(config.mediaType())) {
      return artifactType.isEmpty() || MediaTypes.isConfig(artifactType)
          ? config.mediaType()
          : artifactType;
    }
    for (Descriptor layer : layers) {
      if (MediaTypes.isLayer(layer.mediaType())) {
        return "";
      }
    }
    return layers.isEmpty() ? "" : layers.getFirst().mediaType();
  }
}
