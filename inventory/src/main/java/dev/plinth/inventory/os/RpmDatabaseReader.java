package dev.plinth.inventory.os;

import dev.plinth.foundation.SafeText;
import dev.plinth.inventory.catalog.Fact;
import dev.plinth.inventory.catalog.FactSink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the rows of rpm's table {@code Packages (hnum INTEGER PRIMARY KEY, blob BLOB)} into facts.
 * Public keys, which rpm keeps there as packages named {@code gpg-pubkey}, are passed over.
 */
final class RpmDatabaseReader {
  private static final int MAX_HEADER = 32 << 20;
  private static final int MAX_PACKAGES = 200_000;

  private final FactSink sink;
  private final ProblemLog problems;
  private final OwnedPaths paths;
  private int packages;

  private RpmDatabaseReader(FactSink sink) {
    this.sink = sink;
    this.problems = new ProblemLog(sink);
    this.paths = new OwnedPaths(problems);
  }

  /** Reads the database; what is wrong with it becomes a problem. */
  static void read(ChunkedBytes bytes, FactSink sink) {
    RpmDatabaseReader reader = new RpmDatabaseReader(sink);
    try {
      SqliteDatabase database = SqliteDatabase.open(bytes, MAX_HEADER);
      int root = database.rootPage("Packages");
      if (root == 0) {
        reader.problems.add("the rpm database has no table Packages");
      } else {
        database.scan(root, reader::row);
      }
    } catch (SqliteFormatException e) {
      reader.problems.add(
          "the rpm database could not be read to its end ("
              + e.getMessage()
              + "): packages may be missing");
    }
    reader.problems.end();
  }

  private void row(long rowid, SqliteRecord row) {
    if (!row.isBlob(1)) {
      problems.add("the row " + rowid + " of the rpm database holds no package header");
      return;
    }
    if (packages >= MAX_PACKAGES) {
      if (packages++ == MAX_PACKAGES) {
        problems.add("there are more than " + MAX_PACKAGES + " packages; the rest is not read");
      }
      return;
    }
    try {
      header(RpmHeader.parse(row.bytes(), row.offset(1), row.length(1)), rowid);
    } catch (RpmFormatException e) {
      problems.add(
          "the package header in row "
              + rowid
              + " of the rpm database is damaged ("
              + e.getMessage()
              + ")");
    }
  }

  private void header(RpmHeader header, long rowid) throws RpmFormatException {
    String name = header.string(RpmHeader.NAME);
    if (name.equals("gpg-pubkey")) {
      return;
    }
    String version = header.string(RpmHeader.VERSION);
    String release = header.string(RpmHeader.RELEASE);
    String architecture = header.string(RpmHeader.ARCH);
    if (!FieldText.word(name)
        || !FieldText.word(version)
        || !(release.isEmpty() || FieldText.word(release))
        || !(architecture.isEmpty() || FieldText.word(architecture))) {
      String shown = name.length() <= 100 ? name : name.substring(0, 100) + "…";
      problems.add(
          "the package "
              + SafeText.of(shown)
              + " in row "
              + rowid
              + " of the rpm database lacks a name or version, or has an impossible one");
      return;
    }
    packages++;
    long epoch = header.integer(RpmHeader.EPOCH, 0);
    String full = release.isEmpty() ? version : version + "-" + release;
    String[] source = source(header.string(RpmHeader.SOURCERPM));
    String license = header.string(RpmHeader.LICENSE).strip();
    sink.add(
        new Fact.PackageFact(
            "rpm",
            "",
            name,
            epoch > 0 ? epoch + ":" + full : full,
            architecture,
            source[0],
            source[1],
            license.isEmpty() ? List.of() : List.of(license),
            details(header)));
    try {
      header.files(paths);
    } catch (RpmFormatException e) {
      problems.add(
          "the file list of the package "
              + SafeText.of(name)
              + " is damaged ("
              + e.getMessage()
              + ")");
    }
    List<String> owned = paths.take();
    if (!owned.isEmpty()) {
      sink.add(new Fact.OwnedFilesFact(name, architecture, owned));
    }
  }

  private static Map<String, String> details(RpmHeader header) throws RpmFormatException {
    Map<String, String> details = new LinkedHashMap<>();
    String vendor = header.string(RpmHeader.VENDOR).strip();
    if (!vendor.isEmpty()) {
      details.put("vendor", vendor);
    }
    String label = header.string(RpmHeader.MODULARITYLABEL).strip();
    if (!label.isEmpty() && !label.equals("(none)")) {
      details.put("modularity-label", label);
    }
    long size = header.integer(RpmHeader.LONGSIZE, header.integer(RpmHeader.SIZE, -1));
    if (size >= 0) {
      details.put("installed-size", Long.toString(size));
    }
    return details;
  }

  /** Name and version-release of {@code bash-5.2.26-3.el10.src.rpm}; empty where it is not one. */
  private static String[] source(String file) {
    String[] none = {"", ""};
    int end = file.endsWith(".nosrc.rpm") ? file.length() - 10 : file.length() - 8;
    if (!file.endsWith(".src.rpm") && !file.endsWith(".nosrc.rpm")) {
      return none;
    }
    int release = file.lastIndexOf('-', end - 1);
    int version = release < 0 ? -1 : file.lastIndexOf('-', release - 1);
    if (version <= 0) {
      return none;
    }
    String name = file.substring(0, version);
    String full = file.substring(version + 1, end);
    return FieldText.word(name) && FieldText.word(full) ? new String[] {name, full} : none;
  }
}
