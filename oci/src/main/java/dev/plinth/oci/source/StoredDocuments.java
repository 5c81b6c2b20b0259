package dev.plinth.oci.source;

import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Document;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an OCI layout holds beside the image that was chosen: its index.json and the manifests
 * and indexes that this leads to, each proved by its digest.
 */
public final class StoredDocuments implements AutoCloseable {
  private static final String REF_NAME = "org.opencontainers.image.ref.name";

  private final ReachableStore store;
  private final Limits limits;
  private final VerifiedDocuments documents;

  private StoredDocuments(ReachableStore store, Limits limits) {
    this.store = store;
    this.limits = limits;
    this.documents = new VerifiedDocuments(store, limits);
  }

  /**
   * Those of a layout in a folder or in a plain tar; null for what is none, or can only be read
   * forward.
   */
  public static @Nullable StoredDocuments open(Target target, Limits limits) {
    Path path = target.path();
    if (path == null) {
      return null;
    }
    if (target.kind() == Target.Kind.OCI_LAYOUT) {
      return new StoredDocuments(new FolderStore(path, limits.documentBytes()), limits);
    }
    if (target.kind() != Target.Kind.OCI_ARCHIVE && target.kind() != Target.Kind.ARCHIVE) {
      return null;
    }
    try {
      if (!Files.isRegularFile(path)) {
        return null;
      }
      try (InputStream in = Files.newInputStream(path)) {
        if (ArchiveMagic.of(in.readNBytes(ArchiveMagic.HEAD)) != ArchiveMagic.TAR) {
          return null;
        }
      }
    } catch (IOException e) {
      throw SourceErrors.unreadable(path.toString(), e);
    }
    return new StoredDocuments(TarFileStore.open(path, limits), limits);
  }

  /** What the index.json lists; none where there is no index.json. */
  public List<Descriptor> entries() {
    byte[] bytes = documents.plain(LayoutCatalog.INDEX);
    return bytes != null
            && ManifestReader.read(
                    bytes, LayoutCatalog.INDEX, limits.documentBytes(), limits.layers())
                instanceof ImageIndex index
        ? index.manifests()
        : List.of();
  }

  /** The tag or name of an entry; empty where it has none. */
  public static String name(Descriptor entry) {
    return entry.annotation(REF_NAME);
  }

  /** A manifest or index; null where it is not there. */
  public @Nullable Document document(Descriptor descriptor) {
    if (!documents.has(descriptor)) {
      return null;
    }
    byte[] bytes = documents.read(descriptor);
    return bytes == null
        ? null
        : ManifestReader.read(
            bytes,
            VerifiedDocuments.blob(descriptor.digest()),
            limits.documentBytes(),
            limits.layers());
  }

  @Override
  public void close() {
    Cancellation.close(store);
  }
}
