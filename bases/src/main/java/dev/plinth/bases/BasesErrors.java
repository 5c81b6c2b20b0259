package dev.plinth.bases;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.source.Target;

/** What can be wrong with a base that was given, in words. */
final class BasesErrors {
  private BasesErrors() {}

  static PlinthException noLayers(Target target) {
    return new PlinthException(
        "PLINTH-BASE-LAYERS",
        "take " + SafeText.of(target.text()) + " for the base",
        "it has no layers that could be compared",
        "give the image that the FROM names, as an archive, a layout or a reference");
  }
}
