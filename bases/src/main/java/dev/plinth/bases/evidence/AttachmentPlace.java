package dev.plinth.bases.evidence;

import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import dev.plinth.oci.image.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an image lies together with what is attached to it. */
interface AttachmentPlace {
  /** What the tag leads to; null where there is no such tag. */
  @Nullable Document tagged(String tag);

  /**
   * What names that manifest as its subject.
   *
   * @param whole false where there may be more
   */
  record Referring(List<Descriptor> manifests, boolean whole) {}

  /** What names that manifest as its subject. */
  Referring referring(Digest subject);

  /** A manifest or index; null where it is not there. */
  @Nullable Document document(Descriptor descriptor);
}
