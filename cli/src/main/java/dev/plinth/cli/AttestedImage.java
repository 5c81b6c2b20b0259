package dev.plinth.cli;

import dev.plinth.bases.Bases;
import dev.plinth.bases.Provenance;
import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.source.Image;
import dev.plinth.oci.source.ImageContent;
import dev.plinth.oci.source.ImageContents;
import dev.plinth.oci.source.ImageOptions;
import dev.plinth.oci.source.Target;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What BuildKit left beside an image, where it was chosen from an index that can be read again.
 *
 * @param target where it was read, as it was asked for
 */
record AttestedImage(Image image, String target, ImageOptions options)
    implements Bases.Attestations {

  /** Of the image; none where nothing can lie beside it. */
  static Bases.Attestations of(Image image, String target, ImageOptions options) {
    boolean again =
        image.attested() && (image.form().equals("registry") || image.form().equals("oci-dir"));
    return again ? new AttestedImage(image, target, options) : Bases.Attestations.NONE;
  }

  @Override
  public List<Provenance.Material> materials() {
    Target read = Target.parse(target);
    Target index =
        read.kind() == Target.Kind.OCI_LAYOUT
            ? new Target(read.kind(), read.text(), read.path(), "", image.indexDigest())
            : new Target(read.kind(), read.text(), read.path(), read.name(), null);
    try (ImageContent content =
        ImageContents.open(index, options, true, InputStream.nullInputStream(), Path.of(""))) {
      return Provenance.of(image, content);
    } catch (PlinthException e) {
      // A claim that cannot be read is none.
      return List.of();
    }
  }
}
