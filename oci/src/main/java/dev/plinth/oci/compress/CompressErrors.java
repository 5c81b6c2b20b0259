package dev.plinth.oci.compress;

import dev.plinth.foundation.PlinthException;
import org.jspecify.annotations.Nullable;

/** The texts of everything that can be wrong with compressed bytes. */
final class CompressErrors {
  private static final String GUNZIP = "unpack gzip";
  private static final String UNZSTD = "unpack zstd";
  private static final String FETCH = "the file is damaged: fetch or save it again";
  private static final String CUT = "it was cut short: fetch or save it again";

  private CompressErrors() {}

  static PlinthException gzipHeader(String because) {
    return new PlinthException("PLINTH-GZIP-HEADER", GUNZIP, because, FETCH);
  }

  static PlinthException gzipCorrupt(@Nullable Exception cause) {
    return new PlinthException(
        "PLINTH-GZIP-CORRUPT", GUNZIP, "the compressed data is invalid", FETCH, cause);
  }

  static PlinthException gzipChecksum() {
    return new PlinthException(
        "PLINTH-GZIP-CHECKSUM", GUNZIP, "the data does not have the checksum it states", FETCH);
  }

  static PlinthException gzipSize() {
    return new PlinthException(
        "PLINTH-GZIP-SIZE", GUNZIP, "the data does not have the size it states", FETCH);
  }

  static PlinthException gzipTruncated() {
    return new PlinthException(
        "PLINTH-GZIP-TRUNCATED", GUNZIP, "it ends before its own end mark", CUT);
  }

  static PlinthException gzipTrailing() {
    return new PlinthException(
        "PLINTH-GZIP-TRAILING", GUNZIP, "something that is not gzip follows its end", FETCH);
  }

  static PlinthException gzipMembers(int limit) {
    return new PlinthException(
        "PLINTH-GZIP-MEMBERS",
        GUNZIP,
        "it has more than " + limit + " members",
        "such a number is made to exhaust readers: compress the layer again");
  }

  static PlinthException zstdCorrupt(@Nullable Exception cause) {
    return new PlinthException(
        "PLINTH-ZSTD-CORRUPT",
        UNZSTD,
        "the compressed data is invalid" + (cause == null ? "" : " (" + cause.getMessage() + ")"),
        FETCH,
        cause);
  }

  static PlinthException zstdWindow(int limit) {
    return new PlinthException(
        "PLINTH-ZSTD-WINDOW",
        UNZSTD,
        "it needs a window of more than " + (1 << (limit - 20)) + " MiB of memory",
        "compress the layer again without --long or --ultra");
  }

  static PlinthException zstdTruncated() {
    return new PlinthException("PLINTH-ZSTD-TRUNCATED", UNZSTD, "it ends within a frame", CUT);
  }

  static PlinthException format(String looksLike) {
    return new PlinthException(
        "PLINTH-LAYER-FORMAT",
        "recognise a layer",
        "its content " + looksLike,
        "layers are tar archives, plain or compressed with gzip or zstd");
  }

  static PlinthException engine(String name) {
    return new PlinthException(
        "PLINTH-INFLATE-ENGINE",
        "inflate with " + dev.plinth.foundation.SafeText.of(name),
        "it is not available here",
        "set plinth.inflate to isal, gkl or jdk, or leave it out");
  }
}
