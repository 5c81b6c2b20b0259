package dev.plinth.oci.source;

import dev.plinth.oci.tar.TarChecksum;

/** What a file's first bytes show it to be. */
enum ArchiveMagic {
  TAR,
  GZIP,
  ZSTD,
  XZ,
  BZIP2,
  SQUASHFS,
  JSON,
  XML,
  EMPTY,
  OTHER;

  /** How many first bytes are looked at: one tar block. */
  static final int HEAD = 512;

  /** What begins with these bytes, at most {@link #HEAD} of them. */
  static ArchiveMagic of(byte[] head) {
    if (head.length == 0) {
      return EMPTY;
    }
    if (starts(head, 0x1f, 0x8b)) {
      return GZIP;
    }
    if (starts(head, 0x28, 0xb5, 0x2f, 0xfd)
        || (head.length >= 4
            && (head[0] & 0xf0) == 0x50
            && head[1] == 0x2a
            && head[2] == 0x4d
            && head[3] == 0x18)) {
      return ZSTD;
    }
    if (starts(head, 0xfd, '7', 'z', 'X', 'Z')) {
      return XZ;
    }
    if (starts(head, 'B', 'Z', 'h')) {
      return BZIP2;
    }
    if (starts(head, 'h', 's', 'q', 's') || containsSingularity(head)) {
      return SQUASHFS;
    }
    if (isTarHeader(head)) {
      return TAR;
    }
    return text(head);
  }

  private static ArchiveMagic text(byte[] head) {
    int i = starts(head, 0xef, 0xbb, 0xbf) ? 3 : 0;
    while (i < head.length
        && (head[i] == ' ' || head[i] == '\n' || head[i] == '\r' || head[i] == '\t')) {
      i++;
    }
    if (i < head.length) {
      switch (head[i]) {
        case '{', '[' -> {
          return JSON;
        }
        case '<' -> {
          return XML;
        }
        default -> {}
      }
    }
    return OTHER;
  }

  /** A tar header's checksum is right, or the block is the zeros that end an archive. */
  private static boolean isTarHeader(byte[] head) {
    if (head.length < HEAD) {
      return false;
    }
    if (head[257] == 'u' && head[258] == 's' && head[259] == 't' && head[260] == 'a') {
      return true; // with a wrong checksum it is a damaged tar, and its reader says so
    }
    for (byte b : head) {
      if (b != 0) {
        return TarChecksum.matches(head);
      }
    }
    return true;
  }

  private static boolean containsSingularity(byte[] head) {
    byte[] magic = {'S', 'I', 'F', '_', 'M', 'A', 'G', 'I', 'C'};
    int at = 32;
    if (head.length < at + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (head[at + i] != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean starts(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (head[i] != (byte) magic[i]) {
        return false;
      }
    }
    return true;
  }
}
