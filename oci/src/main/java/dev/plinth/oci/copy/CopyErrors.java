package dev.plinth.oci.copy;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Every failure of copying, so that the texts stand together. */
final class CopyErrors {
  private static final int SHOWN = 240;

  private CopyErrors() {}

  static PlinthException destination(String text, String because) {
    return new PlinthException(
        "PLINTH-COPY-DESTINATION",
        "read '" + safe(text) + "' as the place to copy to",
        because,
        "name a registry, a layout or an archive, for example registry:ghcr.io/team/app:1.0,"
            + " oci-dir:out:1.0 or oci-archive:app.tar:1.0");
  }

  static PlinthException content(Descriptor descriptor, String because) {
    return new PlinthException(
        "PLINTH-COPY-DIGEST",
        "copy the blob " + descriptor.digest(),
        because,
        "do not use this image: it is damaged or was tampered with; fetch it again");
  }

  static PlinthException file(Path file, IOException cause) {
    return new PlinthException(
        "PLINTH-COPY-FILE",
        "copy '" + safe(file.toString()) + "'",
        "reading or writing failed: " + safe(String.valueOf(cause.getMessage())),
        "check that it exists, and that its folder may be written and has room",
        cause);
  }

  static PlinthException artifact(String label, String artifactType) {
    return new PlinthException(
        "PLINTH-COPY-ARTIFACT",
        "fetch a file from '" + safe(label) + "'",
        "it is no artifact of one file of the type " + safe(artifactType),
        "check the name and the tag");
  }

  static PlinthException otherDigest(String destination, Digest wanted, Digest found) {
    return new PlinthException(
        "PLINTH-COPY-NAME",
        "copy to '" + safe(destination) + "'",
        "what is copied is " + found + ", not " + wanted,
        "leave the digest out, or copy what it names");
  }

  static PlinthException read(String label, Descriptor blob, IOException cause) {
    return new PlinthException(
        "PLINTH-COPY-READ",
        "copy the blob " + blob.digest() + " of '" + safe(label) + "'",
        "reading it failed: " + safe(String.valueOf(cause.getMessage())),
        "run it again; nothing is to be seen of it under the new name",
        cause);
  }

  static PlinthException absent(String label, List<String> blobs, boolean all) {
    return new PlinthException(
        "PLINTH-COPY-ABSENT",
        "copy '" + safe(label) + "'",
        "it lacks " + safe(String.join(", ", blobs)),
        all
            ? "leave --all out, or name one platform with --platform"
            : "save or fetch the image again with all its content");
  }

  static PlinthException large(String label, String because) {
    return new PlinthException(
        "PLINTH-COPY-LIMIT",
        "copy '" + safe(label) + "'",
        because,
        "copy its images one by one, by their digests");
  }

  static PlinthException work(IOException cause) {
    return new PlinthException(
        "PLINTH-COPY-WORK",
        "make a temporary folder",
        safe(String.valueOf(cause.getMessage())),
        "check that the destination's folder may be written and has room",
        cause);
  }

  private static String safe(String text) {
    return SafeText.of(text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
  }
}
