package dev.plinth.inventory.language;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of an executable say about where things lie in it: ELF (System V gABI,
 * chapters 4 and 5), PE (Microsoft's PE/COFF specification) and Mach-O (the loader's {@code
 * mach-o/loader.h}). Only what the probes need is read; what is absurd is as if absent.
 *
 * <pre>
 * ELF    : ident(16) type(2) machine(2) version(4) entry(4|8) phoff(4|8) shoff(4|8) flags(4)
 *          ehsize(2) phentsize(2) phnum(2) shentsize(2) shnum(2) shstrndx(2), program headers …
 * PE     : "MZ" … at 60: offset of "PE\0\0" machine(2) sections(2) … optional-size(2) … optional,
 *          section = name(8) virtual-size(4) address(4) raw-size(4) raw-offset(4) …(16)
 * Mach-O : magic(4) cputype(4) subtype(4) filetype(4) ncmds(4) sizeofcmds(4) flags(4) [reserved(4)]
 *          then commands = cmd(4) size(4) …; LC_SEGMENT(_64) holds its sections' headers
 * </pre>
 */
final class ExecutableHead {
  /** How many of the first bytes are looked at. */
  static final int BYTES = 16 << 10;

  private static final VarHandle SHORT_LE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT_BE = view(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT_LE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_BE = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG_LE = view(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG_BE = view(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int MAX_SEGMENTS = 256;
  private static final int MAX_SECTIONS = 1_000;
  private static final String AUDIT_SECTION = ".dep-v0";

  /** The kind of executable. */
  enum Format {
    ELF,
    PE,
    MACH_O
  }

  /** A run of the file's bytes, {@code from} inclusive, {@code to} exclusive. */
  record Range(long from, long to) {}

  /**
   * A loaded segment.
   *
   * @param address where its first byte is in memory
   */
  record Segment(long from, long to, long address, boolean writable, boolean executable) {}

  private final Format format;
  private final byte[] bytes;
  private final int length;
  private boolean big;
  private boolean wide;
  private Segment[] segments = new Segment[0];
  private @Nullable Range sectionHeaders;
  private int sectionHeaderSize;
  private @Nullable Range auditSection;
  private boolean goBuildId;

  private ExecutableHead(Format format, byte[] bytes, int length) {
    this.format = format;
    this.bytes = bytes;
    this.length = length;
  }

  private static VarHandle view(Class<?> array, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(array, order);
  }

  /**
   * Whether these are the first bytes of a program or shared library of a known kind; at least 20
   * bytes are needed. Object files, core files, kernel modules and the like are not.
   */
  static @Nullable Format format(byte[] bytes, int offset, int length) {
    if (length < 20) {
      return null;
    }
    int magic = (int) INT_BE.get(bytes, offset);
    if (magic == 0x7F454C46) {
      boolean big = bytes[offset + 5] == 2;
      short type = (short) (big ? SHORT_BE : SHORT_LE).get(bytes, offset + 16);
      return type == 2 || type == 3 ? Format.ELF : null;
    }
    if ((magic >>> 16) == 0x4D5A) {
      return Format.PE;
    }
    boolean thin = (magic & 0xFFFFFFFE) == 0xFEEDFACE || (magic & 0xFEFFFFFF) == 0xCEFAEDFE;
    // A universal file begins as a Java class does, but counts few architectures where a class has
    // its version, at least 45.
    boolean fat = magic == 0xCAFEBABE && (int) INT_BE.get(bytes, offset + 4) < 45;
    return thin || fat ? Format.MACH_O : null;
  }

  /** Reads the head of a file whose {@link #format} is known. */
  static ExecutableHead read(Format format, byte[] bytes, int length) {
    ExecutableHead head = new ExecutableHead(format, bytes, length);
    switch (format) {
      case ELF -> head.elf();
      case PE -> head.portable();
      case MACH_O -> head.mach();
    }
    return head;
  }

  Format format() {
    return format;
  }

  /**
   * The loaded segments (of PE: sections) with content, in the order of their headers; empty when
   * none can be known. Only of ELF it is known which are written and executed.
   */
  Segment[] segments() {
    return segments;
  }

  /** Where ELF's section headers lie, null when the file says it has none. */
  @Nullable Range sectionHeaders() {
    return sectionHeaders;
  }

  /** The bytes of one ELF section header. */
  int sectionHeaderSize() {
    return sectionHeaderSize;
  }

  /** Where PE's or Mach-O's {@code .dep-v0} section lies; null when there is none, or for ELF. */
  @Nullable Range auditSection() {
    return auditSection;
  }

  /** True for an ELF file that has the note Go's linker writes. */
  boolean goBuildId() {
    return goBuildId;
  }

  /** The offset and size that an ELF section header at this place of an array states. */
  Range sectionAt(byte[] table, int at) {
    long offset = wide ? word(table, at + 24, true) : word(table, at + 16, false);
    long size = wide ? word(table, at + 32, true) : word(table, at + 20, false);
    return offset < 0 || size < 0 || offset + size < 0
        ? new Range(0, 0)
        : new Range(offset, offset + size);
  }

  /** The place in the file of an address in memory, -1 when no segment has it. */
  long fileOffset(long address) {
    for (Segment segment : segments) {
      long distance = address - segment.address();
      if (address >= segment.address() && distance < segment.to() - segment.from()) {
        return segment.from() + distance;
      }
    }
    return -1;
  }

  private void elf() {
    wide = bytes[4] == 2;
    big = bytes[5] == 2;
    if (length < (wide ? 64 : 52)) {
      return;
    }
    long programs = wide ? word(bytes, 32, true) : word(bytes, 28, false);
    long sections = wide ? word(bytes, 40, true) : word(bytes, 32, false);
    int counts = wide ? 54 : 42;
    int size = half(counts);
    int count = Math.min(half(counts + 2), MAX_SEGMENTS);
    sectionHeaderSize = half(counts + 4);
    int sectionCount = half(counts + 6);
    if (sections > 0
        && sectionCount > 0
        && sectionHeaderSize >= (wide ? 64 : 40)
        && sectionHeaderSize <= 256
        && sections < Long.MAX_VALUE - (1 << 24)) {
      sectionHeaders = new Range(sections, sections + (long) sectionCount * sectionHeaderSize);
    }
    if (programs < 0
        || size < (wide ? 56 : 32)
        || count == 0
        || programs > length - (long) count * size) {
      return;
    }
    Segment[] found = new Segment[count];
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int at = (int) programs + i * size;
      int type = (int) word(bytes, at, false);
      int flags = (int) word(bytes, wide ? at + 4 : at + 24, false);
      long from = wide ? word(bytes, at + 8, true) : word(bytes, at + 4, false);
      long address = wide ? word(bytes, at + 16, true) : word(bytes, at + 8, false);
      long bytesInFile = wide ? word(bytes, at + 32, true) : word(bytes, at + 16, false);
      if (from < 0 || bytesInFile <= 0 || from + bytesInFile < 0) {
        continue;
      }
      if (type == 1) {
        found[kept++] =
            new Segment(from, from + bytesInFile, address, (flags & 2) != 0, (flags & 1) != 0);
      } else if (type == 4) {
        goBuildId |= goNote(from, bytesInFile);
      }
    }
    segments = Arrays.copyOf(found, kept);
  }

  /** Whether the notes there have one of the name {@code Go} and type 4, the build ID. */
  private boolean goNote(long from, long size) {
    long at = from;
    long end = Math.min(from + size, length);
    while (at + 16 <= end) {
      long nameSize = word(bytes, (int) at, false);
      long valueSize = word(bytes, (int) at + 4, false);
      if (nameSize == 4
          && word(bytes, (int) at + 8, false) == 4
          && (int) INT_BE.get(bytes, (int) at + 12) == 0x476F0000) {
        return true;
      }
      at += 12 + ((nameSize + 3) & ~3L) + ((valueSize + 3) & ~3L);
    }
    return false;
  }

  private void portable() {
    if (length < 64) {
      return;
    }
    long header = word(bytes, 60, false);
    if (header > length - 24 || (int) INT_BE.get(bytes, (int) header) != 0x50450000) {
      return;
    }
    int count = Math.min(half((int) header + 6), MAX_SECTIONS);
    long table = header + 24 + half((int) header + 20);
    boolean plus = half((int) header + 24) == 0x20B;
    long base = header + 56 > length ? 0 : word(bytes, (int) header + (plus ? 48 : 52), plus);
    for (int i = 0; i < count && table + 40 <= length; i++, table += 40) {
      long stored = word(bytes, (int) table + 16, false);
      long place = word(bytes, (int) table + 20, false);
      addSegment(place, stored, base + word(bytes, (int) table + 12, false));
      if (named(table, 8)) {
        long size = Math.min(word(bytes, (int) table + 16, false), unpadded(table));
        long from = word(bytes, (int) table + 20, false);
        auditSection = new Range(from, from + size);
      }
    }
  }

  private void addSegment(long from, long size, long address) {
    if (from >= 0 && size > 0 && from + size > 0 && segments.length < MAX_SEGMENTS) {
      Segment[] more = Arrays.copyOf(segments, segments.length + 1);
      more[segments.length] = new Segment(from, from + size, address, false, false);
      segments = more;
    }
  }

  /** The raw size is padded to the file's alignment; the size in memory is the true one. */
  private long unpadded(long section) {
    long inMemory = word(bytes, (int) section + 8, false);
    return inMemory == 0 ? Long.MAX_VALUE : inMemory;
  }

  private void mach() {
    int magic = (int) INT_BE.get(bytes, 0);
    if (magic == 0xCAFEBABE) {
      return;
    }
    big = (magic >>> 24) == 0xFE;
    wide = (big ? magic & 0xFF : magic >>> 24) == 0xCF;
    if (length < 32) {
      return;
    }
    long count = word(bytes, 16, false);
    long at = wide ? 32 : 28;
    long end = Math.min(length, at + word(bytes, 20, false));
    for (int i = 0; i < Math.min(count, MAX_SEGMENTS) && at + 8 <= end; i++) {
      long size = word(bytes, (int) at + 4, false);
      if (word(bytes, (int) at, false) == (wide ? 0x19 : 0x1) && at + (wide ? 72 : 56) <= end) {
        addSegment(
            word(bytes, (int) at + (wide ? 40 : 32), wide),
            word(bytes, (int) at + (wide ? 48 : 36), wide),
            word(bytes, (int) at + 24, wide));
        machSections(at, end);
      }
      if (size < 8) {
        return;
      }
      at += size;
    }
  }

  private void machSections(long segment, long end) {
    long count = word(bytes, (int) segment + (wide ? 64 : 48), false);
    long at = segment + (wide ? 72 : 56);
    int size = wide ? 80 : 68;
    for (int i = 0; i < Math.min(count, MAX_SECTIONS) && at + size <= end; i++, at += size) {
      if (named(at, 16)) {
        long bytesInFile = word(bytes, (int) at + (wide ? 40 : 36), wide);
        long from = word(bytes, (int) at + (wide ? 48 : 40), false);
        if (bytesInFile > 0 && from + bytesInFile > 0) {
          auditSection = new Range(from, from + bytesInFile);
        }
      }
    }
  }

  private boolean named(long at, int field) {
    for (int i = 0; i < field; i++) {
      int wanted = i < AUDIT_SECTION.length() ? AUDIT_SECTION.charAt(i) : 0;
      if (bytes[(int) at + i] != wanted) {
        return false;
      }
    }
    return true;
  }

  private int half(int at) {
    return (short) (big ? SHORT_BE : SHORT_LE).get(bytes, at) & 0xFFFF;
  }

  /** Four bytes unsigned, or eight. */
  private long word(byte[] array, int at, boolean eight) {
    return eight
        ? (long) (big ? LONG_BE : LONG_LE).get(array, at)
        : (int) (big ? INT_BE : INT_LE).get(array, at) & 0xFFFF_FFFFL;
  }
}
