package dev.plinth.advisories.debian;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A suite's {@code InRelease} or {@code Release}: one paragraph of fields, in {@code InRelease}
 * within a cleartext signature (RFC 9580 §7), whose frame is taken off here and whose signature is
 * not verified.
 *
 * <pre>
 * file     := field* "SHA256:" LF (" " sha256 " "+ size " " path LF)* field*
 * </pre>
 *
 * @param codename such as {@code bookworm} or {@code bookworm-security}; empty when absent
 * @param date as written
 * @param indexes the files it vouches for, by their path below {@code dists/SUITE/}
 */
record ReleaseFile(String codename, String date, Map<String, Index> indexes) {
  private static final int MAX_INDEXES = 100_000;

  /** A file that the release vouches for. */
  record Index(String path, long size, String sha256) {}

  /** The first of these paths that it vouches for, null where it knows none. */
  @Nullable Index first(String... paths) {
    for (String path : paths) {
      Index index = indexes.get(path);
      if (index != null && index.size() > 0) {
        return index;
      }
    }
    return null;
  }

  static ReleaseFile parse(String text) throws DamagedArchiveException {
    Map<String, Index> indexes = new HashMap<>();
    String codename = "";
    String date = "";
    boolean hashes = false;
    boolean header = text.startsWith("-----BEGIN PGP SIGNED MESSAGE-----");
    for (String line : text.split("\n", -1)) {
      if (header) {
        // The armour's own header fields end with an empty line.
        header = !line.isBlank();
      } else if (line.startsWith("-----BEGIN PGP SIGNATURE-----")) {
        break;
      } else if (line.startsWith(" ")) {
        if (hashes) {
          Index index = index(line.strip());
          if (indexes.size() >= MAX_INDEXES) {
            throw new DamagedArchiveException("its release file names too many files");
          }
          indexes.put(index.path(), index);
        }
      } else {
        hashes = line.toUpperCase(Locale.ROOT).startsWith("SHA256:");
        if (line.startsWith("Codename:")) {
          codename = line.substring("Codename:".length()).strip();
        } else if (line.startsWith("Date:")) {
          date = line.substring("Date:".length()).strip();
        }
      }
    }
    if (indexes.isEmpty()) {
      throw new DamagedArchiveException("its release file names no files by SHA-256");
    }
    return new ReleaseFile(codename, date, indexes);
  }

  private static Index index(String line) throws DamagedArchiveException {
    String[] parts = line.split("\\s+", 3);
    if (parts.length == 3 && parts[0].length() == 64 && parts[1].length() <= 15) {
      try {
        return new Index(parts[2], Long.parseLong(parts[1]), parts[0].toLowerCase(Locale.ROOT));
      } catch (NumberFormatException _) {
        // told below
      }
    }
    throw new DamagedArchiveException("its release file has a line that is no hash, size and path");
  }
}
