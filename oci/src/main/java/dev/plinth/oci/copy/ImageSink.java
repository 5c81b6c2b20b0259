package dev.plinth.oci.copy;

import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.source.ImageContent;
import java.io.IOException;

/**
 * Where images are copied to. Blobs come before the manifests that name them, manifests before the
 * indexes that name them, {@link #finish} last; without it nothing is to be seen under the new
 * name.
 */
public interface ImageSink extends AutoCloseable {
  /** How a blob came to be there. */
  enum Outcome {
    /** It was sent. */
    COPIED,
    /** It was there. */
    THERE,
    /** A registry took it over from another of its repositories. */
    MOUNTED
  }

  /**
   * Brings a blob there, unless it is there already.
   *
   * @throws dev.plinth.foundation.PlinthException when it is not what the descriptor says, or
   *     cannot be written
   * @throws IOException when it cannot be read
   */
  Outcome blob(Descriptor descriptor, ImageContent from) throws IOException;

  /** Brings a manifest or index there that the copied index names; its bytes are proved. */
  void manifest(Descriptor descriptor, byte[] bytes);

  /** Brings the copied manifest or index there, under its name. */
  void finish(Descriptor root, byte[] bytes);

  @Override
  void close();
}
