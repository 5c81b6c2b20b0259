package dev.plinth.oci.copy;

import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.write.ArchiveWriter;
import dev.plinth.oci.write.LayoutUpdate;
import java.nio.file.Path;

/** An OCI layout in one file: a folder of its own first, packed when it is whole. */
final class ArchiveSink extends LayoutSink {
  private final Path layout;
  private final Path file;

  ArchiveSink(Path layout, Path file, String name) {
    super(LayoutUpdate.of(layout), name);
    this.layout = layout;
    this.file = file;
  }

  @Override
  public void finish(Descriptor root, byte[] bytes) {
    super.finish(root, bytes);
    ArchiveWriter.ociArchive(layout, file);
  }
}
