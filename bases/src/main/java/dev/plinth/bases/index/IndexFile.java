package dev.plinth.bases.index;

import dev.plinth.oci.image.Digest;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file of the index of known bases. It is mapped, so that looking up costs a few pages
 * whatever its size; it never changes once it is there, but is replaced as a whole.
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
final class IndexFile {
  static final byte[] MAGIC = {'P', 'L', 'I', 'N', 'T', 'H', 'B', '1'};
  static final int HEADER = 48;
  static final int ENTRY = Key.BYTES + 8;

  /** Larger ones are not made. */
  static final long LONGEST = 1L << 30;

  /** Images of one key that are looked at: beyond it an index is made to cost time. */
  private static final int MOST_FOUND = 1_000;

  private static final int LONGEST_RECORD = 1 << 24;

  private final Path file;
  private final ByteBuffer bytes;
  private final int images;
  private final int chains;
  private final int ids;
  private final int idsStart;
  private final int recordsStart;

  private IndexFile(Path file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes;
    this.images = bytes.getInt(8);
    this.chains = bytes.getInt(12);
    this.ids = bytes.getInt(16);
    long start = HEADER + (long) ENTRY * chains;
    long records = start + (long) ENTRY * ids;
    boolean fits =
        images >= 0
            && chains >= 0
            && ids >= 0
            && records <= bytes.capacity()
            && bytes.getLong(24) == bytes.capacity() - records;
    if (!fits) {
      throw IndexErrors.damaged(file, "it is not as long as it says");
    }
    this.idsStart = (int) start;
    this.recordsStart = (int) records;
  }

  /**
   * Opens it; null where there is none.
   *
   * @throws dev.plinth.foundation.PlinthException when it is damaged
   */
  static @Nullable IndexFile open(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < HEADER || size > LONGEST) {
        throw IndexErrors.damaged(
            file, size < HEADER ? "it is too short to be one" : "it is too long to be one");
      }
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
      byte[] magic = new byte[MAGIC.length];
      bytes.get(0, magic);
      if (!Arrays.equals(magic, MAGIC)) {
        magic[MAGIC.length - 1] = MAGIC[MAGIC.length - 1];
        throw Arrays.equals(magic, MAGIC)
            ? IndexErrors.newer(file)
            : IndexErrors.damaged(file, "it is no such index");
      }
      if (crc(bytes, 0, HEADER - 4) != bytes.getInt(HEADER - 4)) {
        throw IndexErrors.damaged(file, "its header is damaged");
      }
      IndexFile index = new IndexFile(file, bytes);
      index.check("its table of layers is damaged", HEADER, index.idsStart, 32);
      return index;
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw IndexErrors.io(file, e);
    }
  }

  /** Proves what opening does not: everything but the table of layers. */
  void checkAll() {
    checkIds();
    check("its records are damaged", recordsStart, bytes.capacity(), 40);
  }

  private void checkIds() {
    check("its table of names is damaged", idsStart, recordsStart, 36);
  }

  private void check(String problem, int from, int to, int stated) {
    if (crc(bytes, from, to) != bytes.getInt(stated)) {
      throw IndexErrors.damaged(file, problem);
    }
  }

  static int crc(ByteBuffer bytes, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(bytes.slice(from, to - from));
    return (int) crc.getValue();
  }

  int size() {
    return images;
  }

  /** The images whose layers all together have that ChainID. */
  List<KnownImage> ofChain(Key key) {
    return find(key, HEADER, chains);
  }

  /** The images with that digest, of whatever kind, or that name. */
  List<KnownImage> named(String id) {
    checkIds();
    return find(Fingerprints.idKey(id), idsStart, ids);
  }

  private List<KnownImage> find(Key key, int start, int count) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (key.compareTo(Key.read(bytes, start + middle * ENTRY)) > 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    List<KnownImage> found = new ArrayList<>();
    int end = Math.min(count, low + MOST_FOUND);
    for (int i = low; i < end && key.equals(Key.read(bytes, start + i * ENTRY)); i++) {
      found.add(record(bytes.getLong(start + i * ENTRY + Key.BYTES)));
    }
    return found;
  }

  /** All images, in the order of their records. */
  List<KnownImage> all() {
    List<KnownImage> all = new ArrayList<>(images);
    long at = 0;
    while (at < bytes.capacity() - recordsStart) {
      all.add(record(at));
      at += 8L + bytes.getInt(recordsStart + (int) at);
    }
    return all;
  }

  private KnownImage record(long at) {
    long room = bytes.capacity() - recordsStart - 8L;
    if (at < 0 || at > room) {
      throw IndexErrors.damaged(file, "a record lies outside of it");
    }
    int start = recordsStart + (int) at;
    int length = bytes.getInt(start);
    if (length < 0 || length > LONGEST_RECORD || length > room - at) {
      throw IndexErrors.damaged(file, "a record does not end within it");
    }
    if (crc(bytes, start, start + 4 + length) != bytes.getInt(start + 4 + length)) {
      throw IndexErrors.damaged(file, "a record is damaged");
    }
    byte[] payload = new byte[length];
    bytes.get(start + 4, payload);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      return read(in);
    } catch (IOException | IllegalArgumentException e) {
      throw IndexErrors.damaged(file, "a record is damaged");
    }
  }

  private static KnownImage read(DataInputStream in) throws IOException {
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
