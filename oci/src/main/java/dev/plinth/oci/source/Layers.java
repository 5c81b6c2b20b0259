package dev.plinth.oci.source;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.layer.LayerBytes;
import dev.plinth.oci.layer.LayerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must prove true of a layer, and images with what was found. */
final class Layers {
  private Layers() {}

  /**
   * What must prove true of a layer: its stored bytes where a digest names those, or where they are
   * the uncompressed ones that the DiffID names; else its unpacked bytes; nothing where the archive
   * names no digests at all.
   *
   * @param compressed looked at only where no digest names the stored bytes
   * @param full true to prove the DiffID as well
   */
  static LayerRequest request(
      LayerBytes bytes, StoredImage.StoredLayer stored, boolean compressed, boolean full) {
    long size = stored.layer().storedSize();
    Digest diffId = stored.layer().diffId();
    if (stored.blob() != null) {
      LayerRequest request = LayerRequest.of(bytes).expecting(stored.blob(), size);
      return full && diffId != null ? request.withDiffId(diffId) : request;
    }
    if (diffId == null) {
      return LayerRequest.of(bytes).expecting(null, size);
    }
    return compressed
        ? LayerRequest.of(bytes).expecting(null, size).withDiffId(diffId)
        : LayerRequest.of(bytes).expecting(diffId, size);
  }

  static ImageLayer withDigest(ImageLayer layer, @Nullable Digest digest) {
    return layer.digest() != null || digest == null
        ? layer
        : new ImageLayer(
            layer.index(),
            digest,
            layer.diffId(),
            layer.storedSize(),
            layer.historyIndex(),
            layer.createdBy());
  }

  static Image withLayers(Image image, List<ImageLayer> layers) {
    return new Image(
        image.target(),
        image.name(),
        image.form(),
        image.manifestDigest(),
        image.indexDigest(),
        image.configDigest(),
        image.config(),
        image.annotations(),
        image.platform(),
        image.platformNote(),
        image.platforms(),
        image.attested(),
        layers);
  }
}
