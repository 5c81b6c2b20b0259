package dev.plinth.advisories.feed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The regular files of a tar archive of documents, one after the other (POSIX.1-1988 ustar, GNU
 * long names, POSIX.1-2001 extended headers' {@code path} and {@code size}).
 *
 * <pre>
 * archive := (header content)* zero-block
 * header  := name[100] mode[8] uid[8] gid[8] size[12] mtime[12] checksum[8] type[1] link[100]
 *            magic[6] … prefix[155] at 345; 512 bytes, octal numbers
 * content := size bytes, filled up to a multiple of 512
 * </pre>
 *
 * An archive without the zero block at its end is taken for cut off. A member's content must be
 * read, or is passed over, before the next one.
 */
final class TarStream {
  private static final int BLOCK = 512;
  private static final int MAX_HEADER = 1 << 20;

  private final InputStream in;
  private final byte[] header = new byte[BLOCK];
  private long left;
  private long padding;

  TarStream(InputStream in) {
    this.in = in;
  }

  /** True where these first 512 bytes of a file are a tar header, by its checksum. */
  static boolean looksLikeTar(byte[] start, int length) {
    return length >= BLOCK && checksumHolds(start);
  }

  /** The name of the next regular file, null at the archive's end. */
  @Nullable String next() throws IOException {
    String longName = null;
    long longSize = -1;
    while (true) {
      pass();
      if (!block()) {
        return null;
      }
      if (!checksumHolds(header)) {
        throw new IOException("a tar header's checksum is wrong");
      }
      long size = number(124, 12);
      char type = (char) header[156];
      if (type == 'L' || type == 'x') {
        byte[] extended = extended(size);
        if (type == 'L') {
          longName = text(extended, 0, extended.length);
        } else {
          String path = record(extended, "path");
          String bytes = record(extended, "size");
          longName = path == null ? longName : path;
          longSize = bytes == null ? longSize : decimal(bytes);
        }
        continue;
      }
      boolean named = type != 'g' && type != 'K';
      boolean empty = type >= '1' && type <= '6';
      left = empty ? 0 : named && longSize >= 0 ? longSize : size;
      padding = (BLOCK - left % BLOCK) % BLOCK;
      if (type == '0' || type == 0 || type == '7') {
        return longName != null ? longName : name();
      }
      if (named) {
        longName = null;
        longSize = -1;
      }
    }
  }

  /** The content of the file {@link #next} named; ends with it, needs no closing. */
  InputStream content() {
    return new InputStream() {
      private final byte[] one = new byte[1];

      @Override
      public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 || length == 0) {
          return left == 0 ? -1 : 0;
        }
        int read = in.read(buffer, offset, (int) Math.min(left, length));
        if (read < 0) {
          throw new EOFException("the tar archive is cut off");
        }
        left -= read;
        return read;
      }
    };
  }

  private void pass() throws IOException {
    long rest = left + padding;
    byte[] buffer = new byte[(int) Math.min(rest, 8192)];
    while (rest > 0) {
      int read = in.read(buffer, 0, (int) Math.min(rest, buffer.length));
      if (read < 0) {
        throw new EOFException("the tar archive is cut off");
      }
      rest -= read;
    }
    left = 0;
    padding = 0;
  }

  /** Reads a header; false at the zero block of the end, after which everything is read through. */
  private boolean block() throws IOException {
    int read = in.readNBytes(header, 0, BLOCK);
    if (read < BLOCK) {
      throw new EOFException("the tar archive is cut off");
    }
    for (byte b : header) {
      if (b != 0) {
        return true;
      }
    }
    in.transferTo(OutputStream.nullOutputStream());
    return false;
  }

  private static boolean checksumHolds(byte[] header) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    long stated = octal(header, 148, 8);
    return stated == sum;
  }

  private long number(int at, int length) throws IOException {
    if ((header[at] & 0x80) != 0) {
      long value = header[at] & 0x3f;
      for (int i = at + 1; i < at + length; i++) {
        if (value >>> 55 != 0) {
          throw new IOException("a tar header's size is absurd");
        }
        value = value << 8 | (header[i] & 0xff);
      }
      return value;
    }
    long value = octal(header, at, length);
    if (value < 0) {
      throw new IOException("a tar header's size is no number");
    }
    return value;
  }

  private static long octal(byte[] from, int at, int length) {
    long value = 0;
    boolean any = false;
    for (int i = at; i < at + length; i++) {
      byte b = from[i];
      if (b >= '0' && b <= '7') {
        value = value << 3 | (b - '0');
        any = true;
      } else if (b == ' ' || b == 0) {
        if (any) {
          break;
        }
      } else {
        return -1;
      }
    }
    return value;
  }

  private byte[] extended(long size) throws IOException {
    if (size > MAX_HEADER) {
      throw new FeedLimitException("an extended tar header is larger than 1 MiB");
    }
    byte[] bytes = in.readNBytes((int) size);
    if (bytes.length < size) {
      throw new EOFException("the tar archive is cut off");
    }
    padding = (BLOCK - size % BLOCK) % BLOCK;
    pass();
    return bytes;
  }

  /** The value of an extended header's record {@code length key=value\n}, null where absent. */
  private static @Nullable String record(byte[] extended, String key) throws IOException {
    int at = 0;
    String value = null;
    while (at < extended.length) {
      int space = at;
      int length = 0;
      while (space < extended.length && extended[space] >= '0' && extended[space] <= '9') {
        length = Math.min(length * 10 + (extended[space] - '0'), MAX_HEADER + 1);
        space++;
      }
      int end = at + length;
      if (space == at || length <= space - at || end > extended.length) {
        throw new IOException("an extended tar header is damaged");
      }
      String entry = new String(extended, space + 1, end - space - 1, StandardCharsets.UTF_8);
      if (entry.startsWith(key + "=")) {
        value = entry.substring(key.length() + 1, Math.max(key.length() + 1, entry.length() - 1));
      }
      at = end;
    }
    return value;
  }

  private static long decimal(String text) throws IOException {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || value > Long.MAX_VALUE / 20) {
        throw new IOException("an extended tar header's size is no number");
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private String name() {
    String name = text(header, 0, 100);
    boolean ustar = header[257] == 'u' && header[258] == 's' && header[262] == 0;
    String prefix = ustar ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] from, int at, int length) {
    int end = at;
    while (end < at + length && from[end] != 0) {
      end++;
    }
    return new String(from, at, end - at, StandardCharsets.UTF_8);
  }
}
