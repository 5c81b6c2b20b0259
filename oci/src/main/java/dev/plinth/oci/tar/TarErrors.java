package dev.plinth.oci.tar;

import dev.plinth.foundation.ByteSize;
import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.SafeText;

/** The texts of everything that can be wrong with a tar. */
final class TarErrors {
  private static final String READ = "read a tar archive";
  private static final String REBUILD =
      "the archive is damaged or was made to mislead: fetch or build it again";

  private TarErrors() {}

  static PlinthException truncated(String where, long position) {
    return new PlinthException(
        "PLINTH-TAR-TRUNCATED",
        READ,
        "it ends at byte " + position + ", within " + where,
        "it was cut short: fetch or save it again");
  }

  static PlinthException checksum(long position) {
    return new PlinthException(
        "PLINTH-TAR-CHECKSUM",
        READ,
        "the header at byte " + position + " does not have the checksum it states",
        "this is no tar archive, or a damaged one: fetch or save it again");
  }

  static PlinthException zeroBlock(long position) {
    return new PlinthException(
        "PLINTH-TAR-ZERO-BLOCK",
        READ,
        "a header follows at byte " + position + " after a single block of zeros",
        "readers disagree whether the archive ends there: build the layer again");
  }

  static PlinthException number(String field, String value, long position) {
    return new PlinthException(
        "PLINTH-TAR-NUMBER",
        READ,
        "the " + field + " in the header at byte " + position + " is " + shown(value),
        REBUILD);
  }

  static PlinthException record(String what, long position) {
    return new PlinthException(
        "PLINTH-TAR-RECORD",
        READ,
        "the extended header before byte " + position + " " + what,
        REBUILD);
  }

  static PlinthException parent(String name) {
    return new PlinthException(
        "PLINTH-TAR-PARENT",
        READ,
        "the entry " + shown(name) + " climbs out of its place with a .. part",
        "no layer needs that and some unpackers are misled by it: build the image without it");
  }

  static PlinthException sparse(String what, String path) {
    return new PlinthException(
        "PLINTH-TAR-SPARSE", READ, "the sparse file " + shown(path) + " " + what, REBUILD);
  }

  static PlinthException sparseSize(String path, long size, long limit) {
    return new PlinthException(
        "PLINTH-TAR-SPARSE-SIZE",
        READ,
        "the sparse file "
            + shown(path)
            + " claims to hold "
            + ByteSize.of(size)
            + ", the limit being "
            + ByteSize.of(limit),
        "leave the file out of the image; a user ID far above 65535 makes such log files");
  }

  static PlinthException sparseEntries(String path, int limit) {
    return new PlinthException(
        "PLINTH-TAR-SPARSE-MAP",
        READ,
        "the sparse file " + shown(path) + " has more than " + limit + " pieces",
        "store the file without holes");
  }

  static PlinthException pathTooLong(String path, long limit) {
    return new PlinthException(
        "PLINTH-TAR-PATH-LENGTH",
        READ,
        "the path "
            + shown(path.length() > 80 ? path.substring(0, 80) + "…" : path)
            + " is longer than "
            + limit
            + " bytes",
        "no Linux file system call takes such a path: build the image without it");
  }

  static PlinthException pathTooDeep(String path, int depth, int limit) {
    return new PlinthException(
        "PLINTH-TAR-PATH-DEPTH",
        READ,
        "the path "
            + shown(path.length() > 80 ? path.substring(0, 80) + "…" : path)
            + " is "
            + depth
            + " folders deep, the limit being "
            + limit,
        "build the image without it");
  }

  static PlinthException headerTooLong(long length, long position, int limit) {
    return new PlinthException(
        "PLINTH-TAR-HEADER-LENGTH",
        READ,
        "the extended header at byte "
            + position
            + " is "
            + length
            + " bytes long, the limit being "
            + limit,
        REBUILD);
  }

  static PlinthException entries(long limit) {
    return new PlinthException(
        "PLINTH-TAR-ENTRIES",
        READ,
        "it has more than " + limit + " entries",
        "check that this is the archive you meant; such a number is made to exhaust readers");
  }

  private static String shown(String text) {
    return text.isEmpty() ? "empty" : SafeText.of(text);
  }
}
