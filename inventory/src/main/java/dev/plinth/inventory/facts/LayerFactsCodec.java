package dev.plinth.inventory.facts;

import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.oci.image.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The format in which a layer's facts are kept.
 *
 * <pre>
 * kept     := magic table facts trailer
 * magic    := "PLNTHLF" and the format's version, 1 byte
 * table    := as {@link EntryTableWriter} says
 * facts    := text digest, varint stored + 1, varint unpacked, varint whiteouts, varint content,
 *             statements
 * statements := varint count, count × problem, varint count, count × file
 * problem  := text path, text what
 * file     := varint ordinal, text path, varint count, count × fact,
 *             varint count, count × owned, varint count, count × text problem
 * fact     := as {@link FactCodec} says
 * owned    := text package, text architecture, varint count, count × u64
 * trailer  := u64 length of table, u64 length of facts, u64 entries, u64 readers' version,
 *             u32 CRC-32 of all before it
 * </pre>
 *
 * Primitive values as in {@link ByteWriter}. The table stands first because it is written while the
 * layer is still being read.
 */
final class LayerFactsCodec {
  private static final byte[] MAGIC = {'P', 'L', 'N', 'T', 'H', 'L', 'F', 1};
  static final int TRAILER = 36;
  private static final int SMALL = 1 << 20;
  private static final int MAX_FACTS = 256 << 20;

  /** All of a layer's facts but its table. */
  record Content(
      @Nullable Digest digest, LayerFacts.Sizes sizes, LayerFacts.Statements statements) {}

  private LayerFactsCodec() {}

  static void begin(Spool spool) {
    spool.writer().raw(MAGIC, 0, MAGIC.length);
  }

  /** Completes what was written, keeps it where there is a cache and a digest, and returns it. */
  static LayerFacts finish(
      Spool spool, int entries, Content content, @Nullable FactsCache cache, long readerVersion) {
    int tableLength = Math.toIntExact(Math.min(spool.length() - MAGIC.length, Integer.MAX_VALUE));
    long exactLength = spool.length() - MAGIC.length;
    byte[] bytes = spool.inMemory();
    EntryTable table;
    if (cache != null && content.digest() != null) {
      ByteWriter facts = new ByteWriter(4 << 10);
      write(facts, content);
      spool.writer().raw(facts.array(), 0, facts.size());
      spool.writer().u64(exactLength);
      spool.writer().u64(facts.size());
      spool.writer().u64(entries);
      spool.writer().u64(readerVersion);
      spool.writer().u32(spool.checksum());
      cache.keepLayer(content.digest(), readerVersion, spool);
    }
    FileChannel channel = spool.channel();
    if (channel != null) {
      table = EntryTable.inFile(channel, MAGIC.length, exactLength, entries);
      spool.forget();
    } else {
      byte[] own = bytes == null ? new byte[0] : bytes;
      table =
          EntryTable.inMemory(
              Arrays.copyOfRange(own, MAGIC.length, MAGIC.length + tableLength),
              0,
              tableLength,
              entries);
    }
    return LayerFacts.read(content.digest(), content.sizes(), table, content.statements());
  }

  /**
   * Reads a kept file. The channel becomes the result's when the table stays in it, else the caller
   * may close it.
   *
   * @throws IOException when it is not wholly what it should be
   */
  static LayerFacts read(
      FileChannel channel, Digest digest, long readerVersion, MemoryBudget budget)
      throws IOException {
    long size = channel.size();
    if (size < MAGIC.length + TRAILER) {
      throw new FactsFormatException("it is too short");
    }
    byte[] end = new byte[TRAILER];
    read(channel, end, size - TRAILER);
    ByteReader trailer = new ByteReader(end, 0, TRAILER);
    long table = trailer.u64();
    long facts = trailer.u64();
    long entries = trailer.u64();
    long version = trailer.u64();
    long body = size - TRAILER - MAGIC.length;
    if (version != readerVersion
        || table < 0
        || table > body
        || facts != body - table
        || facts > MAX_FACTS
        || entries < 0
        || entries > Integer.MAX_VALUE) {
      throw new FactsFormatException("its trailer does not fit");
    }
    ByteBuffer crcBytes = ByteBuffer.wrap(end, TRAILER - 4, 4);
    int expected = crcBytes.getInt();
    boolean small = size <= SMALL && budget.reserveTable(size);
    byte[] whole = small ? new byte[(int) size] : new byte[(int) facts];
    byte[] magic = new byte[MAGIC.length];
    if (small) {
      read(channel, whole, 0);
      System.arraycopy(whole, 0, magic, 0, magic.length);
      CRC32 crc = new CRC32();
      crc.update(whole, 0, (int) size - 4);
      check(crc, expected);
    } else {
      check(checksum(channel, size - 4), expected);
      read(channel, magic, 0);
      read(channel, whole, MAGIC.length + table);
    }
    if (!Arrays.equals(magic, MAGIC)) {
      throw new FactsFormatException("it is of another kind");
    }
    ByteReader in = new ByteReader(whole, small ? (int) (MAGIC.length + table) : 0, (int) facts);
    if (!in.text().equals(digest.toString())) {
      throw new FactsFormatException("it is of another layer");
    }
    LayerFacts.Sizes sizes = sizes(in, entries);
    return LayerFacts.known(
        digest,
        sizes,
        small
            ? EntryTable.inMemory(whole, MAGIC.length, (int) table, (int) entries)
            : EntryTable.inFile(channel, MAGIC.length, table, (int) entries),
        () -> statements(in, entries, budget));
  }

  private static CRC32 checksum(FileChannel channel, long length) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[64 << 10];
    for (long at = 0; at < length; ) {
      int part = (int) Math.min(buffer.length, length - at);
      int got = channel.read(ByteBuffer.wrap(buffer, 0, part), at);
      if (got <= 0) {
        throw new FactsFormatException("it ends early");
      }
      crc.update(buffer, 0, got);
      at += got;
    }
    return crc;
  }

  private static void check(CRC32 crc, int expected) throws FactsFormatException {
    if ((int) crc.getValue() != expected) {
      throw new FactsFormatException("its checksum is wrong");
    }
  }

  private static void read(FileChannel channel, byte[] to, long at) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(to);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) <= 0) {
        throw new FactsFormatException("it ends early");
      }
    }
  }

  static void write(ByteWriter out, Content content) {
    out.text(content.digest() == null ? "" : content.digest().toString());
    out.varint(content.sizes().stored() + 1);
    out.varint(content.sizes().unpacked());
    out.varint(content.sizes().whiteouts());
    out.varint(content.sizes().content());
    LayerFacts.Statements statements = content.statements();
    out.varint(statements.problems().size());
    for (Problem problem : statements.problems()) {
      out.text(problem.path());
      out.text(problem.text());
    }
    out.varint(statements.files().size());
    for (FileFacts file : statements.files()) {
      out.varint(file.ordinal());
      out.text(file.path());
      FactCodec.write(out, file.facts());
      out.varint(file.owned().size());
      for (OwnedFiles owned : file.owned()) {
        out.text(owned.packageName());
        out.text(owned.architecture());
        out.varint(owned.hashes().length);
        for (long hash : owned.hashes()) {
          out.u64(hash);
        }
      }
      FactCodec.texts(out, file.problems());
    }
  }

  private static LayerFacts.Sizes sizes(ByteReader in, long entries) throws FactsFormatException {
    return new LayerFacts.Sizes(in.varint() - 1, in.varint(), entries, in.varint(), in.varint());
  }

  static LayerFacts.Statements statements(ByteReader in, long entries, MemoryBudget budget)
      throws FactsFormatException {
    List<Problem> problems = new ArrayList<>();
    for (int n = in.count(2); n > 0; n--) {
      Problem problem = new Problem(in.text(), -1, in.text());
      budget.keepFacts(FactWeights.of(problem.path()) + FactWeights.of(problem.text()));
      problems.add(problem);
    }
    List<FileFacts> files = new ArrayList<>();
    int before = -1;
    for (int n = in.count(5); n > 0; n--) {
      int ordinal = in.number();
      if (ordinal <= before || ordinal >= entries) {
        throw new FactsFormatException("its files are out of order");
      }
      before = ordinal;
      files.add(
          new FileFacts(
              ordinal,
              in.text(),
              FactCodec.read(in, budget),
              owned(in, budget),
              FactCodec.texts(in)));
    }
    if (in.remaining() != 0) {
      throw new FactsFormatException("there is something after its facts");
    }
    return new LayerFacts.Statements(files, problems);
  }

  private static List<OwnedFiles> owned(ByteReader in, MemoryBudget budget)
      throws FactsFormatException {
    int count = in.count(3);
    List<OwnedFiles> owned = new ArrayList<>(Math.min(count, 1_000));
    for (int i = 0; i < count; i++) {
      String name = in.text();
      String architecture = in.text();
      long[] hashes = new long[in.count(8)];
      budget.keepFacts(FactWeights.owned(hashes.length));
      for (int j = 0; j < hashes.length; j++) {
        hashes[j] = in.u64();
      }
      owned.add(new OwnedFiles(name, architecture, hashes));
    }
    return owned;
  }
}
