package dev.plinth.oci.source;

import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import org.jspecify.annotations.Nullable;

/** The manifests, indexes and configurations of one store, each proved to be what names it. */
final class VerifiedDocuments {
  /** How many documents of the greatest size are read from one store, in all. */
  private static final int MAX_DOCUMENTS = 16;

  private final EntryStore store;
  private final Limits limits;
  private long read;

  VerifiedDocuments(EntryStore store, Limits limits) {
    this.store = store;
    this.limits = limits;
  }

  /** Where a layout keeps the content of that digest: OCI image-spec image-layout.md § Blobs. */
  static String blob(Digest digest) {
    return "blobs/" + digest.algorithm() + "/" + digest.hex();
  }

  /** The digest in the name of a layout's blob; null when the name is none. */
  static @Nullable Digest digestOf(String entry) {
    if (!entry.startsWith("blobs/")) {
      return null;
    }
    int slash = entry.indexOf('/', 6);
    if (slash < 0) {
      return null;
    }
    try {
      return new Digest(entry.substring(6, slash), entry.substring(slash + 1));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** True when the content is in the store or in the descriptor. */
  boolean has(Descriptor descriptor) {
    return !descriptor.data().isEmpty() || store.size(blob(descriptor.digest())) >= 0;
  }

  /**
   * The content that this describes, its size and digest proved; null when it is absent.
   *
   * @throws PlinthException when it is not what the descriptor says
   */
  byte @Nullable [] read(Descriptor descriptor) {
    String name = blob(descriptor.digest());
    if (descriptor.size() > limits.documentBytes()) {
      throw SourceErrors.documentSize(
          store.label(), name, descriptor.size(), limits.documentBytes());
    }
    byte[] bytes = descriptor.inline();
    if (bytes == null) {
      long size = store.size(name);
      if (size >= 0 && size != descriptor.size()) {
        throw SourceErrors.size(store.label(), name, descriptor.size(), size);
      }
      bytes = store.document(name);
    }
    if (bytes == null) {
      return null;
    }
    if (bytes.length != descriptor.size()) {
      throw SourceErrors.size(store.label(), name, descriptor.size(), bytes.length);
    }
    count(bytes.length);
    prove(name, descriptor.digest(), bytes);
    return bytes;
  }

  /** A document that no digest names, such as {@code index.json}; null when it is absent. */
  byte @Nullable [] plain(String name) {
    byte[] bytes = store.document(name);
    if (bytes != null) {
      count(bytes.length);
    }
    return bytes;
  }

  /** Refuses bytes that are not what the digest names. */
  void prove(String name, Digest digest, byte[] bytes) {
    if (!Digests.matches(digest, bytes)) {
      throw SourceErrors.digest(store.label(), name, digest, Digests.of(digest.algorithm(), bytes));
    }
  }

  private void count(int bytes) {
    read += bytes;
    long limit = (long) MAX_DOCUMENTS * limits.documentBytes();
    if (read > limit) {
      throw SourceErrors.documentsSize(store.label(), limit);
    }
  }
}
