package dev.plinth.oci.source;

import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.registry.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * What an image, an artifact or an index of several is made of, as it is stored: to be copied byte
 * for byte. For several threads at once.
 */
public interface ImageContent extends AutoCloseable {
  /** The manifest or index that was chosen. */
  Descriptor root();

  /** What messages call the source. */
  String label();

  /** Why another platform was taken than the one asked for; empty when it was not. */
  String platformNote();

  /**
   * A manifest, index or configuration, its size and digest proved.
   *
   * @throws dev.plinth.foundation.PlinthException when it is absent or not what the descriptor says
   */
  byte[] document(Descriptor descriptor);

  /** True when the content is there. */
  boolean has(Descriptor descriptor);

  /**
   * A blob from its start; whether it is what the descriptor says is for the caller to prove.
   *
   * @throws dev.plinth.foundation.PlinthException when it is absent
   */
  InputStream open(Descriptor descriptor) throws IOException;

  /** The repository it lies in; empty where it lies in none. */
  default Optional<Repository> repository() {
    return Optional.empty();
  }

  @Override
  void close();
}
