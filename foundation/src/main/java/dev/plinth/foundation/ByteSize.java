package dev.plinth.foundation;

/**
 * Sizes in bytes as people read them, decimal units as registries and {@code docker images} use.
 */
public final class ByteSize {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private ByteSize() {}

  /** For example {@code 999 B}, {@code 1.2 kB}, {@code 74.8 MB}; one decimal below a hundred. */
  public static String of(long bytes) {
    if (bytes < 0) {
      return "-" + of(bytes == Long.MIN_VALUE ? Long.MAX_VALUE : -bytes);
    }
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    if (value >= 99.95) {
      return Math.round(value) + " " + UNITS[unit];
    }
    long tenths = Math.round(value * 10);
    return tenths / 10 + "." + tenths % 10 + " " + UNITS[unit];
  }
}
