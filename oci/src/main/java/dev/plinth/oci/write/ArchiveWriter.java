package dev.plinth.oci.write;

import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Document;
import dev.plinth.oci.image.ImageIndex;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.image.ManifestReader;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntries;
import dev.plinth.oci.tar.TarWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Packs a layout that {@link LayoutWriter} wrote into one file. Entries are sorted and dated 1970,
 * the file appears whole or not at all.
 */
public final class ArchiveWriter {
  private static final String REF_NAME = "org.opencontainers.image.ref.name";

  private ArchiveWriter() {}

  /**
   * As an OCI archive: the layout's own files.
   *
   * @throws dev.plinth.foundation.PlinthException when a file cannot be read or written
   */
  public static void ociArchive(Path layout, Path file) {
    write(
        file,
        tar -> {
          Map<String, Path> entries = new TreeMap<>();
          try (Stream<Path> files = Files.walk(layout)) {
            for (Path path : (Iterable<Path>) files::iterator) {
              if (!path.equals(layout)) {
                entries.put(layout.relativize(path).toString().replace('\\', '/'), path);
              }
            }
          }
          for (Map.Entry<String, Path> entry : entries.entrySet()) {
            if (Files.isDirectory(entry.getValue())) {
              tar.directory(entry.getKey(), 0755, 0);
            } else {
              copy(tar, entry.getKey(), entry.getValue());
            }
          }
        });
  }

  /**
   * As a Docker archive: {@code manifest.json}, {@code <id>.json} and a file for each layer, as
   * they are stored. Images inside an index are all listed, under its name.
   *
   * @throws dev.plinth.foundation.PlinthException when a file cannot be read or written
   */
  public static void dockerArchive(Path layout, Path file) {
    write(
        file,
        tar -> {
          Map<String, Path> entries = new TreeMap<>();
          Map<Digest, ImageDocuments.DockerImage> images = new LinkedHashMap<>();
          if (document(layout.resolve("index.json")) instanceof ImageIndex index) {
            for (Descriptor image : index.manifests()) {
              collect(layout, image, image.annotation(REF_NAME), 0, images, entries);
            }
          }
          byte[] manifest = ImageDocuments.dockerManifest(List.copyOf(images.values()));
          for (Map.Entry<String, Path> entry : entries.entrySet()) {
            copy(tar, entry.getKey(), entry.getValue());
          }
          tar.file("manifest.json", 0644, 0, manifest);
        });
  }

  private static void collect(
      Path layout,
      Descriptor image,
      String name,
      int depth,
      Map<Digest, ImageDocuments.DockerImage> images,
      Map<String, Path> entries)
      throws IOException {
    if (depth > Limits.defaults().indexDepth()) {
      throw new IOException("its indexes nest too deeply");
    }
    switch (document(blob(layout, image.digest()))) {
      case ImageIndex index -> {
        for (Descriptor inner : index.manifests()) {
          collect(layout, inner, name, depth + 1, images, entries);
        }
      }
      case Manifest manifest -> {
        String config = manifest.config().digest().hex() + ".json";
        entries.put(config, blob(layout, manifest.config().digest()));
        List<String> layers = new ArrayList<>();
        for (Descriptor layer : manifest.layers()) {
          String entry = layer.digest().hex() + suffix(layer.mediaType());
          entries.put(entry, blob(layout, layer.digest()));
          layers.add(entry);
        }
        ImageDocuments.DockerImage before = images.get(image.digest());
        List<String> names = new ArrayList<>(before == null ? List.of() : before.repoTags());
        if (!name.isEmpty()) {
          names.add(name.indexOf(':') < 0 ? "image:" + name : name);
        }
        images.put(image.digest(), new ImageDocuments.DockerImage(config, names, layers));
      }
    }
  }

  private static String suffix(String mediaType) {
    return mediaType.endsWith("gzip")
        ? ".tar.gz"
        : mediaType.endsWith("zstd") ? ".tar.zst" : ".tar";
  }

  private static Path blob(Path layout, Digest digest) {
    return layout.resolve("blobs").resolve(digest.algorithm()).resolve(digest.hex());
  }

  private static Document document(Path file) throws IOException {
    Limits limits = Limits.defaults();
    try (InputStream in = Files.newInputStream(file)) {
      return ManifestReader.read(
          in.readNBytes(limits.documentBytes() + 1),
          file.toString(),
          limits.documentBytes(),
          limits.layers());
    }
  }

  private static void copy(TarWriter tar, String name, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      tar.entry(TarEntries.of(name, EntryType.FILE, Files.size(file), 0644, 0, ""), in);
    }
  }

  private static void write(Path file, LayerContent content) {
    Path absolute = file.toAbsolutePath().normalize();
    Path work = null;
    try {
      work = TemporaryPlaces.beside(absolute);
      Path temporary = work.resolve("archive");
      try (TarWriter tar =
          new TarWriter(new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16))) {
        content.writeTo(tar);
      }
      Files.move(
          temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw WriteErrors.failed(file, e);
    } finally {
      if (work != null) {
        TemporaryPlaces.delete(work);
      }
    }
  }
}
