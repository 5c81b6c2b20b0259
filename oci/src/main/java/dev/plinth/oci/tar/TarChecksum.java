package dev.plinth.oci.tar;

/** A header's checksum: the sum of its bytes, the checksum's own field taken as spaces. */
public final class TarChecksum {
  private TarChecksum() {}

  /**
   * True when the 512-byte block states its own checksum, of its bytes unsigned (POSIX) or signed
   * (some old tars).
   */
  public static boolean matches(byte[] block) {
    long stated = 0;
    int i = 148;
    while (i < 156 && (block[i] == ' ' || block[i] == 0)) {
      i++;
    }
    if (i == 156) {
      return false;
    }
    for (; i < 156 && block[i] != ' ' && block[i] != 0; i++) {
      int digit = block[i] - '0';
      if (digit < 0 || digit > 7) {
        return false;
      }
      stated = (stated << 3) | digit;
    }
    int unsigned = 8 * ' ';
    int signed = 8 * ' ';
    for (int k = 0; k < 148; k++) {
      unsigned += block[k] & 0xff;
      signed += block[k];
    }
    for (int k = 156; k < 512; k++) {
      unsigned += block[k] & 0xff;
      signed += block[k];
    }
    return stated == unsigned || stated == signed;
  }
}
