package dev.plinth.oci.write;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.Descriptor;
import dev.plinth.oci.image.Digest;
import java.io.IOException;
import java.nio.file.Path;

/** Every failure of writing images, so that the texts stand together. */
final class WriteErrors {
  private WriteErrors() {}

  static PlinthException occupied(Path folder) {
    return new PlinthException(
        "PLINTH-WRITE-OCCUPIED",
        "write an OCI layout to '" + SafeText.of(folder.toString()) + "'",
        "something other than a layout is there",
        "name another folder, or empty this one");
  }

  static PlinthException failed(Path path, IOException cause) {
    return new PlinthException(
        "PLINTH-WRITE-FAILED",
        "write '" + SafeText.of(path.toString()) + "'",
        "writing failed: " + SafeText.of(String.valueOf(cause.getMessage())),
        "check that the place exists, may be written and has room; nothing was left half written",
        cause);
  }

  static PlinthException locked(Path folder) {
    return new PlinthException(
        "PLINTH-WRITE-LOCKED",
        "add to the OCI layout '" + SafeText.of(folder.toString()) + "'",
        "another run is adding to it",
        "wait until that has finished, and run this again");
  }

  static PlinthException index(Path folder, String because) {
    return new PlinthException(
        "PLINTH-WRITE-INDEX",
        "add to the OCI layout '" + SafeText.of(folder.toString()) + "'",
        "its index.json cannot be read: " + SafeText.of(because),
        "name another folder; the layout was left as it is");
  }

  static PlinthException content(Descriptor descriptor, long size, Digest found) {
    return new PlinthException(
        "PLINTH-COPY-DIGEST",
        "copy the blob " + descriptor.digest(),
        size != descriptor.size()
            ? "it should have "
                + descriptor.size()
                + " bytes but has "
                + (size > descriptor.size() ? "more" : String.valueOf(size))
            : "it is " + found,
        "do not use this image: it is damaged or was tampered with; fetch it again");
  }

  static PlinthException sourceDate(String value) {
    return new PlinthException(
        "PLINTH-WRITE-DATE",
        "read SOURCE_DATE_EPOCH",
        "'" + SafeText.of(value) + "' is no number of seconds since 1970",
        "set it to such a number, for example that of the last commit, or unset it");
  }
}
