package dev.plinth.inventory.language;

import dev.plinth.inventory.language.JavaArchiveNames.Kind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a zip archive that lies in memory by its central directory (PKWARE's APPNOTE.TXT 4.3; all
 * numbers little-endian):
 *
 * <pre>
 * archive   = [prefix] *(local name extra data [descriptor]) *central [end64 locator64] end comment
 * central   = "PK" 1 2 … flags(8,2) method(10,2) crc(16,4) packed(20,4) size(24,4) name-length(28,2)
 *             extra-length(30,2) comment-length(32,2) … local-offset(42,4), 46 bytes; name extra comment
 * local     = "PK" 3 4 … name-length(26,2) extra-length(28,2), 30 bytes
 * end       = "PK" 5 6 … members(10,2) directory-size(12,4) directory-offset(16,4) comment-length(20,2)
 * end64     = "PK" 6 6 … members(32,8) directory-size(40,8) directory-offset(48,8), 56 bytes or more
 * locator64 = "PK" 6 7 … end64-offset(8,8), 20 bytes
 * </pre>
 *
 * <p>The directory ends where the end record begins; how far that is from where it should be is the
 * length of what was put before the archive (a shell script, say) without correcting the offsets.
 * Members that overlap, as in bombs that name the same bytes thousands of times, are refused.
 */
final class ZipDirectory {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final int LOCAL = 0x04034B50;
  static final int CENTRAL = 0x02014B50;
  private static final int END = 0x06054B50;
  private static final int END64 = 0x06064B50;
  private static final int LOCATOR64 = 0x07064B50;
  private static final int MAX_WANTED = 50_000;

  private record Member(
      Kind kind, String name, int flags, int method, int crc, long packed, long size, long local) {}

  private final JavaArchiveJob job;
  private final JavaEvidence evidence;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private int directory;
  private int directoryEnd;
  private long shift;

  private ZipDirectory(JavaArchiveJob job, JavaEvidence evidence, byte[] bytes, int from, int to) {
    this.job = job;
    this.evidence = evidence;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /**
   * Reads the archive in from (inclusive) to to (exclusive).
   *
   * @return false, and nothing was read, when there is no central directory
   */
  static boolean read(JavaArchiveJob job, JavaEvidence evidence, byte[] bytes, int from, int to) {
    ZipDirectory zip = new ZipDirectory(job, evidence, bytes, from, to);
    if (!zip.locate()) {
      return false;
    }
    List<Member> wanted = zip.wanted();
    wanted.sort(Comparator.comparingLong(Member::local));
    long free = 0;
    for (Member member : wanted) {
      if (member.local() < free) {
        job.problem(evidence.innerPath(), "members overlap each other and were not read");
        continue;
      }
      free = Math.max(free, zip.read(member));
    }
    return true;
  }

  private boolean locate() {
    int lowest = Math.max(from, to - 22 - 0xFFFF);
    for (int at = to - 22; at >= lowest; at--) {
      if (bytes[at] == 'P' && integer(at) == END && half(at + 20) <= to - at - 22 && located(at)) {
        return true;
      }
    }
    return false;
  }

  private boolean located(int end) {
    long size = word(end + 12);
    long offset = word(end + 16);
    directoryEnd = end;
    if (end - 20 >= from
        && integer(end - 20) == LOCATOR64
        && (size == 0xFFFF_FFFFL || offset == 0xFFFF_FFFFL || half(end + 10) == 0xFFFF)) {
      int record = end64(end);
      if (record < 0) {
        return false;
      }
      size = (long) LONG.get(bytes, record + 40);
      offset = (long) LONG.get(bytes, record + 48);
      directoryEnd = record;
    }
    if (size < 0 || size > directoryEnd - from || offset < 0 || offset > directoryEnd - from) {
      return false;
    }
    directory = (int) (directoryEnd - size);
    shift = directory - offset;
    if (size > 0 && integer(directory) != CENTRAL) {
      // Something stands between directory and end record: the stated offset is the better guess.
      directory = (int) (from + offset);
      directoryEnd = (int) Math.min(directoryEnd, directory + size);
      shift = from;
    }
    return shift >= from && (size == 0 || (directory <= to - 46 && integer(directory) == CENTRAL));
  }

  /** Where the zip64 end record is: where the locator says, or directly before it. */
  private int end64(int end) {
    long stated = (long) LONG.get(bytes, end - 20 + 8);
    if (stated >= 0 && stated <= end - 20L - 56 - from && integer(from + (int) stated) == END64) {
      return from + (int) stated;
    }
    int near = end - 20 - 56;
    return near >= from && integer(near) == END64 ? near : -1;
  }

  private List<Member> wanted() {
    List<Member> wanted = new ArrayList<>();
    int at = directory;
    int members = 0;
    while (at <= directoryEnd - 46 && integer(at) == CENTRAL) {
      int nameLength = half(at + 28);
      int extra = at + 46 + nameLength;
      int next = extra + half(at + 30) + half(at + 32);
      if (next > directoryEnd || ++members > JavaArchiveJob.MAX_MEMBERS) {
        break;
      }
      Kind kind = JavaArchiveNames.kind(bytes, at + 46, nameLength);
      if (kind != Kind.OTHER && wanted.size() < MAX_WANTED) {
        wanted.add(member(kind, at, nameLength, extra));
      }
      at = next;
    }
    if (at != directoryEnd || wanted.size() >= MAX_WANTED) {
      job.problem(evidence.innerPath(), "its directory is damaged or absurdly long");
    }
    return wanted;
  }

  private Member member(Kind kind, int at, int nameLength, int extra) {
    long packed = word(at + 20);
    long size = word(at + 24);
    long local = word(at + 42);
    int end = extra + half(at + 30);
    for (int field = extra; field <= end - 4; field += 4 + half(field + 2)) {
      if (half(field) != 1) {
        continue;
      }
      int value = field + 4;
      int last = Math.min(end, value + half(field + 2));
      if (size == 0xFFFF_FFFFL && value <= last - 8) {
        size = (long) LONG.get(bytes, value);
        value += 8;
      }
      if (packed == 0xFFFF_FFFFL && value <= last - 8) {
        packed = (long) LONG.get(bytes, value);
        value += 8;
      }
      if (local == 0xFFFF_FFFFL && value <= last - 8) {
        local = (long) LONG.get(bytes, value);
      }
      break;
    }
    String name = JavaArchiveNames.text(bytes, at + 46, nameLength);
    long start = local < 0 || local > to ? Long.MAX_VALUE : local + shift;
    return new Member(
        kind, name, half(at + 8), half(at + 10), integer(at + 16), packed, size, start);
  }

  /** Reads one member; returns where its bytes end, so that the next cannot have them too. */
  private long read(Member member) {
    if (member.local() > directory - 30 || integer((int) member.local()) != LOCAL) {
      evidence.unreadable(member.name(), "it is not where the directory says");
      return 0;
    }
    int local = (int) member.local();
    int nameLength = half(local + 26);
    long start = local + 30L + nameLength + half(local + 28);
    if (member.packed() < 0 || start > directory - member.packed()) {
      evidence.unreadable(member.name(), "it reaches beyond the archive");
      return start;
    }
    if (!JavaArchiveNames.text(bytes, local + 30, nameLength).equals(member.name())) {
      evidence.unreadable(member.name(), "the directory and the member disagree about its name");
      return start + member.packed();
    }
    if ((member.flags() & 1) != 0) {
      evidence.unreadable(member.name(), "it is encrypted");
    } else if (member.method() == 0) {
      stored(member, (int) start);
    } else if (member.method() == 8) {
      deflated(member, (int) start);
    } else {
      evidence.unreadable(
          member.name(), "its compression method " + member.method() + " is unknown");
    }
    return start + member.packed();
  }

  private void stored(Member member, int start) {
    int length = (int) member.packed();
    if (member.kind() == Kind.ARCHIVE) {
      JavaEvidence inner = evidence.inner(member.name());
      if (inner != null) {
        JavaArchiveReading.read(job, inner, bytes, start, start + length);
      }
    } else if (length > JavaArchiveJob.MAX_TEXT) {
      evidence.unreadable(member.name(), "it is absurdly large");
    } else {
      text(member, Arrays.copyOfRange(bytes, start, start + length));
    }
  }

  private void text(Member member, byte[] text) {
    CRC32 crc = new CRC32();
    crc.update(text, 0, text.length);
    if ((int) crc.getValue() != member.crc()) {
      evidence.unreadable(member.name(), "its checksum is wrong");
    } else {
      evidence.text(member.kind(), member.name(), text);
    }
  }

  private void deflated(Member member, int start) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, start, (int) member.packed());
      if (member.kind() == Kind.ARCHIVE) {
        JavaEvidence inner = evidence.inner(member.name());
        if (inner != null) {
          inflateArchive(member, inner, inflater);
        }
        return;
      }
      byte[] text = new byte[Math.clamp(member.size(), 0, JavaArchiveJob.MAX_TEXT) + 1];
      int length = 0;
      while (length < text.length && !inflater.finished()) {
        int count = inflater.inflate(text, length, text.length - length);
        if (count == 0 && !inflater.finished()) {
          break;
        }
        length += count;
      }
      if (!inflater.finished() || length != member.size()) {
        evidence.unreadable(member.name(), "it is damaged or absurdly large");
      } else if (job.inflated(length)) {
        text(member, Arrays.copyOf(text, length));
      }
    } catch (DataFormatException e) {
      evidence.unreadable(member.name(), "its compressed data is damaged");
    } finally {
      inflater.end();
    }
  }

  private void inflateArchive(Member member, JavaEvidence inner, Inflater inflater) {
    JavaArchiveReading reading = new JavaArchiveReading(job, inner, member.size());
    byte[] piece = new byte[32 << 10];
    try {
      while (!inflater.finished()) {
        int count = inflater.inflate(piece);
        if (count == 0 && !inflater.finished()) {
          evidence.unreadable(member.name(), "its compressed data is cut off");
          break;
        }
        if (!job.inflated(count)) {
          break;
        }
        reading.accept(piece, 0, count);
      }
    } catch (DataFormatException e) {
      evidence.unreadable(member.name(), "its compressed data is damaged");
    }
    reading.end();
  }

  private int half(int at) {
    return (short) SHORT.get(bytes, at) & 0xFFFF;
  }

  private int integer(int at) {
    return (int) INT.get(bytes, at);
  }

  private long word(int at) {
    return (int) INT.get(bytes, at) & 0xFFFF_FFFFL;
  }
}
