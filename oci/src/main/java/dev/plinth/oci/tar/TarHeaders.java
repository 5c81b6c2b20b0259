package dev.plinth.oci.tar;

import dev.plinth.oci.Limits;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the 512-byte blocks between contents into entries; the readers around it only move bytes.
 * POSIX.1-2024 {@code pax}, "ustar Interchange Format" and "pax Interchange Format"; GNU tar
 * manual, "Basic Tar Format" and "Storing Sparse Files"; Seventh Edition tar(5).
 *
 * <pre>
 * archive = { entry } [ zero-block [ zero-block ] ] anything        ; or simply its end
 * entry   = { extended } header [ sparse map ] content
 * header  = name:100 mode:8 uid:8 gid:8 size:12 mtime:12 checksum:8 type:1 link:100      ; v7
 *           magic:6 "ustar" NUL, version:2, user:32 group:32 major:8 minor:8 prefix:155  ; ustar
 *           magic:8 "ustar  " NUL, …, sparse map at 386                                  ; GNU
 *           prefix:131 where the block ends in "tar" NUL                                 ; star
 * extended = header('x' | 'X' | 'g') records | header('L' | 'K') name                    ; padded
 * checksum = sum of the block's bytes, its own field as spaces, signed or not
 * content  = size bytes, padded; only for types other than 1 to 6
 * </pre>
 *
 * Where archives leave a choice, the reader that container engines use (Go's archive/tar) decides,
 * so that what is seen here is what runs there: links, folders and devices have no content whatever
 * size they state (unless no header follows, where Go gives up); a GNU long name wins over a PAX
 * path; an old regular file whose name ends in a slash is a folder; each extended header replaces
 * the one before it. One zero block followed by a valid header is refused, since readers disagree
 * whether the archive ends there.
 */
final class TarHeaders {
  static final int BLOCK = 512;
  private static final byte[] ZEROS = new byte[BLOCK];

  /** Problems told of one archive; a hostile one could have millions. */
  private static final int MAX_PROBLEMS = 100;

  /** What a block led to. */
  enum Step {
    /** The next block, please. */
    MORE,
    /** An entry is ready; {@link #stored} bytes and their padding follow. */
    ENTRY,
    /** {@link #stored} bytes, already padded, belong to nothing. */
    SKIP,
    /** The archive's end: what follows is not part of it. */
    END
  }

  private enum State {
    HEADER,
    PAYLOAD,
    SPARSE_HEADER,
    SPARSE_CONTENT
  }

  private final Limits limits;
  private final long maxEntries;
  private final BiConsumer<String, String> problems;

  private State state = State.HEADER;
  private boolean zeroSeen;
  private long entries;
  private int told;
  private long unclaimed;

  private final ExtendedPayload payload = new ExtendedPayload();

  private byte @Nullable [] longName;
  private byte @Nullable [] longLink;
  private PaxRecords pax = new PaxRecords();
  private final PaxRecords global = new PaxRecords();
  private boolean pending;

  private @Nullable TarEntry entry;
  private @Nullable SparseMap sparse;
  private SparseMap.Builder pieces = new SparseMap.Builder();
  private @Nullable SparseContentMap contentMap;
  private int sparseBlocks;
  private long stored;

  TarHeaders(Limits limits, long maxEntries, BiConsumer<String, String> problems) {
    this.limits = limits;
    this.maxEntries = maxEntries;
    this.problems = problems;
  }

  TarEntry entry() {
    if (entry == null) {
      throw new IllegalStateException("no entry");
    }
    return entry;
  }

  /** Of the entry, null when its content is stored in full. */
  @Nullable SparseMap sparse() {
    return sparse;
  }

  /** Bytes that follow, not counting padding. */
  long stored() {
    return stored;
  }

  long entries() {
    return entries;
  }

  /** True once a block of zeros came where a header may be: the archive's own end. */
  boolean zeroSeen() {
    return zeroSeen;
  }

  /** The archive ended before a block; that must be a place where it may. */
  void end(long position) {
    if (state != State.HEADER || pending) {
      throw TarErrors.truncated("an extended header", position);
    }
  }

  /**
   * Takes the next block.
   *
   * @param position of the block in the archive, for messages
   */
  Step block(byte[] block, long position) {
    return switch (state) {
      case HEADER -> header(block, position);
      case PAYLOAD -> payload.take(block) ? endPayload() : Step.MORE;
      case SPARSE_HEADER -> sparseHeader(block, position);
      case SPARSE_CONTENT -> sparseContent(block, position);
    };
  }

  private Step header(byte[] block, long position) {
    if (block[0] == 0 && Arrays.equals(block, ZEROS)) {
      if (pending) {
        throw TarErrors.truncated("the entry that an extended header announced", position);
      }
      unclaimed = 0;
      if (zeroSeen) {
        return Step.END;
      }
      zeroSeen = true;
      return Step.MORE;
    }
    boolean valid = TarChecksum.matches(block);
    if (zeroSeen) {
      if (valid) {
        throw TarErrors.zeroBlock(position);
      }
      return Step.END;
    }
    if (!valid) {
      if (unclaimed > 0) {
        stored = unclaimed - BLOCK;
        unclaimed = 0;
        return Step.SKIP;
      }
      throw TarErrors.checksum(position);
    }
    unclaimed = 0;
    byte type = block[156];
    return switch (type) {
      case 'x', 'X', 'g', 'L', 'K' -> startPayload(block, type, position);
      default -> startEntry(block, type, position);
    };
  }

  private Step startPayload(byte[] block, byte type, long position) {
    long size = TarNumbers.size(block, 124, 12, "size", position);
    if (size > limits.headerBytes()) {
      throw TarErrors.headerTooLong(size, position, limits.headerBytes());
    }
    payload.begin(type, (int) size, position);
    pending = type != 'g' || pending;
    if (size == 0) {
      return endPayload();
    }
    state = State.PAYLOAD;
    return Step.MORE;
  }

  private Step endPayload() {
    state = State.HEADER;
    switch (payload.type()) {
      case 'L' -> longName = TarNames.string(payload.bytes(), 0, payload.length());
      case 'K' -> longLink = TarNames.string(payload.bytes(), 0, payload.length());
      case 'g' -> {
        global.parse(payload.bytes(), payload.length(), true, payload.position());
        if (global.refused) {
          global.refused = false;
          problem(
              "", "a global header gives names, sizes or attributes to all entries; it is ignored");
        }
      }
      default -> {
        pax = new PaxRecords();
        pax.parse(payload.bytes(), payload.length(), false, payload.position());
      }
    }
    return Step.MORE;
  }

  private Step startEntry(byte[] block, byte flag, long position) {
    if (++entries > maxEntries) {
      throw TarErrors.entries(maxEntries);
    }
    boolean gnu = TarNames.isGnu(block);
    boolean ustar = TarNames.isUstar(block);
    byte[] rawName = longName;
    if (rawName == null || rawName.length == 0) {
      rawName = pax.sparseName != null ? pax.sparseName : pax.path;
    }
    if (rawName == null) {
      rawName = TarNames.fromHeader(block, ustar);
    }
    String path = TarNames.path(rawName, limits);
    EntryType type = type(flag, rawName);
    long size = pax.size != null ? pax.size : TarNumbers.size(block, 124, 12, "size", position);
    boolean device = type == EntryType.CHARACTER_DEVICE || type == EntryType.BLOCK_DEVICE;
    entry =
        new TarEntry(
            path,
            type,
            type == EntryType.FILE ? size : 0,
            (int) (TarNumbers.field(block, 100, 8, "mode", position) & 07777),
            pax.uid(global, TarNumbers.field(block, 108, 8, "user ID", position)),
            pax.gid(global, TarNumbers.field(block, 116, 8, "group ID", position)),
            pax.modified(global, TarNumbers.field(block, 136, 12, "time", position)),
            link(block, type),
            pax.xattrs.isEmpty() ? Map.of() : Map.copyOf(pax.xattrs),
            device ? (int) TarNumbers.field(block, 329, 8, "device number", position) : 0,
            device ? (int) TarNumbers.field(block, 337, 8, "device number", position) : 0);
    if (type == EntryType.OTHER) {
      problem(path, "entries of type " + (flag & 0xff) + " are unknown and passed over");
    }
    sparse = null;
    stored = size;
    if (flag >= '1' && flag <= '6') {
      unclaimed = (size + BLOCK - 1) / BLOCK * BLOCK;
      stored = 0;
    }
    if (flag == 'S' && gnu) {
      return startOldSparse(block, position);
    }
    return type == EntryType.FILE ? startPaxSparse() : ready();
  }

  private static EntryType type(byte flag, byte[] name) {
    return switch (flag) {
      case 0 ->
          name.length > 0 && name[name.length - 1] == '/' ? EntryType.DIRECTORY : EntryType.FILE;
      case '0', '7', 'S' -> EntryType.FILE;
      case '1' -> EntryType.HARDLINK;
      case '2' -> EntryType.SYMLINK;
      case '3' -> EntryType.CHARACTER_DEVICE;
      case '4' -> EntryType.BLOCK_DEVICE;
      case '5', 'D' -> EntryType.DIRECTORY; // D: GNU's folder with a listing as content
      case '6' -> EntryType.FIFO;
      default -> EntryType.OTHER;
    };
  }

  private String link(byte[] block, EntryType type) {
    if (type != EntryType.HARDLINK && type != EntryType.SYMLINK) {
      return "";
    }
    byte[] raw = longLink;
    if (raw == null || raw.length == 0) {
      raw = pax.linkPath;
    }
    if (raw == null) {
      raw = TarNames.string(block, 157, 100);
    }
    return type == EntryType.HARDLINK ? TarNames.path(raw, limits) : TarNames.target(raw, limits);
  }

  private Step ready() {
    state = State.HEADER;
    longName = null;
    longLink = null;
    pending = false;
    pax = new PaxRecords();
    return Step.ENTRY;
  }

  private void problem(String path, String problem) {
    told++;
    if (told <= MAX_PROBLEMS) {
      problems.accept(path, problem);
    } else if (told == MAX_PROBLEMS + 1) {
      problems.accept("", "there are more problems like these than are listed");
    }
  }

  // --- sparse files ---

  private Step startOldSparse(byte[] block, long position) {
    pieces = new SparseMap.Builder();
    sparseBlocks = 0;
    resize(TarNumbers.size(block, 483, 12, "real size", position));
    oldPieces(block, 386, 4, position);
    if (block[482] != 0) {
      state = State.SPARSE_HEADER;
      pending = true;
      return Step.MORE;
    }
    return endSparse();
  }

  private Step sparseHeader(byte[] block, long position) {
    if (++sparseBlocks > limits.headerBytes() / BLOCK) {
      throw TarErrors.sparseEntries(entry().path(), pieces.count() / 2);
    }
    oldPieces(block, 0, 21, position);
    return block[504] != 0 ? Step.MORE : endSparse();
  }

  private void oldPieces(byte[] block, int from, int count, long position) {
    for (int i = 0; i < count; i++) {
      int at = from + 24 * i;
      if (block[at] == 0) {
        return;
      }
      pieces.add(TarNumbers.size(block, at, 12, "sparse offset", position));
      pieces.add(TarNumbers.size(block, at + 12, 12, "sparse length", position));
    }
  }

  private Step startPaxSparse() {
    boolean asked = pax.sparseMajor >= 0 || pax.sparseMinor >= 0;
    boolean version0 = pax.sparseMajor == 0 && pax.sparseMinor <= 1;
    boolean version1 = pax.sparseMajor == 1 && pax.sparseMinor == 0;
    if (!asked && pax.sparse.isEmpty()) {
      return ready();
    }
    if (asked && !version0 && !version1) {
      problem(entry().path(), "its sparse format is unknown; it is read as stored");
      return ready();
    }
    Long size = pax.sparseRealSize != null ? pax.sparseRealSize : pax.sparseSize;
    resize(size != null ? size : entry().size());
    if (version1) {
      contentMap = new SparseContentMap(entry().path(), limits.headerBytes());
      state = State.SPARSE_CONTENT;
      pending = true;
      return Step.MORE;
    }
    pieces = pax.sparse;
    return endSparse();
  }

  private Step sparseContent(byte[] block, long position) {
    SparseContentMap map = contentMap;
    if (map == null || stored < BLOCK) {
      throw TarErrors.sparse("ends within its own map", entry().path());
    }
    stored -= BLOCK;
    if (!map.block(block, position)) {
      return Step.MORE;
    }
    pieces = map.pieces();
    contentMap = null;
    return endSparse();
  }

  private Step endSparse() {
    TarEntry whole = entry();
    sparse = pieces.build(whole.size(), stored, whole.path());
    return ready();
  }

  private void resize(long size) {
    TarEntry e = entry();
    if (size > limits.unpackedBytes()) {
      throw TarErrors.sparseSize(e.path(), size, limits.unpackedBytes());
    }
    entry =
        new TarEntry(
            e.path(),
            e.type(),
            size,
            e.mode(),
            e.uid(),
            e.gid(),
            e.modified(),
            e.link(),
            e.xattrs(),
            e.deviceMajor(),
            e.deviceMinor());
  }
}
