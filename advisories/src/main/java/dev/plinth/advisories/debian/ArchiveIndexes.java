package dev.plinth.advisories.debian;

import dev.plinth.advisories.debian.DebianArchive.Suite;
import dev.plinth.advisories.debian.ReleaseFile.Index;
import dev.plinth.advisories.version.VersionOrder;
import dev.plinth.advisories.version.VersionOrders;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * The indexes of a suite: its release file, read at once, and what that vouches for: {@code
 * COMPONENT/source/Sources} and {@code COMPONENT/binary-ARCH/Packages}, of which xz goes before gz.
 */
final class ArchiveIndexes {
  private static final int MAX_RELEASE = 8 << 20;
  private static final long MAX_INDEX = 2L << 30;
  private static final int MAX_PACKAGES = 500_000;
  private static final int XZ_MEMORY_KIB = 100 * 1024;
  private static final VersionOrder ORDER = VersionOrders.of("Debian");

  private final Suite suite;
  private final ReleaseFile release;
  private final String digest;
  private final Map<String, Binary> binaries = new HashMap<>();

  private ArchiveIndexes(Suite suite, ReleaseFile release, String digest) {
    this.suite = suite;
    this.release = release;
    this.digest = digest;
  }

  /**
   * A binary package.
   *
   * @param path below the archive's root
   */
  record Binary(String name, String version, String path, long size, String sha256) {}

  /**
   * A source package that is newer in the newer suite.
   *
   * @param version the newest one built in the newer suite
   * @param floor in the older suite; empty where it is not there
   * @param binaries built from that version, smallest first; none where nothing is built
   */
  record Candidate(String source, String version, String floor, List<Binary> binaries) {
    Candidate {
      binaries = List.copyOf(binaries);
    }
  }

  static ArchiveIndexes open(Suite suite) throws IOException {
    String folder = "dists/" + suite.name() + "/";
    byte[] bytes;
    try (InputStream in = open(suite, folder)) {
      bytes = in.readNBytes(MAX_RELEASE + 1);
    }
    if (bytes.length > MAX_RELEASE) {
      throw new DamagedArchiveException("the release file is larger than anything real");
    }
    return new ArchiveIndexes(
        suite,
        ReleaseFile.parse(new String(bytes, StandardCharsets.UTF_8)),
        HexFormat.of().formatHex(VerifiedFile.sha256().digest(bytes)));
  }

  private static InputStream open(Suite suite, String folder) throws IOException {
    try {
      return suite.mirror().open(folder + "InRelease");
    } catch (NoSuchFileException _) {
      return suite.mirror().open(folder + "Release");
    }
  }

  /** The release file's own digest. */
  String digest() {
    return digest;
  }

  /** The release's code name, without what a suite adds to it. */
  String codename() {
    String codename = release.codename().isEmpty() ? suite.name() : release.codename();
    int dash = codename.indexOf('-');
    return (dash < 0 ? codename : codename.substring(0, dash)).toLowerCase(Locale.ROOT);
  }

  /** The binary package of that name built from the same source, else any of that name. */
  @Nullable Binary binary(String name, Candidate candidate) {
    for (Binary binary : candidate.binaries()) {
      if (binary.name().equals(name)) {
        return binary;
      }
    }
    return binaries.get(name);
  }

  /**
   * The sources that are newer in the newer suite and were not read in that version before, by
   * name.
   *
   * @param seen versions read before, by source
   */
  static List<Candidate> candidates(
      ArchiveIndexes older, ArchiveIndexes newer, Map<String, String> seen) throws IOException {
    Map<String, String> floors = older.sources();
    Map<String, String> newest = new TreeMap<>(newer.sources());
    newest
        .entrySet()
        .removeIf(source -> {
          String floor = floors.get(source.getKey());
          return (floor != null && ORDER.compare(source.getValue(), floor) <= 0)
              || source.getValue().equals(seen.get(source.getKey()));
        });
    Map<String, Built> built = newer.binaries(newest);
    List<Candidate> candidates = new ArrayList<>();
    for (Map.Entry<String, String> source : newest.entrySet()) {
      String name = source.getKey();
      String floor = floors.getOrDefault(name, "");
      Built best = built.get(name);
      if (best == null) {
        candidates.add(new Candidate(name, source.getValue(), floor, List.of()));
      } else if ((floor.isEmpty() || ORDER.compare(best.version, floor) > 0)
          && !best.version.equals(seen.get(name))) {
        best.binaries.sort(Comparator.comparingLong(Binary::size).thenComparing(Binary::name));
        candidates.add(new Candidate(name, best.version, floor, best.binaries));
      }
    }
    return candidates;
  }

  /** The newest version of a source that is built: an architecture may lag behind. */
  private static final class Built {
    private final String version;
    private final List<Binary> binaries = new ArrayList<>();

    Built(String version) {
      this.version = version;
    }
  }

  /** The newest version of each source. */
  private Map<String, String> sources() throws IOException {
    Map<String, String> newest = new HashMap<>();
    read(
        "source/Sources",
        Set.of("Package", "Version"),
        fields -> {
          String name = fields.get("Package");
          String version = fields.get("Version");
          if (name != null && version != null) {
            newest.merge(name, version, (a, b) -> ORDER.compare(a, b) >= 0 ? a : b);
          }
        });
    return newest;
  }

  /** What is built of these sources, of each in the newest version that is. */
  private Map<String, Built> binaries(Map<String, String> wanted) throws IOException {
    Map<String, Built> result = new HashMap<>();
    if (wanted.isEmpty()) {
      return result;
    }
    read(
        "binary-" + suite.architecture() + "/Packages",
        Set.of("Package", "Source", "Version", "Filename", "Size", "SHA256"),
        fields -> {
          String name = fields.get("Package");
          String version = fields.get("Version");
          String path = fields.get("Filename");
          String sha256 = fields.get("SHA256");
          long size = size(fields.getOrDefault("Size", ""));
          if (name == null || version == null || path == null || sha256 == null || size <= 0) {
            return;
          }
          String source = fields.getOrDefault("Source", name);
          String sourceVersion = version;
          int open = source.indexOf(" (");
          if (open > 0 && source.endsWith(")")) {
            sourceVersion = source.substring(open + 2, source.length() - 1);
            source = source.substring(0, open);
          }
          Binary binary = new Binary(name, version, path, size, sha256.toLowerCase(Locale.ROOT));
          binaries.merge(
              name, binary, (a, b) -> ORDER.compare(a.version(), b.version()) >= 0 ? a : b);
          if (wanted.containsKey(source)) {
            Built known = result.get(source);
            int order = known == null ? 1 : ORDER.compare(sourceVersion, known.version);
            if (order > 0) {
              known = new Built(sourceVersion);
              result.put(source, known);
            }
            if (known != null && order >= 0) {
              known.binaries.add(binary);
            }
          }
        });
    return result;
  }

  private static long size(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private interface Taking {
    void take(Map<String, String> fields);
  }

  private void read(String file, Set<String> fields, Taking taking) throws IOException {
    String path = suite.component() + "/" + file;
    Index index = release.first(path + ".xz", path + ".gz", path);
    if (index == null) {
      throw new DamagedArchiveException(
          "the release file of " + suite.name() + " names no " + path);
    }
    VerifiedFile.read(
        suite.mirror(),
        "dists/" + suite.name() + "/" + index.path(),
        index.size(),
        index.sha256(),
        in -> {
          Paragraphs paragraphs = new Paragraphs(unpacked(index.path(), in), fields);
          int count = 0;
          for (Map<String, String> each = paragraphs.next();
              each != null;
              each = paragraphs.next()) {
            if (++count > MAX_PACKAGES) {
              throw new DamagedArchiveException("an index has more packages than anything real");
            }
            taking.take(each);
          }
          return count;
        });
  }

  private static InputStream unpacked(String path, InputStream in) throws IOException {
    InputStream stored = new BufferedInputStream(in, 1 << 16);
    InputStream plain =
        path.endsWith(".xz")
            ? new XZInputStream(stored, XZ_MEMORY_KIB)
            : path.endsWith(".gz") ? new GZIPInputStream(stored, 1 << 16) : stored;
    return new Bounded(plain, MAX_INDEX, "");
  }
}
