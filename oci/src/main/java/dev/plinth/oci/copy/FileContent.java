package dev.plinth.oci.copy;

import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digests;
import dev.plinth.oci.image.MediaTypes;
import dev.plinth.oci.source.ImageContent;
import dev.plinth.oci.write.Manifests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The content of an artifact that is made around a file. */
final class FileContent implements ImageContent {
  private final Path file;
  private final Descriptor layer;
  private final byte[] manifest;
  private final Descriptor root;

  private FileContent(Path file, Descriptor layer, byte[] manifest, Descriptor root) {
    this.file = file;
    this.layer = layer;
    this.manifest = manifest;
    this.root = root;
  }

  static FileContent of(Path file, Artifacts.Kind kind) throws IOException {
    Descriptor layer = Artifacts.describe(file, kind.mediaType());
    byte[] manifest = Manifests.artifact(kind.artifactType(), List.of(layer), kind.annotations());
    Descriptor root =
        new Descriptor(
            MediaTypes.OCI_MANIFEST,
            Digests.sha256(manifest),
            manifest.length,
            kind.artifactType(),
            null,
            Map.of(),
            List.of(),
            "");
    return new FileContent(file, layer, manifest, root);
  }

  @Override
  public Descriptor root() {
    return root;
  }

  @Override
  public String label() {
    return file.toString();
  }

  @Override
  public String platformNote() {
    return "";
  }

  @Override
  public byte[] document(Descriptor descriptor) {
    return manifest.clone();
  }

  @Override
  public boolean has(Descriptor descriptor) {
    return true;
  }

  @Override
  public InputStream open(Descriptor descriptor) throws IOException {
    return descriptor.digest().equals(layer.digest())
        ? Files.newInputStream(file)
        : new ByteArrayInputStream(Manifests.empty());
  }

  @Override
  public void close() {}
}
