package dev.plinth.oci.source;

import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.LayerHistory;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.image.MediaTypes;
import dev.plinth.oci.image.Platform;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an image of a manifest and its configuration, both verified. */
final class ManifestImage {
  private ManifestImage() {}

  /** Where it was found: see {@link Image}. */
  record Place(
      String target, String form, Digest manifest, @Nullable Digest index, boolean attested) {}

  /**
   * The image, its layers stored as the blobs of their digests.
   *
   * @param stated the platform that the index states, null when none
   * @throws dev.plinth.foundation.PlinthException when the two do not fit together, or a layer is
   *     of a kind that is not read
   */
  static StoredImage of(
      String label,
      Place place,
      Manifest manifest,
      ImageConfig config,
      @Nullable Platform stated,
      Candidate.Choice choice) {
    int count = manifest.layers().size();
    if (config.diffIds().size() != count) {
      throw SourceErrors.layerCount(label, count, config.diffIds().size());
    }
    LayerHistory history = LayerHistory.of(config.history(), count);
    List<ImageLayer> layers = new ArrayList<>(count);
    List<StoredImage.StoredLayer> stored = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Descriptor layer = manifest.layers().get(i);
      if (MediaTypes.isEncrypted(layer.mediaType())) {
        throw SourceErrors.encrypted(label);
      }
      if (!MediaTypes.isLayer(layer.mediaType()) || layer.mediaType().endsWith("erofs")) {
        throw SourceErrors.unreadLayer(label, layer.mediaType());
      }
      ImageLayer made =
          new ImageLayer(
              i,
              layer.digest(),
              config.diffIds().get(i),
              layer.size(),
              history.step(i),
              history.createdBy(i));
      layers.add(made);
      stored.add(
          new StoredImage.StoredLayer(
              made, VerifiedDocuments.blob(layer.digest()), layer.digest()));
    }
    Platform platform =
        config.platform().architecture().isEmpty() && stated != null ? stated : config.platform();
    return new StoredImage(
        new Image(
            place.target(),
            choice.name(),
            place.form(),
            place.manifest(),
            place.index(),
            manifest.config().digest(),
            config,
            manifest.annotations(),
            platform,
            choice.platformNote(),
            place.index() == null ? List.of() : choice.platforms(),
            place.attested(),
            layers),
        stored);
  }
}
