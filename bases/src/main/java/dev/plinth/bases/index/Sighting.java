package dev.plinth.bases.index;

import dev.plinth.oci.image.Digest;
import org.jspecify.annotations.Nullable;

/**
 * By which name an image was seen, and when.
 *
 * @param name a reference as people write it; empty for an image without a name
 * @param root what the name led to: the digest of the index or manifest; null where there was none
 * @param first when it was first seen so, in seconds since 1970
 * @param last when last
 * @param indexed true where somebody said that it is a base, false where a scan just came by
 */
public record Sighting(String name, @Nullable Digest root, long first, long last, boolean indexed) {

  /** Whether the other is of the same name and digest. */
  boolean same(Sighting other) {
    return name.equals(other.name) && java.util.Objects.equals(root, other.root);
  }

  /** Both in one, of the same name and digest. */
  Sighting and(Sighting other) {
    return new Sighting(
        name,
        root,
        Math.min(first, other.first),
        Math.max(last, other.last),
        indexed || other.indexed);
  }
}
