package dev.plinth.oci.tar;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes tar archives whose bytes depend on the entries alone: POSIX.1-2024 {@code pax}, "ustar
 * Interchange Format", with extended headers ("pax Interchange Format") only for what ustar cannot
 * hold. Names are written byte for byte ({@link EntryPath#encode}); no user or group names, no
 * clock.
 *
 * <pre>
 * archive  = { [extended] header content } zero-block zero-block
 * extended = header('x') { length " " key "=" value "\n" }   ; keys in the order of their names
 * content  = bytes, padded with zeros to a multiple of 512
 * </pre>
 *
 * <p>Sparse files are written out in full. Not for several threads at once.
 */
public final class TarWriter implements Closeable {
  private static final int BLOCK = 512;
  private static final long MAX_OCTAL_11 = (1L << 33) - 1;
  private static final long MAX_OCTAL_7 = (1L << 21) - 1;
  private static final byte[] ZEROS = new byte[2 * BLOCK];

  private final OutputStream out;
  private final long latest;
  private final byte[] header = new byte[BLOCK];
  private boolean finished;

  /** Writes to that stream, times as they are given. */
  public TarWriter(OutputStream out) {
    this(out, Long.MAX_VALUE);
  }

  /**
   * Writes to that stream.
   *
   * @param latest seconds since 1970: no entry's time is later, as {@code SOURCE_DATE_EPOCH} means
   */
  public TarWriter(OutputStream out, long latest) {
    this.out = out;
    this.latest = latest;
  }

  /** A folder. */
  public void directory(String path, int mode, long modified) throws IOException {
    entry(TarEntries.of(path, EntryType.DIRECTORY, 0, mode, modified, ""), new byte[0]);
  }

  /** A regular file owned by root. */
  public void file(String path, int mode, long modified, byte[] content) throws IOException {
    entry(TarEntries.of(path, EntryType.FILE, content.length, mode, modified, ""), content);
  }

  /** A symbolic link. */
  public void symlink(String path, String target, long modified) throws IOException {
    entry(TarEntries.of(path, EntryType.SYMLINK, 0, 0777, modified, target), new byte[0]);
  }

  /** A hard link to an earlier entry or to a file of a lower layer. */
  public void hardlink(String path, String target, long modified) throws IOException {
    entry(TarEntries.of(path, EntryType.HARDLINK, 0, 0644, modified, target), new byte[0]);
  }

  /** The mark that hides that path of the lower layers: OCI image-spec layer.md § Whiteouts. */
  public void whiteout(String path, long modified) throws IOException {
    int slash = path.lastIndexOf('/') + 1;
    String mark = path.substring(0, slash) + ".wh." + path.substring(slash);
    file(mark, 0644, modified, new byte[0]);
  }

  /** The mark that hides everything the lower layers have in that folder; empty for the root. */
  public void opaque(String folder, long modified) throws IOException {
    String mark = folder.isEmpty() ? ".wh..wh..opq" : folder + "/.wh..wh..opq";
    file(mark, 0644, modified, new byte[0]);
  }

  /** Any entry; its size must be the content's length. */
  public void entry(TarEntry entry, byte[] content) throws IOException {
    if (entry.size() != content.length) {
      throw new IllegalArgumentException("the entry's size is not its content's length");
    }
    head(entry);
    out.write(content);
    pad(content.length);
  }

  /**
   * Any entry with content from a stream.
   *
   * @throws IOException also when the stream is not exactly as long as the entry's size
   */
  public void entry(TarEntry entry, InputStream content) throws IOException {
    head(entry);
    byte[] buffer = new byte[1 << 16];
    long left = entry.size();
    while (left > 0) {
      int read = content.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new IOException("content ended " + left + " bytes early");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
    if (content.read() >= 0) {
      throw new IOException("content is longer than the entry's size");
    }
    pad(entry.size());
  }

  /** Writes the end of the archive; the stream stays open. */
  public void finish() throws IOException {
    if (!finished) {
      finished = true;
      out.write(ZEROS);
      out.flush();
    }
  }

  /** Finishes the archive and closes the stream. */
  @Override
  public void close() throws IOException {
    try (out) {
      finish();
    }
  }

  private void head(TarEntry entry) throws IOException {
    if (finished) {
      throw new IllegalStateException("the archive is finished");
    }
    if (entry.size() != 0 && entry.type() != EntryType.FILE) {
      throw new IllegalArgumentException("only files have content");
    }
    byte[] path = EntryPath.encode(path(entry));
    byte[] link = EntryPath.encode(entry.link());
    long modified = Math.min(entry.modified(), latest);
    SortedMap<String, byte[]> records = new TreeMap<>();
    int split = split(path);
    if (split < 0) {
      text(records, "path", path);
    }
    if (link.length > 100) {
      text(records, "linkpath", link);
    }
    long size = number(records, "size", entry.size(), MAX_OCTAL_11);
    long uid = number(records, "uid", entry.uid(), MAX_OCTAL_7);
    long gid = number(records, "gid", entry.gid(), MAX_OCTAL_7);
    long time = number(records, "mtime", modified, MAX_OCTAL_11);
    entry
        .xattrs()
        .forEach((name, value) ->
            records.put("SCHILY.xattr." + name, value.getBytes(StandardCharsets.ISO_8859_1)));
    if (!records.isEmpty()) {
      extended(records, path);
    }
    start(path, split, entry.mode(), uid, gid, size, time, typeFlag(entry.type()));
    System.arraycopy(link, 0, header, 157, Math.min(link.length, 100));
    boolean device =
        entry.type() == EntryType.CHARACTER_DEVICE || entry.type() == EntryType.BLOCK_DEVICE;
    octal(329, 8, device ? entry.deviceMajor() : 0);
    octal(337, 8, device ? entry.deviceMinor() : 0);
    emit();
  }

  private static String path(TarEntry entry) {
    if (entry.type() != EntryType.DIRECTORY) {
      return entry.path();
    }
    return entry.path().isEmpty() ? "./" : entry.path() + "/";
  }

  private void extended(SortedMap<String, byte[]> records, byte[] path) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (var record : records.entrySet()) {
      byte[] key = EntryPath.encode(record.getKey());
      int rest = key.length + record.getValue().length + 3;
      int length = rest + Integer.toString(rest).length();
      if (Integer.toString(length).length() != Integer.toString(rest).length()) {
        length++;
      }
      body.write(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
      body.write(' ');
      body.write(key);
      body.write('=');
      body.write(record.getValue());
      body.write('\n');
    }
    byte[] prefix = "PaxHeaders/".getBytes(StandardCharsets.US_ASCII);
    int kept = Math.min(path.length, 80);
    byte[] name = new byte[prefix.length + kept];
    System.arraycopy(prefix, 0, name, 0, prefix.length);
    System.arraycopy(path, path.length - kept, name, prefix.length, kept);
    if (name[name.length - 1] == '/') {
      name[name.length - 1] = '_';
    }
    start(name, 0, 0644, 0, 0, body.size(), 0, 'x');
    emit();
    body.writeTo(out);
    pad(body.size());
  }

  private static void text(SortedMap<String, byte[]> records, String key, byte[] value) {
    records.put(key, value);
    String decoded = EntryPath.decode(value, 0, value.length);
    for (int i = 0; i < decoded.length(); i++) {
      char c = decoded.charAt(i);
      if (Character.isLowSurrogate(c)
          && (i == 0 || !Character.isHighSurrogate(decoded.charAt(i - 1)))) {
        records.put("hdrcharset", "BINARY".getBytes(StandardCharsets.US_ASCII));
        return;
      }
    }
  }

  /** The value for the ustar field: itself, or 0 when it had to go into a record. */
  private static long number(SortedMap<String, byte[]> records, String key, long value, long max) {
    if (value >= 0 && value <= max) {
      return value;
    }
    records.put(key, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
    return 0;
  }

  /** Where the name starts after the prefix; 0 when all is name, -1 when ustar cannot hold it. */
  private static int split(byte[] path) {
    if (path.length <= 100) {
      return 0;
    }
    for (int slash = Math.min(155, path.length - 2); slash > 0; slash--) {
      if (path[slash] == '/') {
        return path.length - slash - 1 <= 100 ? slash + 1 : -1;
      }
    }
    return -1;
  }

  private void start(
      byte[] path, int split, int mode, long uid, long gid, long size, long time, char type) {
    Arrays.fill(header, (byte) 0);
    int from = Math.max(split, 0);
    System.arraycopy(path, from, header, 0, Math.min(path.length - from, 100));
    if (split > 0) {
      System.arraycopy(path, 0, header, 345, split - 1);
    }
    octal(100, 8, mode & 07777);
    octal(108, 8, uid);
    octal(116, 8, gid);
    octal(124, 12, size);
    octal(136, 12, time);
    header[156] = (byte) type;
    byte[] magic = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(magic, 0, header, 257, magic.length);
    octal(329, 8, 0);
    octal(337, 8, 0);
  }

  /** Digits to the field's last byte but one, which stays zero. */
  private void octal(int offset, int width, long value) {
    long rest = value;
    for (int i = offset + width - 2; i >= offset; i--) {
      header[i] = (byte) ('0' + (rest & 7));
      rest >>>= 3;
    }
  }

  private void emit() throws IOException {
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    octal(148, 7, sum);
    header[154] = 0;
    out.write(header);
  }

  private void pad(long length) throws IOException {
    int over = (int) (length % BLOCK);
    if (over != 0) {
      out.write(ZEROS, 0, BLOCK - over);
    }
  }

  private static char typeFlag(EntryType type) {
    return switch (type) {
      case FILE -> '0';
      case HARDLINK -> '1';
      case SYMLINK -> '2';
      case CHARACTER_DEVICE -> '3';
      case BLOCK_DEVICE -> '4';
      case DIRECTORY -> '5';
      case FIFO -> '6';
      case OTHER -> throw new IllegalArgumentException("an entry of unknown type has no flag");
    };
  }
}
