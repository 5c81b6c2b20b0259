package dev.plinth.oci.write;

import com.github.luben.zstd.ZstdOutputStream;
import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.HistoryEntry;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.MediaTypes;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.tar.TarWriter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an OCI image layout: OCI image-spec image-layout.md. Layers are streamed, hashed and
 * compressed as they are written; the same content and date give the same bytes.
 *
 * <p>Everything is written to a folder beside the wanted one; {@link #finish} moves it into place,
 * so that nobody ever sees half a layout. A layout that is there already is replaced, anything else
 * is not. Without {@code finish}, {@link #close} leaves nothing behind.
 */
public final class LayoutWriter implements Closeable {
  private static final String REF_NAME = "org.opencontainers.image.ref.name";
  private static final int ZSTD_LEVEL = 3;

  private final Path folder;
  private final Path work;
  private final Instant date;
  private final List<Descriptor> tagged = new ArrayList<>();
  private boolean finished;

  private LayoutWriter(Path folder, Path work, Instant date) {
    this.folder = folder;
    this.work = work;
    this.date = date;
  }

  /**
   * Begins a layout.
   *
   * @param date what configurations and history bear, and the latest any file of a layer may bear;
   *     see {@link SourceDate}
   * @throws dev.plinth.foundation.PlinthException when something other than a layout is there, or
   *     the place cannot be written
   */
  public static LayoutWriter to(Path folder, Instant date) {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      if (Files.exists(absolute) && !TemporaryPlaces.isReplaceable(absolute)) {
        throw WriteErrors.occupied(folder);
      }
      Path work = TemporaryPlaces.beside(absolute);
      Files.createDirectories(work.resolve("blobs").resolve("sha256"));
      return new LayoutWriter(absolute, work, date);
    } catch (IOException e) {
      throw WriteErrors.failed(folder, e);
    }
  }

  /**
   * Writes a layer.
   *
   * @param createdBy the step that made it, for the image's history
   */
  public WrittenLayer layer(Compression compression, String createdBy, LayerContent content) {
    Path file = work.resolve("layer.tmp");
    MessageDigest stored = Digests.computation("sha256");
    MessageDigest unpacked = Digests.computation("sha256");
    try {
      try (OutputStream out = Files.newOutputStream(file);
          OutputStream hashed =
              new BufferedOutputStream(new DigestOutputStream(out, stored), 1 << 16);
          OutputStream packed = compressing(compression, hashed);
          TarWriter tar =
              new TarWriter(
                  new BufferedOutputStream(new DigestOutputStream(packed, unpacked), 1 << 16),
                  date.getEpochSecond())) {
        content.writeTo(tar);
      }
      Digest digest = Digests.result("sha256", stored);
      long size = Files.size(file);
      Files.move(file, blob(digest), StandardCopyOption.REPLACE_EXISTING);
      return new WrittenLayer(
          Descriptor.of(mediaType(compression), digest, size),
          Digests.result("sha256", unpacked),
          new HistoryEntry(createdBy, false, date.toString(), "", ""));
    } catch (IOException e) {
      throw WriteErrors.failed(folder, e);
    }
  }

  private static OutputStream compressing(Compression compression, OutputStream out)
      throws IOException {
    return switch (compression) {
      case NONE -> out;
      case GZIP -> new GZIPOutputStream(out, 1 << 16);
      case ZSTD -> new ZstdOutputStream(out, ZSTD_LEVEL);
    };
  }

  private static String mediaType(Compression compression) {
    return switch (compression) {
      case NONE -> MediaTypes.OCI_LAYER;
      case GZIP -> MediaTypes.OCI_LAYER_GZIP;
      case ZSTD -> MediaTypes.OCI_LAYER_ZSTD;
    };
  }

  /**
   * Writes an image's configuration and manifest.
   *
   * @param config what it says of running it and its platform; its date, DiffIDs and history come
   *     from the writer and the layers
   * @param layers from the base upwards
   * @param annotations of the manifest
   * @return of the manifest, with its platform
   */
  public Descriptor image(
      ImageConfig config, List<WrittenLayer> layers, Map<String, String> annotations) {
    List<Digest> diffIds = new ArrayList<>(layers.size());
    List<HistoryEntry> history = new ArrayList<>(layers.size());
    List<Descriptor> descriptors = new ArrayList<>(layers.size());
    for (WrittenLayer layer : layers) {
      diffIds.add(layer.diffId());
      history.add(layer.history());
      descriptors.add(layer.descriptor());
    }
    byte[] configuration = ImageDocuments.config(config.of(date.toString(), diffIds, history));
    Descriptor described = document(MediaTypes.OCI_CONFIG, configuration);
    Descriptor manifest =
        document(
            MediaTypes.OCI_MANIFEST, ImageDocuments.manifest(described, descriptors, annotations));
    return with(manifest, config.platform(), Map.of());
  }

  /** Writes an index of several platforms' images, itself to be tagged. */
  public Descriptor index(List<Descriptor> images) {
    return document(MediaTypes.OCI_INDEX, ImageDocuments.index(images));
  }

  /**
   * Lists an image or index in the layout.
   *
   * @param name a tag, or a whole reference; empty for none
   */
  public void tag(String name, Descriptor image) {
    tagged.add(named(image, name));
  }

  /** The descriptor as a layout's index lists it under that name. */
  static Descriptor named(Descriptor image, String name) {
    Map<String, String> annotations = new HashMap<>(image.annotations());
    if (!name.isEmpty()) {
      annotations.put(REF_NAME, name);
    }
    return with(image, image.platform(), annotations);
  }

  private static Descriptor with(
      Descriptor descriptor, @Nullable Platform platform, Map<String, String> annotations) {
    return new Descriptor(
        descriptor.mediaType(),
        descriptor.digest(),
        descriptor.size(),
        descriptor.artifactType(),
        platform,
        annotations,
        descriptor.urls(),
        descriptor.data());
  }

  private Descriptor document(String mediaType, byte[] bytes) {
    Digest digest = Digests.sha256(bytes);
    try {
      Files.write(blob(digest), bytes);
    } catch (IOException e) {
      throw WriteErrors.failed(folder, e);
    }
    return Descriptor.of(mediaType, digest, bytes.length);
  }

  private Path blob(Digest digest) {
    return work.resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex());
  }

  /** Writes the index and moves the layout into place. */
  public void finish() {
    try {
      Files.write(
          work.resolve("oci-layout"),
          "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII));
      Files.write(work.resolve("index.json"), ImageDocuments.index(tagged));
      TemporaryPlaces.replaceFolder(work, folder);
      finished = true;
    } catch (IOException e) {
      throw WriteErrors.failed(folder, e);
    }
  }

  @Override
  public void close() {
    if (!finished) {
      TemporaryPlaces.delete(work);
    }
  }
}
