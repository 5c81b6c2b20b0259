package dev.plinth.advisories.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.JDBC;

/**
 * A store's file before SQLite sees it: the first 100 bytes tell whether it is one of ours (SQLite
 * file format §1.3: magic at 0, page size at 16, page count at 28, user version at 60, application
 * id at 68; all big-endian).
 */
final class StoreFile {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 100;

  private StoreFile() {}

  /**
   * The schema version of the store in this file.
   *
   * @throws dev.plinth.foundation.PlinthException where it is none of ours, newer or cut off
   */
  static int version(Path file) {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    long size;
    if (Files.isDirectory(file)) {
      throw StoreErrors.foreign(file, "it is a folder");
    }
    if (!Files.exists(file)) {
      throw StoreErrors.absent(file);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      size = channel.size();
      while (header.hasRemaining() && channel.read(header) >= 0) {
        // until the header is whole or the file ends
      }
    } catch (IOException e) {
      throw StoreErrors.io(file, e);
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (i >= header.position() || header.get(i) != MAGIC[i]) {
        throw StoreErrors.foreign(file, "it is no SQLite file");
      }
    }
    if (header.position() < HEADER) {
      throw StoreErrors.corrupt(file, "the file is cut off");
    }
    if (header.getInt(68) != StoreSchema.APPLICATION_ID) {
      throw StoreErrors.foreign(file, "that SQLite file was not made by Plinth");
    }
    int version = header.getInt(60);
    if (version > StoreSchema.VERSION) {
      throw StoreErrors.newer(file, version);
    }
    int pageSize = Short.toUnsignedInt(header.getShort(16));
    long expected = Integer.toUnsignedLong(header.getInt(28)) * (pageSize == 1 ? 65_536 : pageSize);
    if (version < 1 || size < expected) {
      throw StoreErrors.corrupt(
          file, "the file is cut off (" + size + " bytes of " + expected + ")");
    }
    return version;
  }

  /** Does once what every first connection of a process does. */
  static void prepare() {
    try {
      JDBC.createConnection("jdbc:sqlite::memory:", new Properties()).close();
    } catch (SQLException | LinkageError e) {
      // said when the store is opened
    }
  }

  /** A connection that only reads a file nobody changes. */
  static Connection connectReadOnly(Path file) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("open_mode", Integer.toString(0x1 | 0x40 | 0x8000));
    return JDBC.createConnection(
        "jdbc:sqlite:file:"
            .concat(escaped(file.toAbsolutePath().toString()))
            .concat("?mode=ro&immutable=1"),
        properties);
  }

  /** A connection to the working copy of an update, which nobody else opens. */
  static Connection connectWorking(Path file) throws SQLException {
    Properties properties = new Properties();
    // Else the driver prepares a query for the new row's number after each insertion.
    properties.setProperty("jdbc.get_generated_keys", "false");
    return JDBC.createConnection(
        "jdbc:sqlite:file:" + escaped(file.toAbsolutePath().toString()), properties);
  }

  /** The path as SQLite's URI file names want it. */
  private static String escaped(String path) {
    StringBuilder out = new StringBuilder(path.length() + 16);
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c > 0x20 && c < 0x7f && c != '%' && c != '?' && c != '#' && c != '&' && c != ';') {
        out.append(c);
      } else {
        out.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
    return out.toString();
  }
}
