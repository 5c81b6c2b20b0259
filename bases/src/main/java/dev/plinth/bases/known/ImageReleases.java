package dev.plinth.bases.known;

import dev.plinth.advisories.Lifecycle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which releases an image's name says that it is made of. */
public final class ImageReleases {
  private ImageReleases() {}

  /** Its own product's, then its distribution's; none where the name does not say. */
  public static List<Lifecycle> of(ImageName image, Releases known) {
    String product = Lifecycles.product(image);
    Lifecycle own =
        product.isEmpty() ? null : known.ofVersion(product, KnownBases.version(image.tag()));
    Lifecycle named = KnownBases.distribution(image);
    Lifecycle distribution = named == null ? null : known.newest(named);
    if (own == null) {
      return distribution == null ? List.of() : List.of(distribution);
    }
    return distribution == null || distribution.product().equals(own.product())
        ? List.of(own)
        : List.of(own, distribution);
  }

  /** Of those the one that ends first, where its end is known; null where none is. */
  public static @Nullable Lifecycle first(ImageName image, Releases known) {
    Lifecycle first = null;
    java.time.LocalDate end = null;
    for (Lifecycle each : of(image, known)) {
      java.time.LocalDate last = Lifecycles.lastDay(each);
      if (last != null && (end == null || last.isBefore(end))) {
        first = each;
        end = last;
      }
    }
    return first;
  }
}
