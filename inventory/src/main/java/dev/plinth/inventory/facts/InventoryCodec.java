package dev.plinth.inventory.facts;

import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.inventory.Package;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The format in which an image's folded facts are kept, so that a known image costs the reading of
 * one small file.
 *
 * <pre>
 * kept         := magic u64 readers' version, text key, distribution,
 *                 varint count, count × sizes, varint count, count × problem,
 *                 varint count, count × package, u32 CRC-32 of all before it
 * magic        := "PLNTHIF" and the format's version, 1 byte
 * distribution := text id, text version, text codename, texts like, text pretty name
 * sizes        := varint stored + 1, varint unpacked, varint entries, varint whiteouts, varint content
 * problem      := text path, varint layer + 1, text what
 * package      := text × 7 (type, namespace, name, version, architecture, source name and version),
 *                 texts licences, map details, text purl, texts evidence, varint layer + 1,
 *                 text owner's purl (empty for none)
 * </pre>
 *
 * Primitive values as in {@link ByteWriter}, lists and maps as in {@link FactCodec}.
 */
final class InventoryCodec {
  private static final byte[] MAGIC = {'P', 'L', 'N', 'T', 'H', 'I', 'F', 1};

  private InventoryCodec() {}

  static byte[] write(String key, long readerVersion, FoldedImage image) {
    ByteWriter out = new ByteWriter(64 << 10);
    out.raw(MAGIC, 0, MAGIC.length);
    out.u64(readerVersion);
    out.text(key);
    Distribution distribution = image.distribution();
    out.text(distribution.id());
    out.text(distribution.versionId());
    out.text(distribution.codename());
    FactCodec.texts(out, distribution.idLike());
    out.text(distribution.prettyName());
    out.varint(image.sizes().size());
    for (LayerFacts.Sizes sizes : image.sizes()) {
      out.varint(sizes.stored() + 1);
      out.varint(sizes.unpacked());
      out.varint(sizes.entries());
      out.varint(sizes.whiteouts());
      out.varint(sizes.content());
    }
    out.varint(image.problems().size());
    for (Problem problem : image.problems()) {
      out.text(problem.path());
      out.varint(problem.layer() + 1);
      out.text(problem.text());
    }
    out.varint(image.packages().size());
    for (Package each : image.packages()) {
      write(out, each);
    }
    CRC32 crc = new CRC32();
    crc.update(out.array(), 0, out.size());
    out.u32((int) crc.getValue());
    return out.toByteArray();
  }

  private static void write(ByteWriter out, Package each) {
    out.text(each.type());
    out.text(each.namespace());
    out.text(each.name());
    out.text(each.version());
    out.text(each.architecture());
    out.text(each.sourceName());
    out.text(each.sourceVersion());
    FactCodec.texts(out, each.licenses());
    FactCodec.map(out, each.details());
    out.text(each.purl());
    FactCodec.texts(out, each.evidence());
    out.varint(each.layer() + 1);
    out.text(each.ownedBy() == null ? "" : each.ownedBy());
  }

  /**
   * The image kept under that key by readers of that version; a format error when it is not that.
   */
  static FoldedImage read(byte[] bytes, String key, long readerVersion)
      throws FactsFormatException {
    int body = bytes.length - 4;
    if (body < MAGIC.length || Arrays.mismatch(MAGIC, bytes) != MAGIC.length) {
      throw new FactsFormatException("it is of another kind");
    }
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, body);
    int kept = 0;
    for (int i = body; i < bytes.length; i++) {
      kept = kept << 8 | (bytes[i] & 0xFF);
    }
    if (kept != (int) crc.getValue()) {
      throw new FactsFormatException("its checksum is wrong");
    }
    ByteReader in = new ByteReader(bytes, MAGIC.length, body - MAGIC.length);
    if (in.u64() != readerVersion || !in.text().equals(key)) {
      throw new FactsFormatException("it is of another image or reader");
    }
    FoldedImage image = image(in);
    if (in.remaining() != 0) {
      throw new FactsFormatException("there is something after the last package");
    }
    return image;
  }

  private static FoldedImage image(ByteReader in) throws FactsFormatException {
    Distribution distribution =
        new Distribution(in.text(), in.text(), in.text(), FactCodec.texts(in), in.text());
    List<LayerFacts.Sizes> sizes = new ArrayList<>();
    for (int n = in.count(5); n > 0; n--) {
      sizes.add(
          new LayerFacts.Sizes(
              in.varint() - 1, in.varint(), in.varint(), in.varint(), in.varint()));
    }
    List<Problem> problems = new ArrayList<>();
    for (int n = in.count(3); n > 0; n--) {
      problems.add(new Problem(in.text(), in.number() - 1, in.text()));
    }
    int count = in.count(13);
    List<Package> packages = new ArrayList<>(Math.min(count, 10_000));
    for (int i = 0; i < count; i++) {
      packages.add(readPackage(in));
    }
    return new FoldedImage(distribution, packages, problems, sizes);
  }

  private static Package readPackage(ByteReader in) throws FactsFormatException {
    return new Package(
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        FactCodec.texts(in),
        FactCodec.map(in),
        in.text(),
        FactCodec.texts(in),
        in.number() - 1,
        ownedBy(in.text()));
  }

  private static @Nullable String ownedBy(String purl) {
    return purl.isEmpty() ? null : purl;
  }
}
