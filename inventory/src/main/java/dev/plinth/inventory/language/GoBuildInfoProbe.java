package dev.plinth.inventory.language;

import dev.plinth.inventory.catalog.FactSink;
import dev.plinth.inventory.language.ExecutableHead.Range;
import dev.plinth.inventory.language.ExecutableHead.Segment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the build information that Go's linker puts into programs (Go's {@code debug/buildinfo} and
 * {@code cmd/link}), wherever it lies, on an alignment of 16 bytes:
 *
 * <pre>
 * information = magic pointer-size flags (pointers / strings)
 * magic       = %xFF " Go buildinf:"                 ; 14 bytes
 * flags       = OCTET            ; bit 0: big-endian pointers, bit 1: strings follow inline
 * strings     = 16OCTET string string                ; since Go 1.18: version, modules
 * string      = length *OCTET                        ; length as an unsigned LEB128
 * pointers    = pointer pointer  ; until Go 1.17: addresses of two (address, length) pairs
 * modules     = 16OCTET text 16OCTET                 ; between two sentinels
 * </pre>
 *
 * <p>Inline strings are taken as they pass. What the pointers point to has passed already when the
 * pointers come, so {@link GoRetainedStrings} keeps what can be it: the module text between its
 * sentinels, which is found without any pointer, and every text that begins like a Go version. The
 * version is then the retained text that the pointer names, else the only one retained.
 *
 * <p>Lost are, for programs built by Go 1.13 to 1.17 only: the module list where an ELF program has
 * no Go build ID (an option of the linker removes it), since such programs are not searched for it;
 * and the version where several texts look like one and the pointer cannot be followed, as in
 * position-independent programs, whose pointers are filled in when they are loaded. Each is
 * reported as a problem.
 */
final class GoBuildInfoProbe implements ExecutableProbe {
  private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
  private static final int ALIGNMENT = 16;
  private static final int HEADER = 32;
  private static final int MAX_VERSION = 512;
  private static final int MAX_MODULES = 4 << 20;
  private static final int MAX_REJECTED = 10_000;

  private enum State {
    SEARCHING,
    COLLECTING,
    POINTERS,
    DONE
  }

  private final ExecutableHead head;
  private final Range[] searched;
  private final long searchEnd;
  private final @Nullable GoRetainedStrings retained;

  private State state = State.SEARCHING;
  private final byte[] carry = new byte[ALIGNMENT];
  private int carryLength;
  private byte[] collected = new byte[0];
  private int collectedLength;
  private int required;
  private int rejected;
  private @Nullable String problem;
  private @Nullable String version;
  private byte @Nullable [] modules;
  private final byte[] versionPointer = new byte[16];
  private long pointersAt;
  private long versionPointerAt = -1;
  private int versionPointerRead;

  GoBuildInfoProbe(ExecutableHead head) {
    this.head = head;
    this.searched = searched(head);
    this.searchEnd = searched[searched.length - 1].to();
    this.retained =
        head.format() != ExecutableHead.Format.ELF || head.goBuildId()
            ? new GoRetainedStrings()
            : null;
  }

  /** An ELF file's segments that are not executed, in order; else the whole file. */
  private static Range[] searched(ExecutableHead head) {
    List<Range> ranges = new ArrayList<>();
    boolean writable = false;
    for (Segment segment : head.segments()) {
      if (head.format() == ExecutableHead.Format.ELF && !segment.executable()) {
        ranges.add(new Range(segment.from(), segment.to()));
        writable |= segment.writable();
      }
    }
    if (!writable) {
      return new Range[] {new Range(0, Long.MAX_VALUE)};
    }
    ranges.sort((a, b) -> Long.compare(a.from(), b.from()));
    return ranges.toArray(new Range[0]);
  }

  @Override
  public boolean accept(long position, byte[] buffer, int offset, int length) {
    long end = position + length;
    for (Range range : searched) {
      long from = Math.max(position, range.from());
      long to = Math.min(end, range.to());
      if (from < to && state != State.DONE) {
        int at = offset + (int) (from - position);
        int stop = at + (int) (to - from);
        if (retained != null && (state == State.SEARCHING || state == State.COLLECTING)) {
          retained.accept(from, buffer, at, stop);
        }
        look(from, buffer, at, stop);
      }
    }
    return state != State.DONE && end < searchEnd;
  }

  private void look(long position, byte[] buffer, int from, int end) {
    int at = from;
    while (at < end) {
      switch (state) {
        case SEARCHING -> at = search(position - from, buffer, at, end);
        case COLLECTING -> at = collect(position - from, buffer, at, end);
        case POINTERS -> {
          followPointer(position - from, buffer, at, end);
          return;
        }
        case DONE -> {
          return;
        }
      }
    }
  }

  /** Searches for the magic; returns where collecting begins, or {@code end}. */
  private int search(long origin, byte[] buffer, int from, int end) {
    int at = from;
    int misaligned = (int) ((origin + at) & (ALIGNMENT - 1));
    if (misaligned != 0) {
      int taken = Math.min(ALIGNMENT - misaligned, end - at);
      if (carryLength == misaligned) {
        System.arraycopy(buffer, at, carry, carryLength, taken);
        carryLength += taken;
        if (carryLength == ALIGNMENT && ByteSearch.matches(carry, 0, ALIGNMENT, MAGIC)) {
          beginCollecting(carry, ALIGNMENT);
          carryLength = 0;
          return at + taken;
        }
      }
      at += taken;
      if (((origin + at) & (ALIGNMENT - 1)) != 0) {
        return end;
      }
    }
    carryLength = 0;
    for (; at <= end - ALIGNMENT; at += ALIGNMENT) {
      if (buffer[at] == (byte) 0xFF && ByteSearch.matches(buffer, at, end, MAGIC)) {
        beginCollecting(buffer, 0);
        return at;
      }
    }
    carryLength = end - at;
    System.arraycopy(buffer, at, carry, 0, carryLength);
    return end;
  }

  private void beginCollecting(byte[] bytes, int length) {
    state = State.COLLECTING;
    collected = Arrays.copyOf(bytes, Math.max(length, 1));
    collectedLength = length;
    required = HEADER + 4;
  }

  private int collect(long origin, byte[] buffer, int from, int end) {
    int at = from;
    while (state == State.COLLECTING && at < end) {
      int taken = Math.min(required - collectedLength, end - at);
      if (collected.length < collectedLength + taken) {
        int capacity =
            Math.min(required, Math.max(2 * collected.length, collectedLength + taken + 512));
        collected = Arrays.copyOf(collected, capacity);
      }
      System.arraycopy(buffer, at, collected, collectedLength, taken);
      collectedLength += taken;
      at += taken;
      if (collectedLength == required) {
        examine(origin + at - collectedLength);
        if (state == State.SEARCHING) {
          // It only looked like build information: search what was collected (some 20 bytes)
          // behind its first 16, then go on.
          byte[] again = Arrays.copyOfRange(collected, ALIGNMENT, collectedLength);
          look(origin + at - again.length, again, 0, again.length);
        }
      }
    }
    return at;
  }

  /** All that was required so far is there: takes it, or requires more. */
  private void examine(long start) {
    int flags = collected[15] & 0xFF;
    if ((flags & 2) == 0) {
      pointers(start, flags);
      return;
    }
    long versionString = string(HEADER, MAX_VERSION);
    if (versionString < 0) {
      reject(versionString == TOO_LONG);
      return;
    }
    int versionAt = (int) (versionString >>> 32);
    int versionEnd = versionAt + (int) versionString;
    if (!versionStart(versionAt)) {
      reject(true);
      return;
    }
    if (versionEnd + 1 > collectedLength) {
      required = versionEnd + 1;
      return;
    }
    version = new String(collected, versionAt, versionEnd - versionAt, StandardCharsets.UTF_8);
    long moduleString = string(versionEnd, MAX_MODULES);
    if (moduleString < 0) {
      if (moduleString == TOO_LONG) {
        problem = "the module list of the Go program is larger than 4 MiB or damaged";
        state = State.DONE;
      }
      return;
    }
    int modulesAt = (int) (moduleString >>> 32);
    int modulesEnd = modulesAt + (int) moduleString;
    if (modulesEnd > collectedLength) {
      required = modulesEnd;
      return;
    }
    modules = unframed(Arrays.copyOfRange(collected, modulesAt, modulesEnd));
    state = State.DONE;
  }

  private static final long MORE = -1;
  private static final long TOO_LONG = -2;

  /**
   * The place of the string whose length stands at {@code at}: its start in the upper 32 bits, its
   * length in the lower; {@link #MORE} after requiring another byte; {@link #TOO_LONG}.
   */
  private long string(int at, int limit) {
    long length = 0;
    for (int i = 0; i < 5; i++) {
      if (at + i >= collectedLength) {
        required = at + i + 1;
        return MORE;
      }
      byte b = collected[at + i];
      length |= (long) (b & 0x7F) << (7 * i);
      if (b >= 0) {
        return length > limit ? TOO_LONG : (long) (at + i + 1) << 32 | length;
      }
    }
    return TOO_LONG;
  }

  /** Whether a version can begin there: {@code go…} or {@code devel…}. */
  private boolean versionStart(int at) {
    return at + 1 < collectedLength
        && ((collected[at] == 'g' && collected[at + 1] == 'o')
            || (collected[at] == 'd' && collected[at + 1] == 'e'));
  }

  private void reject(boolean certainly) {
    if (certainly) {
      state = ++rejected > MAX_REJECTED ? State.DONE : State.SEARCHING;
      if (state == State.DONE) {
        problem = "the program has too many places that look like Go build information";
      }
    }
  }

  /** The text between the two sentinels; null when they are not there, as Go has it. */
  private static byte @Nullable [] unframed(byte[] text) {
    return text.length >= 33 && text[text.length - 17] == '\n'
        ? Arrays.copyOfRange(text, 16, text.length - 16)
        : null;
  }

  private void pointers(long start, int flags) {
    int pointerSize = collected[14];
    if (pointerSize != 4 && pointerSize != 8) {
      reject(true);
      return;
    }
    long address = GoRetainedStrings.pointer(collected, 16, pointerSize, (flags & 1) != 0);
    pointersAt = start;
    versionPointerAt = head.fileOffset(address);
    state = versionPointerAt > start ? State.POINTERS : State.DONE;
  }

  private void followPointer(long origin, byte[] buffer, int from, int end) {
    int size = 2 * collected[14];
    for (int i = versionPointerRead; i < size; i++) {
      long at = versionPointerAt + i - origin;
      if (at < from || at >= end) {
        return;
      }
      versionPointer[i] = buffer[(int) at];
      versionPointerRead = i + 1;
    }
    state = State.DONE;
  }

  @Override
  public void end(FactSink sink) {
    if (state == State.COLLECTING && (collectedLength > HEADER && version != null)) {
      problem = "the Go build information is cut off";
    }
    if (problem != null) {
      sink.problem(problem);
    }
    if (version != null) {
      GoModules.read(version, modules == null ? new byte[0] : modules, sink);
    } else if (pointerFormat()) {
      if (retained != null) {
        retained.finish();
      }
      byte[] kept = retained == null ? null : retained.modules(pointersAt);
      String known = retainedVersion();
      if (known.isEmpty()) {
        sink.problem("the version of Go that built the program could not be determined");
      }
      if (retained == null) {
        sink.problem("the module list of the Go program could not be located");
      }
      GoModules.read(known, kept == null ? new byte[0] : kept, sink);
    }
  }

  private boolean pointerFormat() {
    return collectedLength >= HEADER
        && (collected[15] & 2) == 0
        && (state == State.POINTERS || state == State.DONE)
        && problem == null;
  }

  private String retainedVersion() {
    if (retained == null) {
      return "";
    }
    int pointerSize = collected[14];
    if (versionPointerRead == 2 * pointerSize) {
      boolean big = (collected[15] & 1) != 0;
      long address = GoRetainedStrings.pointer(versionPointer, 0, pointerSize, big);
      long length = GoRetainedStrings.pointer(versionPointer, pointerSize, pointerSize, big);
      String named = retained.versionAt(head.fileOffset(address), length, pointersAt);
      if (!named.isEmpty()) {
        return named;
      }
    }
    return retained.onlyVersion(pointersAt);
  }
}
