package dev.plinth.inventory.language;

import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.inventory.language.ExecutableHead.Format;
import dev.plinth.inventory.language.ExecutableHead.Range;
import dev.plinth.inventory.language.ExecutableHead.Segment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Finds the dependency list that cargo-auditable puts into Rust programs: a section {@code .dep-v0}
 * that holds JSON compressed with zlib (RFC 1950); {@link CargoAuditableJson} has the JSON.
 *
 * <p>PE and Mach-O name their sections at the start of the file, so the section is read where it
 * lies. ELF names them at its end, when the section has passed. The section is read-only data, or,
 * as newer releases write it, data that is not loaded at all. So the loaded segments that are
 * neither written nor executed are searched (those that are executed only where a linker made no
 * others), and what lies between the last segment and the section headers, for the start of a zlib
 * stream whose text begins as the JSON does:
 *
 * <pre>
 * start = %x78 (%x01 / %x5E / %x9C / %xDA) deflate-data
 * text  = "{" *white-space %x22 ("packages" / "format") …
 * </pre>
 *
 * <p>What was found counts when the section headers, once they pass, have a section that begins
 * there; so that a program's own data, such as another program it carries, is not mistaken for its
 * dependencies. Where an ELF file has no section headers (or thousands), what was found counts
 * without.
 */
final class CargoAuditableProbe implements ExecutableProbe {
  /** No genuine list comes near; cargo-auditable's own readers have the same limit. */
  private static final int MAX_TEXT = 8 << 20;

  private static final int MAX_SECTION_HEADERS = 256 << 10;

  /** Enough for the largest Huffman tables and the first twenty characters. */
  private static final int LOOK_AHEAD = 512;

  private static final int MAX_FOUND = 8;

  /** Streams tried in vain before giving up: so many, and one more for each KiB searched. */
  private static final int MAX_TRIALS = 10_000;

  /** A stream that began as expected: its place, and its text when it could be read to its end. */
  private static final class Found {
    final long position;
    final byte @Nullable [] text;

    Found(long position, byte @Nullable [] text) {
      this.position = position;
      this.text = text;
    }
  }

  private final ExecutableHead head;
  private final Range[] searched;
  private final long searchEnd;
  private final byte @Nullable [] sectionHeaders;
  private final List<Found> found = new ArrayList<>(1);

  private final byte[] carry = new byte[2 * LOOK_AHEAD];
  private int carryLength;
  private long carryEnd = -1;
  private @Nullable Inflater inflater;
  private final byte[] trial = new byte[32];
  private long streamStart = -1;
  private byte[] text = new byte[0];
  private int textLength;
  private int textKept;
  private long trialsLeft = MAX_TRIALS;

  CargoAuditableProbe(ExecutableHead head) {
    this.head = head;
    this.searched = searched(head);
    long end = 0;
    for (Range range : searched) {
      end = Math.max(end, range.to());
    }
    this.searchEnd = end;
    Range table = head.sectionHeaders();
    this.sectionHeaders =
        table == null || table.to() - table.from() > MAX_SECTION_HEADERS
            ? null
            : new byte[(int) (table.to() - table.from())];
  }

  private static Range[] searched(ExecutableHead head) {
    if (head.format() != Format.ELF) {
      Range section = head.auditSection();
      return section == null ? new Range[0] : new Range[] {section};
    }
    List<Range> ranges = new ArrayList<>();
    for (boolean executable : new boolean[] {false, true}) {
      for (Segment segment : head.segments()) {
        if (!segment.writable() && segment.executable() == executable) {
          ranges.add(new Range(segment.from(), segment.to()));
        }
      }
      if (!ranges.isEmpty() && !onlyHeaders(ranges)) {
        break;
      }
    }
    ranges.add(notLoaded(head));
    return ranges.toArray(new Range[0]);
  }

  /** What lies behind all loaded segments, up to the section headers where they follow. */
  private static Range notLoaded(ExecutableHead head) {
    long from = 0;
    for (Segment segment : head.segments()) {
      from = Math.max(from, segment.to());
    }
    Range table = head.sectionHeaders();
    return new Range(from, table != null && table.from() > from ? table.from() : Long.MAX_VALUE);
  }

  private static boolean onlyHeaders(List<Range> ranges) {
    long bytes = 0;
    for (Range range : ranges) {
      bytes += range.to() - range.from();
    }
    return bytes < 64;
  }

  @Override
  public boolean accept(long position, byte[] buffer, int offset, int length) {
    long end = position + length;
    for (Range range : searched) {
      long from = Math.max(position, range.from());
      long to = Math.min(end, range.to());
      if (from < to) {
        search(from, buffer, (int) (from - position) + offset, (int) (to - from));
        if (to == range.to()) {
          finishRange();
        }
      }
    }
    if (end >= searchEnd && found.isEmpty() && streamStart < 0) {
      return false;
    }
    Range table = head.sectionHeaders();
    if (table == null || sectionHeaders == null) {
      return end < searchEnd;
    }
    long from = Math.max(position, table.from());
    long to = Math.min(end, table.to());
    if (from < to) {
      System.arraycopy(
          buffer,
          offset + (int) (from - position),
          sectionHeaders,
          (int) (from - table.from()),
          (int) (to - from));
    }
    return end < searchEnd || end < table.to();
  }

  /** The next bytes of a searched range, contiguous with the last ones of the same range. */
  private void search(long position, byte[] buffer, int offset, int length) {
    if (carryEnd != position) {
      carryLength = 0;
    }
    carryEnd = position + length;
    trialsLeft += trialsLeft < 0 ? 0 : length >>> 10;
    int at = offset;
    int end = offset + length;
    if (head.format() != Format.ELF && streamStart < 0 && found.isEmpty()) {
      beginStream(position);
    }
    if (streamStart >= 0) {
      at = inflate(buffer, at, end);
    } else if (carryLength > 0) {
      at = searchCarry(position, buffer, at, end);
    }
    if (streamStart >= 0 || at >= end) {
      return;
    }
    int decided = end - LOOK_AHEAD;
    if (at < decided) {
      at = searchPiece(position - offset, buffer, at, decided, end);
      if (streamStart >= 0) {
        return;
      }
      at = Math.max(at, decided);
    }
    System.arraycopy(buffer, at, carry, carryLength, end - at);
    carryLength += end - at;
  }

  /**
   * Searches what was left of the last piece, with the first bytes of this one behind it. Returns
   * where to go on in this piece.
   */
  private int searchCarry(long position, byte[] buffer, int at, int end) {
    int added = Math.min(end - at, LOOK_AHEAD);
    System.arraycopy(buffer, at, carry, carryLength, added);
    int total = carryLength + added;
    long carryPosition = position - carryLength;
    int decided = Math.min(carryLength, total - LOOK_AHEAD);
    if (decided <= 0) {
      carryLength = total;
      return end;
    }
    int stopped = searchPiece(carryPosition, carry, 0, decided, total);
    if (streamStart >= 0) {
      // The stream has taken all that was carried; it goes on behind the added bytes.
      carryLength = 0;
      return inflate(buffer, at + added, end);
    }
    int next = Math.max(stopped, decided);
    if (next >= carryLength) {
      int consumed = next - carryLength;
      carryLength = 0;
      return at + consumed;
    }
    System.arraycopy(carry, next, carry, 0, total - next);
    carryLength = total - next;
    return at + added;
  }

  /**
   * Searches the starts from (inclusive) to {@code decided}; bytes up to {@code end} may be looked
   * at. Returns where it stopped; a stream that does not end in the piece is left running.
   *
   * @param origin the position in the file of index 0
   */
  private int searchPiece(long origin, byte[] buffer, int from, int decided, int end) {
    int at = from;
    while (at < decided) {
      at = ByteSearch.indexOf(buffer, at, decided, (byte) 0x78);
      if (at >= decided) {
        break;
      }
      if (promising(buffer, at, end)) {
        beginStream(origin + at);
        at = inflate(buffer, at, end);
        if (streamStart >= 0) {
          return end;
        }
      } else {
        at++;
      }
    }
    return at;
  }

  private boolean promising(byte[] buffer, int at, int end) {
    if (end - at < 8 || found.size() >= MAX_FOUND) {
      return false;
    }
    int second = buffer[at + 1] & 0xFF;
    if ((second != 0x01 && second != 0x5E && second != 0x9C && second != 0xDA)
        || (buffer[at + 2] & 6) == 6
        || --trialsLeft < 0) {
      return false;
    }
    Inflater stream = fresh();
    stream.setInput(buffer, at, Math.min(LOOK_AHEAD, end - at));
    try {
      int count = stream.inflate(trial);
      return beginsLikeJson(new String(trial, 0, count, StandardCharsets.ISO_8859_1));
    } catch (DataFormatException e) {
      return false;
    }
  }

  private static boolean beginsLikeJson(String start) {
    if (!start.startsWith("{")) {
      return false;
    }
    String rest = start.substring(1).stripLeading();
    return rest.startsWith("\"packages\"") || rest.startsWith("\"format\"");
  }

  private Inflater fresh() {
    Inflater existing = inflater;
    if (existing == null) {
      existing = new Inflater();
      inflater = existing;
    } else {
      existing.reset();
    }
    return existing;
  }

  private void beginStream(long position) {
    fresh();
    streamStart = position;
    textLength = 0;
    carryLength = 0;
  }

  /** Feeds the running stream; returns where it ended, or {@code end} when it goes on. */
  private int inflate(byte[] buffer, int from, int end) {
    Inflater stream = inflater;
    if (stream == null || from >= end) {
      return end;
    }
    stream.setInput(buffer, from, end - from);
    try {
      while (true) {
        if (textLength == text.length) {
          if (textLength >= MAX_TEXT) {
            endStream(null);
            return from + 1;
          }
          text = Arrays.copyOf(text, Math.clamp(2L * textLength, 16 << 10, MAX_TEXT));
        }
        int count = stream.inflate(text, textLength, text.length - textLength);
        textLength += count;
        if (stream.finished()) {
          int next = end - stream.getRemaining();
          endStream(Arrays.copyOf(text, textLength));
          return next;
        }
        if (count == 0) {
          if (stream.needsInput()) {
            return end;
          }
          endStream(null);
          return from + 1;
        }
      }
    } catch (DataFormatException e) {
      endStream(null);
      return from + 1;
    }
  }

  private void endStream(byte @Nullable [] whole) {
    byte[] kept = whole != null && whole.length > MAX_TEXT - textKept ? null : whole;
    textKept += kept == null ? 0 : kept.length;
    found.add(new Found(streamStart, kept));
    streamStart = -1;
    text = new byte[0];
    textLength = 0;
  }

  /** A searched range has ended: a stream cannot go on, and what is carried is all there is. */
  private void finishRange() {
    if (streamStart < 0 && carryLength > 0) {
      searchPiece(carryEnd - carryLength, carry, 0, carryLength, carryLength);
    }
    if (streamStart >= 0) {
      endStream(null);
    }
    carryLength = 0;
    carryEnd = -1;
  }

  @Override
  public void end(FactSink sink) {
    if (carryEnd >= 0) {
      finishRange();
    }
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
    if (trialsLeft < 0) {
      sink.problem("the program has too many places where a list of crates might begin");
    }
    for (Found one : found) {
      if (!genuine(one)) {
        continue;
      }
      if (one.text == null) {
        sink.problem("the list of crates in the section .dep-v0 is damaged");
      } else {
        CargoAuditableJson.read(one.text, sink);
      }
      return;
    }
  }

  private boolean genuine(Found one) {
    byte[] table = sectionHeaders;
    int size = head.sectionHeaderSize();
    if (head.format() != Format.ELF || table == null) {
      return true;
    }
    for (int at = 0; at + size <= table.length; at += size) {
      Range section = head.sectionAt(table, at);
      if (section.from() == one.position && section.to() > section.from()) {
        return true;
      }
    }
    return false;
  }
}
