package dev.plinth.oci.registry;

import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Document;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.ManifestReader;
import dev.plinth.oci.image.MediaTypes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A manifest or index as a registry stores it, proved by its digest. */
public final class StoredManifest {
  private final Digest digest;
  private final String contentType;
  private final byte[] bytes;
  private final @Nullable Instant modified;

  StoredManifest(Digest digest, String contentType, byte[] bytes, @Nullable Instant modified) {
    this.digest = digest;
    this.contentType = contentType;
    this.bytes = bytes;
    this.modified = modified;
  }

  /** Of the bytes. */
  public Digest digest() {
    return digest;
  }

  /** As the registry says it, without parameters; empty where it does not. */
  public String contentType() {
    return contentType;
  }

  /**
   * Since when the registry has it under that tag or digest, by its own word ({@code
   * Last-Modified}, RFC 9110 section 8.8.2); null where it does not say. The distribution
   * specification knows nothing of it; it may be any time.
   */
  public @Nullable Instant modified() {
    return modified;
  }

  /** As stored. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * What the bytes say.
   *
   * @param name what messages call it
   * @throws dev.plinth.foundation.PlinthException when they are no manifest and no index, or
   *     another of the two than the registry says, so that two readers could take it for two images
   */
  public Document document(String name, Limits limits) {
    Document document = ManifestReader.read(bytes, name, limits.documentBytes(), limits.layers());
    boolean index = document instanceof ImageIndex;
    boolean lies = index ? MediaTypes.isManifest(contentType) : MediaTypes.isIndex(contentType);
    if (lies) {
      throw RegistryErrors.type(name, contentType, index ? "an index" : "a manifest");
    }
    return document;
  }
}
