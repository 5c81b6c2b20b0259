package dev.plinth.oci.copy;

import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.source.ImageContent;
import dev.plinth.oci.write.LayoutUpdate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** An OCI layout in a folder. */
class LayoutSink implements ImageSink {
  private final LayoutUpdate layout;
  private final String name;

  LayoutSink(LayoutUpdate layout, String name) {
    this.layout = layout;
    this.name = name;
  }

  @Override
  public Outcome blob(Descriptor descriptor, ImageContent from) throws IOException {
    if (layout.has(descriptor)) {
      return Outcome.THERE;
    }
    try (InputStream in = from.open(descriptor)) {
      layout.blob(descriptor, in);
    }
    return Outcome.COPIED;
  }

  @Override
  public void manifest(Descriptor descriptor, byte[] bytes) {
    if (!layout.has(descriptor)) {
      try {
        layout.blob(descriptor, new ByteArrayInputStream(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException("memory cannot fail to be read", e);
      }
    }
  }

  @Override
  public void finish(Descriptor root, byte[] bytes) {
    manifest(root, bytes);
    layout.tag(name, root);
    layout.finish();
  }

  @Override
  public void close() {
    layout.close();
  }
}
