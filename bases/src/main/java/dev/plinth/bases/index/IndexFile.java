package dev.plinth.bases.index;

import dev.plinth.oci.image.Digest;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file of the index of known bases: its table of layers whole, its records one by one. It
 * never changes once it is there, but is replaced as a whole; an open one goes on reading the old.
 *
 * <p>It is not mapped: the JVM makes the code that reads mapped memory at run time, which takes
 * longer than all that is read here (docs/adr/0004).
 *
 * <pre>
 * file     = header  chains  ids  records
 * header   = "PLINTHB1"  images: u32  chains: u32  ids: u32  zero: u32
 *            records: u64, in bytes  crcs of chains, ids, records: u32 ×3  crc of the header: u32
 * chains   = { key: 32 bytes  record: u64 }        sorted; key is a ChainID's SHA-256
 * ids      = { key: 32 bytes  record: u64 }        sorted; key is the SHA-256 of a digest or name
 * records  = { length: u32  payload  crc: u32 }    record numbers are offsets in here
 * payload  = chain: 32 bytes  manifest: digest  config: digest  platform: text
 *            layers: u16 { digest }  configuration: 32 bytes  steps: u32  history: 32 bytes
 *            sightings: u16 { name: text  root: digest  first: u64  last: u64  indexed: u8 }
 * digest   = 0: u8 | (1 | 2 | 3: u8)  32 | 48 | 64 bytes      SHA-256, -384, -512
 * text     = modified UTF-8 after its length: u16
 * </pre>
 *
 * All numbers are big-endian; a crc is a CRC-32 of the bytes before it, or of the part it names.
 */
final class IndexFile implements Closeable {
  static final byte[] MAGIC = {'P', 'L', 'I', 'N', 'T', 'H', 'B', '1'};
  static final int HEADER = 48;
  static final int ENTRY = Key.BYTES + 8;

  /** Larger ones are not made. */
  static final long LONGEST = 1L << 30;

  /** Images of one key that are looked at: beyond it an index is made to cost time. */
  private static final int MOST_FOUND = 1_000;

  private static final int LONGEST_RECORD = 1 << 24;

  /** How much of the records is proved at a time. */
  private static final int PIECE = 1 << 20;

  private final Path file;
  private final RandomAccessFile in;
  private final long size;
  private final ByteBuffer header;
  private final int images;
  private final int chains;
  private final int ids;
  private final int idsStart;
  private final int recordsStart;
  private final ByteBuffer chainTable;

  /** Null until somebody asks by name. */
  private @Nullable ByteBuffer idTable;

  private IndexFile(Path file, RandomAccessFile in) throws IOException {
    this.file = file;
    this.in = in;
    this.size = in.length();
    if (size < HEADER || size > LONGEST) {
      throw IndexErrors.damaged(
          file, size < HEADER ? "it is too short to be one" : "it is too long to be one");
    }
    byte[] head = read(0, HEADER);
    this.header = ByteBuffer.wrap(head);
    byte[] magic = Arrays.copyOf(head, MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      magic[MAGIC.length - 1] = MAGIC[MAGIC.length - 1];
      throw Arrays.equals(magic, MAGIC)
          ? IndexErrors.newer(file)
          : IndexErrors.damaged(file, "it is no such index");
    }
    if (crc(head, HEADER - 4) != header.getInt(HEADER - 4)) {
      throw IndexErrors.damaged(file, "its header is damaged");
    }
    this.images = header.getInt(8);
    this.chains = header.getInt(12);
    this.ids = header.getInt(16);
    long start = HEADER + (long) ENTRY * chains;
    long records = start + (long) ENTRY * ids;
    boolean fits =
        images >= 0
            && chains >= 0
            && ids >= 0
            && records <= size
            && header.getLong(24) == size - records;
    if (!fits) {
      throw IndexErrors.damaged(file, "it is not as long as it says");
    }
    this.idsStart = (int) start;
    this.recordsStart = (int) records;
    this.chainTable = table("its table of layers is damaged", HEADER, idsStart, 32);
  }

  /**
   * Opens it; null where there is none.
   *
   * @throws dev.plinth.foundation.PlinthException when it is damaged
   */
  static @Nullable IndexFile open(Path file) {
    RandomAccessFile in;
    try {
      in = new RandomAccessFile(file.toFile(), "r");
    } catch (FileNotFoundException e) {
      if (file.toFile().exists()) {
        throw IndexErrors.io(file, e);
      }
      return null;
    }
    boolean opened = false;
    try {
      IndexFile index = new IndexFile(file, in);
      opened = true;
      return index;
    } catch (IOException e) {
      throw IndexErrors.io(file, e);
    } finally {
      if (!opened) {
        close(in);
      }
    }
  }

  @Override
  public void close() {
    close(in);
  }

  private static void close(RandomAccessFile in) {
    try {
      in.close();
    } catch (IOException e) {
      // It was only read.
    }
  }

  /** Proves what opening does not: everything but the table of layers. */
  void checkAll() {
    idTable();
    CRC32 crc = new CRC32();
    try {
      for (long at = recordsStart; at < size; at += PIECE) {
        crc.update(read(at, (int) Math.min(PIECE, size - at)));
      }
    } catch (IOException e) {
      throw IndexErrors.io(file, e);
    }
    if ((int) crc.getValue() != header.getInt(40)) {
      throw IndexErrors.damaged(file, "its records are damaged");
    }
  }

  private ByteBuffer idTable() {
    ByteBuffer table = idTable;
    if (table == null) {
      try {
        table = table("its table of names is damaged", idsStart, recordsStart, 36);
      } catch (IOException e) {
        throw IndexErrors.io(file, e);
      }
      idTable = table;
    }
    return table;
  }

  private ByteBuffer table(String problem, int from, int to, int stated) throws IOException {
    byte[] table = read(from, to - from);
    if (crc(table, table.length) != header.getInt(stated)) {
      throw IndexErrors.damaged(file, problem);
    }
    return ByteBuffer.wrap(table);
  }

  private byte[] read(long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.seek(at);
    in.readFully(bytes);
    return bytes;
  }

  /** Of the first so many bytes. */
  static int crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  int size() {
    return images;
  }

  /** The images whose layers all together have that ChainID. */
  List<KnownImage> ofChain(Key key) {
    return find(key, chainTable, chains);
  }

  /** The images with that digest, of whatever kind, or that name. */
  List<KnownImage> named(String id) {
    return find(Fingerprints.idKey(id), idTable(), ids);
  }

  private List<KnownImage> find(Key key, ByteBuffer table, int count) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (key.compareTo(Key.read(table, middle * ENTRY)) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    List<KnownImage> found = new ArrayList<>();
    int end = Math.min(count, low + MOST_FOUND);
    for (int i = low; i < end && key.equals(Key.read(table, i * ENTRY)); i++) {
      found.add(record(table.getLong(i * ENTRY + Key.BYTES)).image());
    }
    return found;
  }

  /** All images, in the order of their records. */
  List<KnownImage> all() {
    List<KnownImage> all = new ArrayList<>(images);
    long at = 0;
    while (at < size - recordsStart) {
      Stored stored = record(at);
      all.add(stored.image());
      at += stored.length();
    }
    return all;
  }

  /**
   * @param length of the whole record, in bytes
   */
  private record Stored(KnownImage image, int length) {}

  private Stored record(long at) {
    long room = size - recordsStart - 8L;
    if (at < 0 || at > room) {
      throw IndexErrors.damaged(file, "a record lies outside of it");
    }
    try {
      long start = recordsStart + at;
      int length = ByteBuffer.wrap(read(start, 4)).getInt();
      if (length < 0 || length > LONGEST_RECORD || length > room - at) {
        throw IndexErrors.damaged(file, "a record does not end within it");
      }
      byte[] record = read(start, length + 8);
      if (crc(record, 4 + length) != ByteBuffer.wrap(record).getInt(4 + length)) {
        throw IndexErrors.damaged(file, "a record is damaged");
      }
      return new Stored(image(record, length), length + 8);
    } catch (IOException e) {
      throw IndexErrors.io(file, e);
    }
  }

  private KnownImage image(byte[] record, int length) {
    try (DataInputStream payload =
        new DataInputStream(new ByteArrayInputStream(record, 4, length))) {
      return image(payload);
    } catch (IOException | IllegalArgumentException e) {
      throw IndexErrors.damaged(file, "a record is damaged");
    }
  }

  private static KnownImage image(DataInputStream in) throws IOException {
    Key chain = key(in);
    Digest manifest = digest(in);
    Digest config = digest(in);
    if (config == null) {
      throw new IOException("no configuration");
    }
    String platform = in.readUTF();
    List<Digest> layers = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      Digest layer = digest(in);
      if (layer == null) {
        throw new IOException("no layer");
      }
      layers.add(layer);
    }
    Key configuration = key(in);
    int steps = in.readInt();
    Key history = key(in);
    List<Sighting> sightings = new ArrayList<>();
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      sightings.add(
          new Sighting(in.readUTF(), digest(in), in.readLong(), in.readLong(), in.readBoolean()));
    }
    if (sightings.isEmpty()) {
      throw new IOException("never seen");
    }
    return new KnownImage(
        chain, manifest, config, platform, layers, configuration, steps, history, sightings);
  }

  private static Key key(DataInputStream in) throws IOException {
    return new Key(in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }

  private static @Nullable Digest digest(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    if (kind == 0) {
      return null;
    }
    if (kind > 3) {
      throw new IOException("no digest");
    }
    String algorithm = kind == 1 ? "sha256" : kind == 2 ? "sha384" : "sha512";
    byte[] raw = in.readNBytes(16 + 16 * kind);
    return new Digest(algorithm, java.util.HexFormat.of().formatHex(raw));
  }
}
