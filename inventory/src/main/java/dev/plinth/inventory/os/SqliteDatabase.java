package dev.plinth.inventory.os;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;

/**
 * Reads the tables of a SQLite database from its bytes: sqlite.org/fileformat2.html. Nothing is
 * written, no SQL is run, indexes and the freelist are not looked at.
 *
 * <pre>
 * file      := page { page }                               page 1 begins with the 100 header bytes
 * header    := "SQLite format 3\0" page-size:2 (1 is 65536) write-version:1 read-version:1
 *              reserved-per-page:1 … change-counter:4@24 pages:4@28 … encoding:4@56 …
 *              version-valid-for:4@92 …
 * interior  := 0x05 freeblock:2 cells:2 content:2 fragments:1 right-most:4 { cell-pointer:2 }
 *              cell := left-child:4 rowid:varint
 * leaf      := 0x0D freeblock:2 cells:2 content:2 fragments:1 { cell-pointer:2 }
 *              cell := payload-size:varint rowid:varint local-payload [ overflow-page:4 ]
 * overflow  := next-page:4 (0 in the last) payload
 * </pre>
 *
 * <p>U being the page size less the reserved bytes, a payload of P bytes lies locally when P ≤
 * U-35; else K = M+((P-M)%(U-4)) bytes of it do, or M = ((U-12)*32/255)-23 where K is more than
 * U-35.
 *
 * <p>Every page is visited at most once in a scan and the rows together may not be longer than the
 * file, so that no damage or malice can make it cycle or grow: the work is bounded by the size of
 * the file.
 */
final class SqliteDatabase {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 100;
  private static final int MAX_DEPTH = 20;
  private static final int LEAF = 0x0d;
  private static final int INTERIOR = 0x05;

  /** Sees the rows of a table. */
  interface RowVisitor {
    /** One row; the record is only valid during the call. */
    void row(long rowid, SqliteRecord record);
  }

  private final ChunkedBytes bytes;
  private final int pageSize;
  private final int usable;
  private final int pages;
  private final int declaredPages;
  private final Charset encoding;
  private final int maxPayload;

  private SqliteDatabase(ChunkedBytes bytes, int maxPayload) throws SqliteFormatException {
    this.bytes = bytes;
    this.maxPayload = maxPayload;
    if (bytes.size() < HEADER) {
      throw new SqliteFormatException("it is shorter than a SQLite database's header");
    }
    byte[] first = bytes.chunk(0);
    for (int i = 0; i < MAGIC.length; i++) {
      if (first[i] != MAGIC[i]) {
        throw new SqliteFormatException("it is no SQLite database");
      }
    }
    int size = u16(first, 16);
    this.pageSize = size == 1 ? 65536 : size;
    if (pageSize < 512 || Integer.bitCount(pageSize) != 1) {
      throw new SqliteFormatException("its page size is impossible");
    }
    if (first[19] != 1 && first[19] != 2) {
      throw new SqliteFormatException("it has a newer format than is known");
    }
    this.usable = pageSize - (first[20] & 0xff);
    if (usable < 480) {
      throw new SqliteFormatException("its pages have too little room");
    }
    this.encoding = SqliteRecord.encoding(i32(first, 56));
    this.pages = (int) Math.min(Integer.MAX_VALUE, bytes.size() / pageSize);
    int inHeader = i32(first, 28);
    boolean valid = inHeader > 0 && i32(first, 24) == i32(first, 92);
    this.declaredPages = valid ? inHeader : pages;
    if (pages == 0) {
      throw new SqliteFormatException("it is shorter than one page");
    }
  }

  /**
   * Looks at the header.
   *
   * @param maxPayload bytes of the largest row that is read
   */
  static SqliteDatabase open(ChunkedBytes bytes, int maxPayload) throws SqliteFormatException {
    return new SqliteDatabase(bytes, maxPayload);
  }

  /** True when the file has fewer pages than its header says. */
  boolean truncated() {
    return pages < declaredPages;
  }

  /** The root page of that table (letters' case ignored as SQL does), 0 when there is none. */
  int rootPage(String table) throws SqliteFormatException {
    String wanted = table.toLowerCase(Locale.ROOT);
    int[] found = {0};
    // sqlite_schema (type, name, tbl_name, rootpage, sql) is itself the table rooted at page 1.
    scan(
        1,
        (rowid, row) -> {
          if (row.isText(0)
              && row.isText(1)
              && row.isInteger(3)
              && row.text(0).equals("table")
              && row.text(1).toLowerCase(Locale.ROOT).equals(wanted)) {
            long root = row.integer(3);
            found[0] = root > 0 && root <= pages ? (int) root : 0;
          }
        });
    return found[0];
  }

  /**
   * Hands over the rows of the table rooted there, in the order of their row IDs. Rows seen before
   * an exception are good.
   */
  void scan(int rootPage, RowVisitor visitor) throws SqliteFormatException {
    new Scan(visitor).page(rootPage, 0);
  }

  private final class Scan {
    private final RowVisitor visitor;
    private final BitSet seen = new BitSet();
    private byte[] payload = new byte[0];
    private long payloads;

    Scan(RowVisitor visitor) {
      this.visitor = visitor;
    }

    void page(int number, int depth) throws SqliteFormatException {
      if (depth > MAX_DEPTH) {
        throw new SqliteFormatException("its tree is deeper than " + MAX_DEPTH + " pages");
      }
      visit(number);
      byte[] page = chunk(number);
      int base = base(number);
      int header = number == 1 ? base + HEADER : base;
      int type = page[header];
      if (type != LEAF && type != INTERIOR) {
        throw new SqliteFormatException("page " + number + " is no page of a table");
      }
      int cells = u16(page, header + 3);
      int pointers = header + (type == LEAF ? 8 : 12);
      if (pointers + 2 * cells > base + usable) {
        throw new SqliteFormatException("page " + number + " has more cells than fit");
      }
      for (int i = 0; i < cells; i++) {
        int offset = u16(page, pointers + 2 * i);
        int cell = base + offset;
        if (cell < pointers + 2 * cells || offset + 4 > usable) {
          throw new SqliteFormatException("page " + number + " has a cell outside of it");
        }
        if (type == LEAF) {
          row(page, cell, base + usable);
        } else {
          page(i32(page, cell), depth + 1);
        }
      }
      if (type == INTERIOR) {
        page(i32(page, header + 8), depth + 1);
      }
    }

    private void row(byte[] page, int cell, int end) throws SqliteFormatException {
      long size = SqliteRecord.varint(page, cell, end);
      int at = cell + SqliteRecord.varintLength(page, cell);
      long rowid = SqliteRecord.varint(page, at, end);
      at += SqliteRecord.varintLength(page, at);
      if (size < 0 || size > maxPayload || size > bytes.size()) {
        throw new SqliteFormatException(
            "a row is longer than " + maxPayload + " bytes or the file");
      }
      payloads += size;
      if (payloads > bytes.size()) {
        // Cells of one page may point to the same bytes: copying those must not multiply.
        throw new SqliteFormatException("its rows overlap");
      }
      int length = (int) size;
      int local = local(length);
      boolean overflows = local < length;
      if (at + local + (overflows ? 4 : 0) > end) {
        throw new SqliteFormatException("a row reaches beyond its page");
      }
      if (payload.length < length) {
        payload = new byte[Math.max(length, Math.min(2 * payload.length, maxPayload))];
      }
      System.arraycopy(page, at, payload, 0, local);
      if (overflows) {
        overflow(i32(page, at + local), local, length);
      }
      visitor.row(rowid, new SqliteRecord(payload, length, encoding));
    }

    private int local(int length) {
      int most = usable - 35;
      if (length <= most) {
        return length;
      }
      int least = (usable - 12) * 32 / 255 - 23;
      int fitting = least + (length - least) % (usable - 4);
      return fitting <= most ? fitting : least;
    }

    private void overflow(int first, int done, int length) throws SqliteFormatException {
      int number = first;
      int filled = done;
      while (filled < length) {
        visit(number);
        byte[] page = chunk(number);
        int base = base(number);
        int part = Math.min(length - filled, usable - 4);
        System.arraycopy(page, base + 4, payload, filled, part);
        filled += part;
        number = i32(page, base);
      }
    }

    private void visit(int number) throws SqliteFormatException {
      if (number < 1 || number > pages) {
        throw new SqliteFormatException(
            "it points to a page beyond its end" + (truncated() ? ", for it is cut off" : ""));
      }
      if (seen.get(number)) {
        throw new SqliteFormatException("page " + number + " is used twice");
      }
      seen.set(number);
    }
  }

  private byte[] chunk(int page) {
    return bytes.chunk((page - 1L) * pageSize);
  }

  private int base(int page) {
    return ChunkedBytes.within((page - 1L) * pageSize);
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private static int i32(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xff) << 16
        | (bytes[at + 2] & 0xff) << 8
        | (bytes[at + 3] & 0xff);
  }
}
