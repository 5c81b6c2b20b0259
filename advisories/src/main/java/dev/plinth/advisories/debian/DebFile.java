package dev.plinth.advisories.debian;

import com.github.luben.zstd.ZstdInputStream;
import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarEntry;
import dev.plinth.oci.tar.TarStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The changelog in a binary package (deb(5)): an ar archive with the members {@code debian-binary},
 * {@code control.tar*} and {@code data.tar*}, of which the last is read until it gives {@code
 * usr/share/doc/PACKAGE/changelog.Debian.gz} or, for native packages, {@code changelog.gz}.
 *
 * <pre>
 * ar     := "!&lt;arch&gt;\n" member*
 * member := name:16 time:12 uid:6 gid:6 mode:8 size:10 "`\n" content [pad to an even offset]
 * </pre>
 *
 * Nothing is unpacked to disk.
 */
final class DebFile {
  private static final int HEADER = 60;
  private static final int XZ_MEMORY_KIB = 100 * 1024;
  private static final int MAX_PACKED = 16 << 20;
  private static final int MAX_CHANGELOG = 64 << 20;
  private static final long MAX_UNPACKED = 8L << 30;
  private static final long MAX_ENTRIES = 1_000_000;

  private DebFile() {}

  /** What a package tells of its changelog. */
  sealed interface Found {
    /** The changelog itself. */
    record Changelog(String text) implements Found {}

    /** The package's documentation is that of another package. */
    record In(String packageName) implements Found {}

    /** There is none. */
    record Nothing() implements Found {}
  }

  /** Reads as much of a package as it takes. */
  static Found changelog(String packageName, InputStream deb) throws IOException {
    byte[] magic = deb.readNBytes(8);
    if (!new String(magic, StandardCharsets.ISO_8859_1).equals("!<arch>\n")) {
      throw new DamagedArchiveException("the package is no ar archive");
    }
    while (true) {
      byte[] header = deb.readNBytes(HEADER);
      if (header.length < HEADER) {
        throw new DamagedArchiveException("the package ends before its data");
      }
      String text = new String(header, StandardCharsets.ISO_8859_1);
      long size = size(text);
      String name = text.substring(0, 16).strip();
      name = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
      if (!name.startsWith("data.tar")) {
        deb.skipNBytes(size + (size & 1));
        continue;
      }
      try (InputStream data = unpacked(name, new Bounded(deb, size, "the package is cut off"))) {
        return in(data, packageName);
      } catch (PlinthException e) {
        if (!e.code().startsWith("PLINTH-TAR-")) {
          throw e;
        }
        throw new DamagedArchiveException("the package's data are damaged: " + e.because());
      }
    }
  }

  private static long size(String header) throws DamagedArchiveException {
    if (header.endsWith("`\n")) {
      try {
        long size = Long.parseLong(header.substring(48, 58).strip());
        if (size >= 0) {
          return size;
        }
      } catch (NumberFormatException _) {
        // told below
      }
    }
    throw new DamagedArchiveException("a member of the package has a damaged header");
  }

  private static InputStream unpacked(String name, InputStream stored) throws IOException {
    InputStream plain =
        switch (name) {
          case "data.tar" -> stored;
          case "data.tar.gz" -> new GZIPInputStream(stored, 1 << 16);
          case "data.tar.xz" -> new XZInputStream(stored, XZ_MEMORY_KIB);
          case "data.tar.zst" -> new ZstdInputStream(stored);
          default -> throw new DamagedArchiveException("the package's " + name + " is unknown");
        };
    return new Bounded(plain, MAX_UNPACKED, "");
  }

  private static Found in(InputStream data, String packageName) throws IOException {
    String folder = "usr/share/doc/" + packageName;
    TarStream tar = new TarStream(data, Limits.defaults(), MAX_ENTRIES);
    Found found = new Found.Nothing();
    for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
      String path = entry.path();
      if (path.equals(folder) && entry.type() == EntryType.SYMLINK) {
        return in(entry.link());
      }
      if (path.startsWith(folder) && entry.type() == EntryType.FILE) {
        String file = path.substring(folder.length());
        boolean own = file.equals("/changelog.Debian.gz") || file.equals("/changelog.Debian");
        if (own || file.equals("/changelog.gz")) {
          found = new Found.Changelog(text(tar.content(), file.endsWith(".gz")));
          if (own) {
            return found;
          }
        }
      } else if (path.equals(folder + "/changelog.Debian.gz")
          && entry.type() == EntryType.SYMLINK) {
        String target = entry.link();
        if (target.startsWith("../") && target.indexOf('/', 3) > 0) {
          return in(target.substring(0, target.indexOf('/', 3)));
        }
      }
    }
    return found;
  }

  /** The package whose folder a link leads to. */
  private static Found in(String link) {
    String name = link.substring(link.lastIndexOf('/') + 1);
    return name.isEmpty() || name.startsWith(".") ? new Found.Nothing() : new Found.In(name);
  }

  private static String text(InputStream content, boolean packed) throws IOException {
    byte[] bytes = content.readNBytes(MAX_PACKED);
    if (packed) {
      try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes), 1 << 16)) {
        bytes = gzip.readNBytes(MAX_CHANGELOG);
      } catch (EOFException e) {
        throw new DamagedArchiveException("its changelog is cut off");
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
