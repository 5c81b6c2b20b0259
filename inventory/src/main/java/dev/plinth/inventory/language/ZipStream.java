package dev.plinth.inventory.language;

import dev.plinth.foundation.SafeText;
import dev.plinth.inventory.language.JavaArchiveNames.Kind;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads a zip archive forward by its local headers (PKWARE's APPNOTE.TXT 4.3; all numbers
 * little-endian), as its bytes come in pieces:
 *
 * <pre>
 * archive    = [prefix] *(header name extra data [descriptor]) directory …
 * header     = "PK" 3 4 … flags(6,2) method(8,2) … crc(14,4) packed(18,4) size(22,4)
 *              name-length(26,2) extra-length(28,2)            ; 30 bytes
 * descriptor = ["PK" 7 8] crc(4) packed(4 / 8) size(4 / 8)     ; where bit 3 of the flags is set
 * </pre>
 *
 * <p>Members of known length that do not matter are passed over; deflated ones whose length only
 * the descriptor tells are inflated to find their end. Whether a descriptor has 4 or 8 bytes for a
 * length is seen by comparing it with what was counted. A stored member of unknown length cannot be
 * read this way: that is a problem, and the reading ends.
 */
final class ZipStream {
  private static final int MAX_PREFIX = 1 << 20;
  private static final int DESCRIPTOR = 0x08074B50;
  private static final int ARCHIVE_EXTRA = 0x08064B50;
  private static final int END = 0x06054B50;
  private static final int END64 = 0x06064B50;

  private enum State {
    PREFIX,
    SIGNATURE,
    HEADER,
    NAME,
    DATA,
    DESCRIPTOR,
    DONE
  }

  private final JavaArchiveJob job;
  private final JavaEvidence evidence;
  private State state = State.PREFIX;
  private byte[] gathered = new byte[64];
  private int have;
  private int passed;
  private int members;

  private ZipMemberContent member;
  private boolean described;
  private boolean wide;
  private boolean deflated;
  private boolean bounded;
  private long packedLeft;
  private int crc;
  private long counted;
  private long inflatedCount;
  private boolean ended;
  private boolean inflating;
  private @Nullable Inflater inflater;
  private final byte[] piece = new byte[16 << 10];

  ZipStream(JavaArchiveJob job, JavaEvidence evidence) {
    this.job = job;
    this.evidence = evidence;
    this.member = new ZipMemberContent(job, evidence, "", Kind.OTHER);
  }

  /** The next bytes of the archive. */
  void accept(byte[] buffer, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end && state != State.DONE) {
      at =
          switch (state) {
            case PREFIX -> prefix(buffer, at, end);
            case SIGNATURE -> signature(buffer, at, end);
            case HEADER -> header(buffer, at, end);
            case NAME -> memberName(buffer, at, end);
            case DATA -> inflating ? inflate(buffer, at, end) : pass(buffer, at, end);
            case DESCRIPTOR -> descriptor(buffer, at, end);
            case DONE -> end;
          };
    }
  }

  /** The archive has ended. */
  void end() {
    if (state == State.PREFIX) {
      evidence.noArchive();
    } else if (state != State.DONE) {
      fail("it is cut off");
    }
    close();
  }

  private void fail(String what) {
    job.problem(evidence.innerPath(), what);
    close();
    state = State.DONE;
  }

  private void close() {
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
    member.close();
  }

  private int gather(byte[] buffer, int at, int end, int needed) {
    if (gathered.length < needed) {
      gathered = Arrays.copyOf(gathered, needed);
    }
    int taken = Math.clamp(needed - have, 0, end - at);
    System.arraycopy(buffer, at, gathered, have, taken);
    have += taken;
    return at + taken;
  }

  /** Looks for the first header, which is usually the first byte. */
  private int prefix(byte[] buffer, int from, int end) {
    int at = from;
    while (at < end && state == State.PREFIX) {
      gathered[have++] = buffer[at++];
      if (have == 4) {
        int value = integer(0);
        if (value == ZipDirectory.LOCAL) {
          state = State.HEADER;
          return at;
        }
        if (passed == 0 && value == END) {
          state = State.DONE;
          return end;
        }
        System.arraycopy(gathered, 1, gathered, 0, 3);
        have = 3;
        if (++passed > MAX_PREFIX) {
          evidence.noArchive();
          state = State.DONE;
        }
      }
    }
    return at;
  }

  private int signature(byte[] buffer, int from, int end) {
    int at = gather(buffer, from, end, 4);
    if (have == 4) {
      switch (integer(0)) {
        case ZipDirectory.LOCAL -> state = State.HEADER;
        case ZipDirectory.CENTRAL, ARCHIVE_EXTRA, END, END64 -> state = State.DONE;
        default -> fail("what follows the member " + name() + " is no zip archive");
      }
    }
    return at;
  }

  private String name() {
    return SafeText.of(member.name());
  }

  private int header(byte[] buffer, int from, int end) {
    int at = gather(buffer, from, end, 30);
    if (have == 30) {
      state = State.NAME;
      if (half(26) + half(28) == 0) {
        beginMember();
      }
    }
    return at;
  }

  private int memberName(byte[] buffer, int from, int end) {
    int needed = 30 + half(26) + half(28);
    int at = gather(buffer, from, end, needed);
    if (have == needed) {
      beginMember();
    }
    return at;
  }

  private void beginMember() {
    int flags = half(6);
    int method = half(8);
    int nameLength = half(26);
    Kind kind = JavaArchiveNames.kind(gathered, 30, nameLength);
    String name = kind == Kind.OTHER ? "" : JavaArchiveNames.text(gathered, 30, nameLength);
    member = new ZipMemberContent(job, evidence, name, kind);
    crc = integer(14);
    packedLeft = integer(18) & 0xFFFF_FFFFL;
    long size = integer(22) & 0xFFFF_FFFFL;
    wide = false;
    zip64(30 + nameLength, have, size == 0xFFFF_FFFFL);
    described = (flags & 8) != 0;
    deflated = method == 8;
    boolean folder = nameLength > 0 && gathered[30 + nameLength - 1] == '/';
    bounded = !described || packedLeft > 0 || (folder && !deflated);
    have = 0;
    counted = 0;
    inflatedCount = 0;
    ended = false;
    state = State.DATA;
    if (++members > JavaArchiveJob.MAX_MEMBERS || packedLeft < 0) {
      fail("it has an absurd number or size of members");
      return;
    }
    boolean readable = (flags & 1) == 0 && (deflated || method == 0);
    if (!readable && kind != Kind.OTHER) {
      member.unreadable(
          (flags & 1) != 0
              ? "it is encrypted"
              : "its compression method " + method + " is unknown");
    }
    if (!bounded && (!readable || !deflated)) {
      fail("a member's length is not told before it; the rest was not read");
      return;
    }
    member.open(described && size == 0 ? -1 : size);
    inflating = deflated && (member.wanted() || !bounded);
    if (inflating) {
      if (inflater == null) {
        inflater = new Inflater(true);
      } else {
        inflater.reset();
      }
    }
    if (bounded && packedLeft == 0) {
      dataEnded();
    }
  }

  private void zip64(int from, int to, boolean sizeIsWide) {
    int at = from;
    while (at <= to - 4) {
      int length = half(at + 2);
      if (half(at) == 1) {
        wide = true;
        int value = sizeIsWide ? at + 12 : at + 4;
        if (packedLeft == 0xFFFF_FFFFL && value + 8 <= Math.min(to, at + 4 + length)) {
          packedLeft = (integer(value) & 0xFFFF_FFFFL) | ((long) integer(value + 4) << 32);
        }
        return;
      }
      at += 4 + length;
    }
  }

  /** Data that is stored, or passed over. */
  private int pass(byte[] buffer, int at, int end) {
    int count = (int) Math.min(end - at, packedLeft);
    if (!deflated) {
      member.accept(buffer, at, count);
    }
    packedLeft -= count;
    counted += count;
    if (packedLeft == 0) {
      inflatedCount = deflated ? -1 : counted;
      dataEnded();
    }
    return at + count;
  }

  private int inflate(byte[] buffer, int at, int end) {
    Inflater running = inflater;
    if (running == null) {
      return end;
    }
    int given = bounded ? (int) Math.min(end - at, packedLeft) : end - at;
    int taken = given;
    if (!ended) {
      running.setInput(buffer, at, given);
      try {
        while (state == State.DATA) {
          int count = running.inflate(piece);
          if (count > 0 && !job.inflated(count)) {
            close();
            state = State.DONE;
            return end;
          }
          member.accept(piece, 0, count);
          inflatedCount += count;
          if (running.finished()) {
            ended = true;
            break;
          }
          if (count == 0) {
            break;
          }
        }
      } catch (DataFormatException e) {
        fail("the compressed data of the member " + name() + " is damaged");
        return end;
      }
      taken = bounded ? given : given - running.getRemaining();
    }
    counted += taken;
    packedLeft -= bounded ? taken : 0;
    if (bounded ? packedLeft == 0 : ended) {
      if (!ended) {
        fail("the compressed data of the member " + name() + " is cut off");
        return end;
      }
      dataEnded();
    } else if (taken == 0 && running.needsDictionary()) {
      fail("the compressed data of the member " + name() + " is damaged");
      return end;
    }
    return at + taken;
  }

  private void dataEnded() {
    have = 0;
    if (described) {
      state = State.DESCRIPTOR;
    } else {
      memberEnded();
    }
  }

  private int descriptor(byte[] buffer, int from, int end) {
    int at = gather(buffer, from, end, 4);
    if (have < 4) {
      return at;
    }
    int start = integer(0) == DESCRIPTOR ? 4 : 0;
    int narrowEnd = start + 12;
    if (have < narrowEnd) {
      at = gather(buffer, at, end, narrowEnd);
      if (have < narrowEnd) {
        return at;
      }
    }
    boolean narrow =
        integer(start + 4) == (int) counted
            && (inflatedCount < 0 || integer(start + 8) == (int) inflatedCount)
            && !(wide && integer(start + 8) == 0);
    if (!narrow) {
      int wideEnd = start + 20;
      at = gather(buffer, at, end, wideEnd);
      if (have < wideEnd) {
        return at;
      }
      if (integer(start + 4) != (int) counted || integer(start + 8) != (int) (counted >>> 32)) {
        fail("the lengths of the member " + name() + " contradict each other");
        return end;
      }
    }
    crc = integer(start);
    memberEnded();
    return at;
  }

  private void memberEnded() {
    have = 0;
    state = State.SIGNATURE;
    member.end(crc);
  }

  private int half(int at) {
    return (gathered[at] & 0xFF) | (gathered[at + 1] & 0xFF) << 8;
  }

  private int integer(int at) {
    return half(at) | half(at + 2) << 16;
  }
}
