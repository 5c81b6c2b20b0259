package dev.plinth.oci.copy;

import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.Document;
import dev.plinth.oci.image.Manifest;
import dev.plinth.oci.image.ManifestReader;
import dev.plinth.oci.source.ImageContent;
import dev.plinth.oci.source.ImageContents;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Target;
import dev.plinth.oci.write.TemporaryPlaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Map;

/**
 * A file kept as an OCI artifact, in a registry, a layout or an archive: image-spec manifest.md §
 * Guidelines for Artifact Usage.
 *
 * <pre>
 * manifest = { artifactType, config: the empty one, layers: [ the file ], annotations }
 * </pre>
 */
public final class Artifacts {
  private Artifacts() {}

  /**
   * What the file is.
   *
   * @param artifactType of the manifest, such as {@code application/vnd.example.thing.v1}
   * @param mediaType of the file
   * @param annotations of the manifest
   */
  public record Kind(String artifactType, String mediaType, Map<String, String> annotations) {}

  /**
   * What was read.
   *
   * @param digest of the manifest
   * @param annotations of the manifest
   */
  public record Read(Digest digest, Map<String, String> annotations) {}

  /**
   * Stores a file. The same file, kind and annotations give the same digest.
   *
   * @return the manifest's digest
   * @throws dev.plinth.foundation.PlinthException when it cannot be read or stored
   */
  public static Digest write(Path file, Kind kind, Destination to, ImageOptions options) {
    try (FileContent content = FileContent.of(file, kind)) {
      return ImageCopy.run(content, to, options).root().digest();
    } catch (IOException e) {
      throw CopyErrors.file(file, e);
    }
  }

  /**
   * Fetches a file, which appears whole and proved or not at all.
   *
   * @param artifactType what it must be
   * @param file replaced when it is there
   * @throws dev.plinth.foundation.PlinthException when it is something else, or cannot be fetched
   */
  public static Read read(Target from, String artifactType, Path file, ImageOptions options) {
    Path work = null;
    try {
      work = TemporaryPlaces.beside(file.toAbsolutePath().normalize());
      try (ImageContent content =
          ImageContents.open(from, options, true, InputStream.nullInputStream(), work)) {
        Descriptor root = content.root();
        Document document =
            ManifestReader.read(
                content.document(root),
                root.digest().toString(),
                options.limits().documentBytes(),
                options.limits().layers());
        if (!(document instanceof Manifest manifest)
            || !manifest.artifactType().equals(artifactType)
            || manifest.layers().size() != 1) {
          throw CopyErrors.artifact(content.label(), artifactType);
        }
        Descriptor layer = manifest.layers().getFirst();
        Path whole = work.resolve("file");
        try (InputStream in = new ProvedStream(layer, content.open(layer))) {
          Files.copy(in, whole);
        }
        TemporaryPlaces.readable(whole);
        Files.move(
            whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Read(root.digest(), manifest.annotations());
      }
    } catch (IOException e) {
      throw CopyErrors.file(file, e);
    } finally {
      if (work != null) {
        TemporaryPlaces.delete(work);
      }
    }
  }

  /** The file's digest and size, as they are now. */
  static Descriptor describe(Path file, String mediaType) throws IOException {
    MessageDigest hash = Digests.computation("sha256");
    long size = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        hash.update(buffer, 0, n);
        size += n;
      }
    }
    return Descriptor.of(mediaType, Digests.result("sha256", hash), size);
  }
}
