package dev.plinth.bases;

import dev.plinth.oci.image.Digest;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageLayer;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Images;
import dev.plinth.oci.source.LayerAnalysis;
import dev.plinth.oci.source.OpenImage;
import dev.plinth.oci.source.Target;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.TarEntry;
import org.jspecify.annotations.Nullable;

/**
 * An image that somebody says is the base. Where its layers can be passed over, only its documents
 * are read.
 */
public record GivenBase(String target, Image image) {

  /**
   * Reads its documents.
   *
   * @throws dev.plinth.foundation.PlinthException when it is no image, or has no layers to compare
   */
  public static GivenBase read(Target target, ImageOptions options) {
    if (!target.kind().isImage()) {
      throw BasesErrors.noLayers(target);
    }
    try (OpenImage opened = Images.open(target, options)) {
      Image image = opened.analyze(new Documents()).image();
      if (image.layers().isEmpty()
          || image.layers().stream().map(ImageLayer::diffId).anyMatch(diffId -> diffId == null)) {
        throw BasesErrors.noLayers(target);
      }
      return new GivenBase(target.text(), image);
    }
  }

  /** Learns nothing of layers, so that none with a digest needs to be read. */
  private static final class Documents implements LayerAnalysis<Boolean> {
    @Override
    public Boolean known(Digest digest) {
      return true;
    }

    @Override
    public Reading<Boolean> begin() {
      return new Reading<>() {
        @Override
        public @Nullable ContentConsumer entry(TarEntry entry) {
          return null;
        }

        @Override
        public void problem(String path, String problem) {}

        @Override
        public Boolean finish(@Nullable Digest digest, long storedSize, long unpackedSize) {
          return true;
        }

        @Override
        public void abandon() {}
      };
    }
  }
}
