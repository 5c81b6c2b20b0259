package dev.plinth.oci.layer;

import dev.plinth.foundation.ByteSize;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;
import dev.plinth.oci.image.Digest;
import java.io.IOException;

/** The texts of everything that can be wrong with a layer as a whole. */
final class LayerErrors {
  private static final String BOMB =
      "if you trust the image, rebuild it smaller; such layers are made to exhaust readers";

  private LayerErrors() {}

  /** The same failure, naming the layer, where it came from a part that does not know it. */
  static PlinthException within(String name, PlinthException e) {
    String code = e.code();
    boolean below =
        code.startsWith("PLINTH-TAR-")
            || code.startsWith("PLINTH-GZIP-")
            || code.startsWith("PLINTH-ZSTD-")
            || code.equals("PLINTH-LAYER-FORMAT");
    return below ? new PlinthException(code, tried(name), e.because(), e.next(), e) : e;
  }

  static PlinthException digest(String name, Digest expected, Digest found) {
    return new PlinthException(
        "PLINTH-LAYER-DIGEST",
        tried(name),
        "its bytes have the digest " + found + " where " + expected + " is expected",
        "it was damaged or replaced: fetch or save it again from a source you trust");
  }

  static PlinthException diffId(String name, Digest expected, Digest found) {
    return new PlinthException(
        "PLINTH-LAYER-DIFF-ID",
        tried(name),
        "its unpacked bytes have the digest " + found + " where the configuration says " + expected,
        "no engine runs such an image: build or fetch it again");
  }

  static PlinthException size(String name, long expected, long found, boolean more) {
    return new PlinthException(
        "PLINTH-LAYER-SIZE",
        tried(name),
        "it has "
            + (more ? "more than " : "")
            + found
            + " bytes where "
            + expected
            + " are expected",
        "it was cut short, damaged or replaced: fetch or save it again");
  }

  static PlinthException unpacked(String name, long limit) {
    return new PlinthException(
        "PLINTH-LAYER-UNPACKED",
        tried(name),
        "the image's layers unpack to more than " + ByteSize.of(limit),
        BOMB);
  }

  static PlinthException ratio(String name, int limit) {
    return new PlinthException(
        "PLINTH-LAYER-RATIO",
        tried(name),
        "it unpacks to more than " + limit + " times its stored size",
        BOMB);
  }

  static PlinthException entries(String name, long limit) {
    return new PlinthException(
        "PLINTH-LAYER-ENTRIES",
        tried(name),
        "the image's layers have more than " + limit + " entries",
        BOMB);
  }

  static PlinthException read(String name, IOException e) {
    return new PlinthException(
        "PLINTH-LAYER-READ",
        tried(name),
        "reading failed: " + SafeText.of(String.valueOf(e.getMessage())),
        "check the file, disk or connection it comes from and try again",
        e);
  }

  static PlinthException interrupted(String name) {
    return new PlinthException(
        "PLINTH-LAYER-INTERRUPTED", tried(name), "it was interrupted", "start it again");
  }

  private static String tried(String name) {
    return "read the layer " + SafeText.of(name);
  }
}
