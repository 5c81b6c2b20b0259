package dev.plinth.oci.source;

import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.compress.FormatSniffer;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.DockerArchiveReader;
import dev.plinth.oci.image.MediaTypes;
import dev.plinth.oci.write.Manifests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The content of an image that is stored without a manifest, as {@code docker save} writes it: an
 * OCI manifest is made around its configuration, which stays as it is, and its layers. Those that
 * are stored plain are compressed with gzip, so that the same image gives the same digests with the
 * same Java; those that are compressed stay as they are. Every layer is proved by its DiffID.
 */
final class SavedContent implements ImageContent {
  private final ReachableStore store;
  private final Descriptor root;
  private final String platformNote;
  private final Map<Digest, byte[]> documents;
  private final Map<Digest, Path> files;
  private final Map<Digest, String> entries;

  private SavedContent(
      ReachableStore store,
      Descriptor root,
      String platformNote,
      Map<Digest, byte[]> documents,
      Map<Digest, Path> files,
      Map<Digest, String> entries) {
    this.store = store;
    this.root = root;
    this.platformNote = platformNote;
    this.documents = documents;
    this.files = files;
    this.entries = entries;
  }

  /** Proves and compresses the layers, into files in that folder. */
  static SavedContent of(ReachableStore store, ImageOptions options, StoredImage image, Path work) {
    Digest id = image.image().configDigest();
    byte[] config = id == null ? null : configuration(store, options, id);
    if (id == null || config == null) {
      throw SourceErrors.withoutConfiguration(store.label());
    }
    Map<Digest, Path> files = new HashMap<>();
    Map<Digest, String> entries = new HashMap<>();
    Map<String, Descriptor> made = new HashMap<>();
    List<Descriptor> layers = new ArrayList<>();
    for (StoredImage.StoredLayer stored : image.layers()) {
      Descriptor layer = made.get(stored.entry());
      if (layer == null) {
        Path file = work.resolve("layer" + made.size());
        layer = layer(store, options, stored, file);
        if (layer.mediaType().isEmpty()) {
          throw SourceErrors.notALayer(store.label(), stored.entry());
        }
        if (Files.exists(file)) {
          files.put(layer.digest(), file);
        } else {
          entries.put(layer.digest(), stored.entry());
        }
        made.put(stored.entry(), layer);
      }
      layers.add(layer);
    }
    byte[] manifest =
        Manifests.image(Descriptor.of(MediaTypes.OCI_CONFIG, id, config.length), layers, Map.of());
    Digest digest = Digests.sha256(manifest);
    Descriptor root =
        new Descriptor(
            MediaTypes.OCI_MANIFEST,
            digest,
            manifest.length,
            "",
            image.image().platform(),
            Map.of(),
            List.of(),
            "");
    return new SavedContent(
        store,
        root,
        image.image().platformNote(),
        Map.of(digest, manifest, id, config),
        files,
        entries);
  }

  private static byte @Nullable [] configuration(
      ReachableStore store, ImageOptions options, Digest id) {
    byte[] manifest = store.document(DockerCatalog.MANIFEST);
    if (manifest == null) {
      return null;
    }
    for (DockerArchiveReader.Saved saved :
        DockerArchiveReader.manifest(
            manifest,
            DockerCatalog.MANIFEST,
            options.limits().documentBytes(),
            options.limits().layers())) {
      byte[] bytes = store.document(saved.config());
      if (bytes != null && Digests.matches(id, bytes)) {
        return bytes;
      }
    }
    return null;
  }

  private static Descriptor layer(
      ReachableStore store, ImageOptions options, StoredImage.StoredLayer stored, Path file) {
    String entry = stored.entry();
    Digest diffId = stored.layer().diffId();
    if (diffId == null) {
      throw SourceErrors.withoutConfiguration(store.label());
    }
    MessageDigest plain = Digests.computation(diffId.algorithm());
    MessageDigest packed = Digests.computation("sha256");
    try {
      byte[] head = store.head(entry);
      Compression compression = FormatSniffer.sniff(head, head.length);
      long size;
      try (InputStream in = StoredContent.open(store, entry)) {
        if (compression == Compression.NONE) {
          try (OutputStream out = Files.newOutputStream(file);
              OutputStream gzip =
                  new GZIPOutputStream(new DigestOutputStream(out, packed), 1 << 16);
              OutputStream both = new DigestOutputStream(gzip, plain)) {
            transfer(in, both, options);
          }
          size = Files.size(file);
        } else {
          try (InputStream unpacked =
              new UnpackingStream(
                  entry + " of " + store.label(), in, compression, options.limits())) {
            transfer(
                unpacked, new DigestOutputStream(OutputStream.nullOutputStream(), plain), options);
          }
          size = store.size(entry);
          try (InputStream again = StoredContent.open(store, entry)) {
            transfer(
                again, new DigestOutputStream(OutputStream.nullOutputStream(), packed), options);
          }
        }
      }
      Digest found = Digests.result(diffId.algorithm(), plain);
      if (!found.equals(diffId)) {
        throw SourceErrors.digest(store.label(), "the unpacked " + entry, diffId, found);
      }
      return Descriptor.of(
          compression == Compression.ZSTD ? MediaTypes.OCI_LAYER_ZSTD : MediaTypes.OCI_LAYER_GZIP,
          Digests.result("sha256", packed),
          size);
    } catch (IOException e) {
      throw SourceErrors.unreadable(store.label(), e);
    }
  }

  private static void transfer(InputStream in, OutputStream out, ImageOptions options)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    long all = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      all += n;
      if (all > options.limits().unpackedBytes()) {
        throw new IOException(
            "it unpacks to more than " + options.limits().unpackedBytes() + " bytes");
      }
      out.write(buffer, 0, n);
    }
  }

  @Override
  public Descriptor root() {
    return root;
  }

  @Override
  public String label() {
    return store.label();
  }

  @Override
  public String platformNote() {
    return platformNote;
  }

  @Override
  public byte[] document(Descriptor descriptor) {
    byte[] bytes = documents.get(descriptor.digest());
    if (bytes == null) {
      throw SourceErrors.missing(store.label(), List.of(descriptor.digest().toString()));
    }
    return bytes.clone();
  }

  @Override
  public boolean has(Descriptor descriptor) {
    Digest digest = descriptor.digest();
    return documents.containsKey(digest)
        || files.containsKey(digest)
        || entries.containsKey(digest);
  }

  @Override
  public InputStream open(Descriptor descriptor) throws IOException {
    Path file = files.get(descriptor.digest());
    if (file != null) {
      return Files.newInputStream(file);
    }
    String entry = entries.get(descriptor.digest());
    return entry == null
        ? new ByteArrayInputStream(document(descriptor))
        : StoredContent.open(store, entry);
  }

  @Override
  public void close() {
    try {
      store.close();
    } catch (IOException e) {
      throw SourceErrors.unreadable(store.label(), e);
    }
  }
}
