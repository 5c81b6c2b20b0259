package dev.plinth.oci.image;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * Every failure of reading references, manifests and configurations, so that texts stand together.
 */
final class ImageErrors {
  private ImageErrors() {}

  static PlinthException reference(String text, String because) {
    return new PlinthException(
        "PLINTH-REFERENCE",
        "read " + quoted(text) + " as the name of an image",
        because,
        "write [REGISTRY/]REPOSITORY[:TAG][@DIGEST], for example debian:12 or"
            + " registry.example.com/team/app:1.0");
  }

  static PlinthException platform(String text) {
    return new PlinthException(
        "PLINTH-PLATFORM",
        "read " + quoted(text) + " as a platform",
        "it is not OS/ARCHITECTURE[/VARIANT]",
        "write for example linux/amd64, linux/arm64 or linux/arm/v7");
  }

  static PlinthException tooLarge(String document, long size, int limit) {
    return new PlinthException(
        "PLINTH-DOCUMENT-SIZE",
        "read " + SafeText.of(document),
        "it has " + size + " bytes, more than the " + limit + " such a document may have",
        "check that the image was written by a sound tool; real documents have a few thousand"
            + " bytes");
  }

  static PlinthException syntax(String document, @Nullable Throwable cause) {
    return new PlinthException(
        "PLINTH-DOCUMENT-JSON",
        "read " + SafeText.of(document),
        "it is not sound JSON: "
            + SafeText.of(String.valueOf(cause == null ? "" : cause.getMessage())),
        "save or copy the image again; the file may be damaged",
        cause);
  }

  static PlinthException shape(String document, String because) {
    return new PlinthException(
        "PLINTH-DOCUMENT-SHAPE",
        "read " + SafeText.of(document),
        because,
        "check that it comes from a tool that writes OCI or Docker images, and save it again");
  }

  static PlinthException schema1(String document) {
    return new PlinthException(
        "PLINTH-MANIFEST-SCHEMA1",
        "read " + SafeText.of(document),
        "it is a manifest of Docker's schema 1, which was given up in 2017 and names no"
            + " uncompressed layers",
        "convert it with 'skopeo copy --format v2s2 SOURCE DESTINATION', or pull and push it with a"
            + " current engine");
  }

  static PlinthException tooManyLayers(String document, int count, int limit) {
    return new PlinthException(
        "PLINTH-IMAGE-LAYERS",
        "read " + SafeText.of(document),
        "it names " + count + " layers, more than the " + limit + " an image may have",
        "check where the image comes from; no engine runs an image of more than 127 layers");
  }

  private static String quoted(String text) {
    String shown = text.length() > 200 ? text.substring(0, 200) + "…" : text;
    return "'" + SafeText.of(shown) + "'";
  }
}
