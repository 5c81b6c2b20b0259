package dev.plinth.oci.source;

import dev.plinth.oci.image.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image and where its layers are stored, in their order. */
record StoredImage(Image image, List<StoredLayer> layers) {

  /**
   * Where one layer is stored.
   *
   * @param layer what the image says of it
   * @param entry its name in the store
   * @param blob the digest of its stored bytes; null where only the DiffID, or nothing, is known
   */
  record StoredLayer(ImageLayer layer, String entry, @Nullable Digest blob) {}
}
