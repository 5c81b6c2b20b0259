package dev.plinth.inventory.os;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * One row's columns: SQLite's record format (fileformat2.html § 2.1).
 *
 * <pre>
 * record := header-size:varint { serial-type:varint } { value }
 * serial types: 0 NULL, 1–4 integers of 1–4 bytes, 5 of 6 bytes, 6 of 8 bytes, 7 IEEE 754 double,
 *   8 and 9 the integers 0 and 1, N ≥ 12 even: blob of (N-12)/2 bytes, odd: text of (N-13)/2 bytes
 * </pre>
 *
 * <p>All numbers are big-endian. The bytes belong to the reader and change with the next row.
 */
final class SqliteRecord {
  private static final int MAX_COLUMNS = 2_000;
  private static final int[] SIZES = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};

  private final byte[] bytes;
  private final Charset encoding;
  private final long[] types;
  private final int[] offsets;
  private final int columns;

  /** Reads the header; the values must fit the payload. */
  SqliteRecord(byte[] bytes, int length, Charset encoding) throws SqliteFormatException {
    this.bytes = bytes;
    this.encoding = encoding;
    long headerSize = varint(bytes, 0, length);
    int at = varintLength(bytes, 0);
    if (headerSize < at || headerSize > length) {
      throw new SqliteFormatException("a row's header is longer than the row");
    }
    int headerEnd = (int) headerSize;
    int most = Math.min(MAX_COLUMNS, headerEnd - at);
    long[] seenTypes = new long[most];
    int[] seenOffsets = new int[most];
    long place = headerEnd;
    int count = 0;
    while (at < headerEnd) {
      if (count == MAX_COLUMNS) {
        throw new SqliteFormatException("a row has more than " + MAX_COLUMNS + " columns");
      }
      long type = varint(bytes, at, headerEnd);
      at += varintLength(bytes, at);
      if (type < 0 || type == 10 || type == 11) {
        throw new SqliteFormatException("a row has a column of unknown type");
      }
      seenTypes[count] = type;
      seenOffsets[count] = (int) place;
      count++;
      place += size(type);
      if (place > length) {
        throw new SqliteFormatException("a row's columns are longer than the row");
      }
    }
    this.types = seenTypes;
    this.offsets = seenOffsets;
    this.columns = count;
  }

  private static long size(long type) {
    return type < SIZES.length ? SIZES[(int) type] : (type - 12) / 2;
  }

  /** How many columns the row stores; later ones of the table have their defaults. */
  int columns() {
    return columns;
  }

  boolean isNull(int column) {
    return column >= columns || types[column] == 0;
  }

  boolean isInteger(int column) {
    return column < columns && types[column] != 0 && types[column] != 7 && types[column] < 10;
  }

  boolean isReal(int column) {
    return column < columns && types[column] == 7;
  }

  boolean isBlob(int column) {
    return column < columns && types[column] >= 12 && (types[column] & 1) == 0;
  }

  boolean isText(int column) {
    return column < columns && types[column] >= 12 && (types[column] & 1) == 1;
  }

  /** The integer of a column that is one. */
  long integer(int column) {
    long type = types[column];
    if (type >= 8) {
      return type - 8;
    }
    int size = SIZES[(int) type];
    long value = size == 0 ? 0 : bytes[offsets[column]];
    for (int i = 1; i < size; i++) {
      value = value << 8 | (bytes[offsets[column] + i] & 0xff);
    }
    return value;
  }

  /** The number of a column that is a real. */
  double real(int column) {
    return Double.longBitsToDouble(integer(column));
  }

  /** The text of a column that is one. */
  String text(int column) {
    return new String(bytes, offsets[column], length(column), encoding);
  }

  /** The row's bytes, which hold the column's value at {@link #offset}. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the column's value begins. */
  int offset(int column) {
    return offsets[column];
  }

  /** How many bytes the column's value has. */
  int length(int column) {
    return (int) size(types[column]);
  }

  /** A varint (§ 1.6): 1 to 9 bytes, 7 bits each, the ninth 8; big-endian. */
  static long varint(byte[] bytes, int offset, int end) throws SqliteFormatException {
    long value = 0;
    for (int i = 0; i < 9; i++) {
      if (offset + i >= end) {
        throw new SqliteFormatException("a number is cut off");
      }
      byte b = bytes[offset + i];
      if (i == 8) {
        return value << 8 | (b & 0xff);
      }
      value = value << 7 | (b & 0x7f);
      if (b >= 0) {
        return value;
      }
    }
    return value;
  }

  /** The length of a varint that was read. */
  static int varintLength(byte[] bytes, int offset) {
    int length = 1;
    while (length < 9 && bytes[offset + length - 1] < 0) {
      length++;
    }
    return length;
  }

  /** The charset of a header's text encoding, 1 to 3. */
  static Charset encoding(int number) throws SqliteFormatException {
    return switch (number) {
      // 0: a database in which nothing was ever written.
      case 0, 1 -> StandardCharsets.UTF_8;
      case 2 -> StandardCharsets.UTF_16LE;
      case 3 -> StandardCharsets.UTF_16BE;
      default -> throw new SqliteFormatException("its text encoding is unknown");
    };
  }
}
