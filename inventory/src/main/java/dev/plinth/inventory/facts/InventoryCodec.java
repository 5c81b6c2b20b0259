package dev.plinth.inventory.facts;

import dev.plinth.inventory.Distribution;
import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.inventory.Package;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The format in which an image's folded facts are kept, so that a known image costs the reading of
 * one small file.
 *
 * <pre>
 * kept         := magic u64 readers' version, text key, distribution,
 *                 varint count, count × sizes, varint count, count × problem,
 *                 varint count, count × package, profile, u32 CRC-32 of all before it
 * magic        := "PLNTHIF" and the format's version, 1 byte
 * distribution := text id, text version, text codename, texts like, text pretty name
 * sizes        := varint stored + 1, varint unpacked, varint entries, varint whiteouts, varint content
 * problem      := text path, varint layer + 1, text what
 * package      := varint same, text × 7 (type, namespace, name, version, architecture, source name
 *                 and version), texts licences, map details, text purl, texts evidence,
 *                 varint layer + 1, text owner's purl (empty for none)
 * same         := a bit for each of these members, the lowest for the type: set where it is that of
 *                 the package before and left out; before the first package all are empty
 * </pre>
 *
 * The profile is written as {@link ProfileCodec} says. Primitive values as in {@link ByteWriter},
 * lists and maps as in {@link FactCodec}.
 */
final class InventoryCodec {
  private static final byte[] MAGIC = {'P', 'L', 'N', 'T', 'H', 'I', 'F', 3};

  /** Which members are those of the package before. */
  private static final int TYPE = 1;

  private static final int NAMESPACE = 1 << 1;
  private static final int NAME = 1 << 2;
  private static final int VERSION = 1 << 3;
  private static final int ARCHITECTURE = 1 << 4;
  private static final int SOURCE_NAME = 1 << 5;
  private static final int SOURCE_VERSION = 1 << 6;
  private static final int LICENSES = 1 << 7;
  private static final int DETAILS = 1 << 8;
  private static final int PURL = 1 << 9;
  private static final int EVIDENCE = 1 << 10;
  private static final int LAYER = 1 << 11;
  private static final int OWNER = 1 << 12;
  private static final int ALL = (1 << 13) - 1;

  private static final Package NONE =
      new Package("", "", "", "", "", "", "", List.of(), Map.of(), "", List.of(), -1, null);

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
    Package before = NONE;
    for (Package each : image.packages()) {
      write(out, each, before);
      before = each;
    }
    ProfileCodec.write(out, image.profile());
    CRC32 crc = new CRC32();
    crc.update(out.array(), 0, out.size());
    out.u32((int) crc.getValue());
    return out.toByteArray();
  }

  private static void write(ByteWriter out, Package each, Package before) {
    int same = 0;
    same |= each.type().equals(before.type()) ? TYPE : 0;
    same |= each.namespace().equals(before.namespace()) ? NAMESPACE : 0;
    same |= each.name().equals(before.name()) ? NAME : 0;
    same |= each.version().equals(before.version()) ? VERSION : 0;
    same |= each.architecture().equals(before.architecture()) ? ARCHITECTURE : 0;
    same |= each.sourceName().equals(before.sourceName()) ? SOURCE_NAME : 0;
    same |= each.sourceVersion().equals(before.sourceVersion()) ? SOURCE_VERSION : 0;
    same |= each.licenses().equals(before.licenses()) ? LICENSES : 0;
    same |= each.details().equals(before.details()) ? DETAILS : 0;
    same |= each.purl().equals(before.purl()) ? PURL : 0;
    same |= each.evidence().equals(before.evidence()) ? EVIDENCE : 0;
    same |= each.layer() == before.layer() ? LAYER : 0;
    same |= Objects.equals(each.ownedBy(), before.ownedBy()) ? OWNER : 0;
    out.varint(same);
    text(out, same & TYPE, each.type());
    text(out, same & NAMESPACE, each.namespace());
    text(out, same & NAME, each.name());
    text(out, same & VERSION, each.version());
    text(out, same & ARCHITECTURE, each.architecture());
    text(out, same & SOURCE_NAME, each.sourceName());
    text(out, same & SOURCE_VERSION, each.sourceVersion());
    if ((same & LICENSES) == 0) {
      FactCodec.texts(out, each.licenses());
    }
    if ((same & DETAILS) == 0) {
      FactCodec.map(out, each.details());
    }
    text(out, same & PURL, each.purl());
    if ((same & EVIDENCE) == 0) {
      FactCodec.texts(out, each.evidence());
    }
    if ((same & LAYER) == 0) {
      out.varint(each.layer() + 1);
    }
    String owner = each.ownedBy();
    text(out, same & OWNER, owner == null ? "" : owner);
  }

  private static void text(ByteWriter out, int same, String text) {
    if (same == 0) {
      out.text(text);
    }
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
      throw new FactsFormatException("there is something after the profile");
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
    int count = in.count(1);
    List<Package> packages = new ArrayList<>(Math.min(count, 10_000));
    Package before = NONE;
    for (int i = 0; i < count; i++) {
      before = readPackage(in, before);
      packages.add(before);
    }
    return new FoldedImage(distribution, packages, problems, sizes, ProfileCodec.read(in));
  }

  private static Package readPackage(ByteReader in, Package before) throws FactsFormatException {
    int same = in.number();
    if (same > ALL) {
      throw new FactsFormatException("a package has members that are not known");
    }
    return new Package(
        (same & TYPE) == 0 ? in.text() : before.type(),
        (same & NAMESPACE) == 0 ? in.text() : before.namespace(),
        (same & NAME) == 0 ? in.text() : before.name(),
        (same & VERSION) == 0 ? in.text() : before.version(),
        (same & ARCHITECTURE) == 0 ? in.text() : before.architecture(),
        (same & SOURCE_NAME) == 0 ? in.text() : before.sourceName(),
        (same & SOURCE_VERSION) == 0 ? in.text() : before.sourceVersion(),
        (same & LICENSES) == 0 ? FactCodec.texts(in) : before.licenses(),
        (same & DETAILS) == 0 ? FactCodec.map(in) : before.details(),
        (same & PURL) == 0 ? in.text() : before.purl(),
        (same & EVIDENCE) == 0 ? FactCodec.texts(in) : before.evidence(),
        (same & LAYER) == 0 ? in.number() - 1 : before.layer(),
        (same & OWNER) == 0 ? ownedBy(in.text()) : before.ownedBy());
  }

  private static @Nullable String ownedBy(String purl) {
    return purl.isEmpty() ? null : purl;
  }
}
