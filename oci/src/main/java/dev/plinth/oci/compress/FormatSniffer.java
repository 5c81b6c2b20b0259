package dev.plinth.oci.compress;

import dev.plinth.oci.tar.TarChecksum;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Recognises how a layer is stored by its first bytes. */
public final class FormatSniffer {
  private static final int BLOCK = 512;

  private FormatSniffer() {}

  /**
   * What the content starts as.
   *
   * @param head the content's first bytes; 512 are wanted, fewer only when it has no more
   * @param length how many of the array count
   * @throws dev.plinth.foundation.PlinthException PLINTH-LAYER-FORMAT, saying what it looks like,
   *     when it is neither gzip, zstd nor tar
   */
  public static Compression sniff(byte[] head, int length) {
    if (starts(head, length, 0x1f, 0x8b)) {
      return Compression.GZIP;
    }
    if (starts(head, length, 0x28, 0xb5, 0x2f, 0xfd)
        || (length >= 4
            && (head[0] & 0xf0) == 0x50
            && starts(Arrays.copyOfRange(head, 1, 4), 3, 0x2a, 0x4d, 0x18))) {
      return Compression.ZSTD;
    }
    if (isTar(head, length)) {
      return Compression.NONE;
    }
    throw CompressErrors.format(looksLike(head, length));
  }

  /** An empty archive, a block of zeros, or a header with a right checksum. */
  private static boolean isTar(byte[] head, int length) {
    if (length == 0) {
      return true;
    }
    if (length < BLOCK) {
      return false;
    }
    for (int i = 0; i < BLOCK; i++) {
      if (head[i] != 0) {
        return TarChecksum.matches(head) || tarMagic(head);
      }
    }
    return true;
  }

  /** A damaged header is still a tar's: the reader says what is wrong with it. */
  private static boolean tarMagic(byte[] head) {
    return new String(head, 257, 5, StandardCharsets.ISO_8859_1).equals("ustar");
  }

  private static String looksLike(byte[] head, int length) {
    if (starts(head, length, 'B', 'Z', 'h')) {
      return "looks like bzip2";
    }
    if (starts(head, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return "looks like xz";
    }
    if (starts(head, length, 'P', 'K')) {
      return "looks like a zip or jar file";
    }
    if (starts(head, length, '7', 'z', 0xbc, 0xaf)) {
      return "looks like 7-Zip";
    }
    if (starts(head, length, 0x04, 0x22, 0x4d, 0x18)) {
      return "looks like LZ4";
    }
    if (starts(head, length, 0x5d, 0x00, 0x00)) {
      return "looks like lzma";
    }
    if (starts(head, length, 'h', 's', 'q', 's')) {
      return "looks like a squashfs file system";
    }
    if (starts(head, length, '!', '<', 'a', 'r', 'c', 'h', '>')) {
      return "looks like an ar archive or Debian package";
    }
    if (starts(head, length, 0x7f, 'E', 'L', 'F')) {
      return "looks like a program";
    }
    if (length > 1027 && (head[1024] & 0xff) == 0xe2 && (head[1025] & 0xff) == 0xe1) {
      return "looks like an EROFS file system";
    }
    String text = new String(head, 0, Math.min(length, 64), StandardCharsets.ISO_8859_1).strip();
    if (text.startsWith("{") || text.startsWith("[")) {
      return "looks like JSON";
    }
    if (text.startsWith("<")) {
      return "looks like HTML or XML";
    }
    if (length < BLOCK) {
      return "is only " + length + " bytes long";
    }
    return "is neither gzip, zstd nor tar (encrypted layers cannot be read)";
  }

  private static boolean starts(byte[] head, int length, int... magic) {
    if (length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
