package dev.plinth.advisories.feed;

import com.github.luben.zstd.ZstdInputStream;
import dev.plinth.foundation.PlinthException;
import dev.plinth.oci.Limits;
import dev.plinth.oci.tar.EntryType;
import dev.plinth.oci.tar.TarChecksum;
import dev.plinth.oci.tar.TarEntry;
import dev.plinth.oci.tar.TarStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/**
 * What wraps documents: gzip (RFC 1952), xz or zstd (RFC 8878) around a document or a tar archive,
 * or a zip archive; told apart by their first bytes. Everything is read as a stream; archives
 * within archives are not opened.
 */
final class Unwrapping {
  private static final int SNIFFED = 512;
  private static final int XZ_MEMORY_KIB = 100 * 1024;

  private Unwrapping() {}

  /** Takes the documents one by one; each stream is valid during the call. */
  interface Visitor {
    /** A document that is the whole file. */
    void document(InputStream in) throws IOException;

    /**
     * A document within an archive.
     *
     * @param name its name there
     * @param modified when it was changed, in seconds since 1970; 0 where nothing reliable says so
     */
    void member(String name, long modified, InputStream in) throws IOException;

    /** A member that by its name is no document. */
    void ignored(String name);
  }

  /** True where the bytes begin a zip archive (one without entries included). */
  static boolean zip(byte[] start) {
    return start.length >= 4
        && start[0] == 'P'
        && start[1] == 'K'
        && ((start[2] == 3 && start[3] == 4) || (start[2] == 5 && start[3] == 6));
  }

  /** Visits what is in a stream that is no zip archive; reads it to its end. */
  static void stream(InputStream raw, FeedLimits limits, Visitor visitor) throws IOException {
    MeteredStream.Meter meter = new MeteredStream.Meter(limits);
    BufferedInputStream stored = new BufferedInputStream(MeteredStream.stored(raw, meter), 1 << 16);
    byte[] magic = peek(stored, 6);
    InputStream plain = stored;
    if (starts(magic, 0x1f, 0x8b)) {
      plain = new GZIPInputStream(stored, 1 << 16);
    } else if (starts(magic, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      plain = new XZInputStream(stored, XZ_MEMORY_KIB);
    } else if (starts(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
      plain = new ZstdInputStream(stored);
    }
    try (InputStream owned = plain;
        BufferedInputStream in =
            new BufferedInputStream(MeteredStream.unpacked(owned, meter), 1 << 16)) {
      byte[] start = peek(in, SNIFFED);
      if (start.length == SNIFFED && TarChecksum.matches(start)) {
        tar(in, limits, visitor);
      } else {
        visitor.document(in);
      }
    }
  }

  /** Visits the regular files of a tar archive, then reads on to the end of what wraps it. */
  private static void tar(InputStream in, FeedLimits limits, Visitor visitor) throws IOException {
    // its bytes are metered, so that entries which are no files need no limit of their own
    TarStream tar = new TarStream(in, Limits.defaults(), Long.MAX_VALUE);
    try {
      int members = 0;
      for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
        if (entry.type() != EntryType.FILE) {
          continue;
        }
        count(++members, limits);
        if (!document(entry.path())) {
          visitor.ignored(entry.path());
        } else if (tar.contentOffset() < 0) {
          throw new FeedLimitException("a file in its tar archive is sparse");
        } else {
          visitor.member(entry.path(), entry.modified(), tar.content());
        }
      }
    } catch (PlinthException e) {
      if (!e.code().startsWith("PLINTH-TAR-")) {
        throw e;
      }
      throw new IOException(e.because(), e);
    }
    if (!tar.endMarked()) {
      throw new EOFException("the tar archive is cut off");
    }
    in.transferTo(OutputStream.nullOutputStream());
  }

  /** Visits the members of a zip archive, in the order of its directory; checks their CRC-32. */
  static void zip(Path file, long size, FeedLimits limits, Visitor visitor) throws IOException {
    MeteredStream.Meter meter = new MeteredStream.Meter(limits);
    meter.stored(size);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      count(zip.size(), limits);
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.isDirectory()) {
          continue;
        }
        if (!document(entry.getName())) {
          visitor.ignored(entry.getName());
          continue;
        }
        CRC32 crc = new CRC32();
        try (InputStream content = zip.getInputStream(entry);
            CheckedInputStream in =
                new CheckedInputStream(MeteredStream.unpacked(content, meter), crc)) {
          visitor.member(entry.getName(), 0, in);
          byte[] rest = new byte[8192];
          while (in.read(rest, 0, rest.length) >= 0) {
            // to the end, so that the checksum is whole
          }
          if (crc.getValue() != entry.getCrc()) {
            throw new IOException("the checksum of a member of the zip archive is wrong");
          }
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("a name in the zip archive is malformed", e);
    }
  }

  /** True where a file of that name may be a document: the rest of a data repository is passed. */
  static boolean document(String name) {
    String base = name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return !base.startsWith(".")
        && (base.endsWith(".json")
            || base.endsWith(".yaml")
            || base.endsWith(".yml")
            || base.endsWith(".csv")
            || base.endsWith(".tsv")
            || OfficialImagesReader.named(name));
  }

  /** True where a file of that name in a folder may wrap documents. */
  static boolean wrapped(String name) {
    String base = name.toLowerCase(Locale.ROOT);
    return base.endsWith(".zip")
        || base.endsWith(".tar")
        || base.endsWith(".tgz")
        || base.endsWith(".gz")
        || base.endsWith(".xz")
        || base.endsWith(".zst");
  }

  static void count(int members, FeedLimits limits) throws FeedLimitException {
    if (members > limits.members()) {
      throw new FeedLimitException("it holds more than " + limits.members() + " files");
    }
  }

  private static byte[] peek(BufferedInputStream in, int count) throws IOException {
    in.mark(count);
    byte[] bytes = in.readNBytes(count);
    in.reset();
    return bytes;
  }

  private static boolean starts(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
