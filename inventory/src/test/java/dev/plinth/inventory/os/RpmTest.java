package dev.plinth.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.inventory.catalog.Fact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RpmTest {
  private static final String PATH = "var/lib/rpm/rpmdb.sqlite";

  @TempDir Path folder;

  static byte[] fixture() throws IOException {
    try (InputStream in = RpmTest.class.getResourceAsStream("/rpm/rpmdb.sqlite.gz")) {
      return new GZIPInputStream(in).readAllBytes();
    }
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = RpmTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private static Reading read(byte[] content) {
    return Reading.of(new RpmDatabaseCataloguer(), PATH, content, 8192);
  }

  private byte[] database(byte[]... blobs) throws IOException, SQLException {
    Path file = folder.resolve("rpmdb.sqlite");
    Files.deleteIfExists(file);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      connection
          .createStatement()
          .execute("CREATE TABLE 'Packages' (hnum INTEGER PRIMARY KEY, blob BLOB NOT NULL)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO Packages(blob) VALUES (?)")) {
        for (byte[] blob : blobs) {
          insert.setBytes(1, blob);
          insert.executeUpdate();
        }
      }
    }
    return Files.readAllBytes(file);
  }

  private static RpmHeaderBuilder header(String name) {
    return new RpmHeaderBuilder()
        .string(RpmHeader.NAME, name)
        .string(RpmHeader.VERSION, "1.0")
        .string(RpmHeader.RELEASE, "2");
  }

  @Test
  void saysWhatRpmItselfSays() throws IOException {
    Reading reading = read(fixture());
    assertThat(reading.problems()).isEmpty();
    assertThat(
            reading.packages().stream()
                .map(p -> {
                  int colon = p.version().indexOf(':');
                  return String.join(
                      "|",
                      p.name(),
                      colon < 0 ? "0" : p.version().substring(0, colon),
                      p.version().substring(colon + 1),
                      p.architecture(),
                      p.sourceName() + "-" + p.sourceVersion() + ".src.rpm",
                      p.details().getOrDefault("vendor", "(none)"),
                      String.join(",", p.licenses()),
                      p.details().getOrDefault("modularity-label", "(none)"),
                      p.details().get("installed-size"));
                })
                .sorted())
        .isEqualTo(lines("/rpm/rpm-qa.txt"));
    assertThat(reading.owned().stream().flatMap(o -> o.paths().stream()).sorted())
        .isEqualTo(lines("/rpm/rpm-ql.txt"));
  }

  @Test
  void givesPartsTheirMeaning() throws IOException {
    Fact.PackageFact beta =
        read(fixture()).packages().stream().filter(p -> p.name().equals("beta")).findFirst().get();
    assertThat(beta)
        .isEqualTo(
            new Fact.PackageFact(
                "rpm",
                "",
                "beta",
                "3:2.0~rc1-1.el9",
                "x86_64",
                "beta",
                "2.0~rc1-1.el9",
                List.of("GPL-2.0-or-later AND BSD"),
                Map.of("vendor", "Example Vendor", "installed-size", "2692")));
  }

  @Test
  void laterEntriesCountAndKeysAreNoPackages() throws IOException, SQLException {
    byte[] content =
        database(
            header("gpg-pubkey").build(),
            header("a").string(RpmHeader.RELEASE, "3").build(),
            header("b")
                .strings(RpmHeader.OLDFILENAMES, "/usr/bin/b", "/etc/b")
                .string(RpmHeader.SOURCERPM, "bb-x-1-2.nosrc.rpm")
                .build());
    Reading reading = read(content);
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.packages())
        .extracting(p -> p.name() + " " + p.version() + " " + p.sourceName() + p.sourceVersion())
        .containsExactly("a 1.0-3 ", "b 1.0-2 bb-x1-2");
    assertThat(reading.owned())
        .containsExactly(new Fact.OwnedFilesFact("b", "", List.of("usr/bin/b", "etc/b")));
  }

  @Test
  void aDamagedHeaderCostsOnlyItself() throws IOException, SQLException {
    byte[] cut = header("cut").build();
    byte[] content =
        database(
            Arrays.copyOf(cut, cut.length - 3),
            new byte[5],
            new RpmHeaderBuilder().string(RpmHeader.NAME, "nothing").build(),
            header("wrong").integers(RpmHeader.ARCH, 1).build(),
            header("files")
                .strings(RpmHeader.BASENAMES, "x")
                .integers(RpmHeader.DIRINDEXES, 7)
                .strings(RpmHeader.DIRNAMES, "/usr/")
                .build(),
            header("good").build());
    Reading reading = read(content);
    assertThat(reading.problems())
        .containsExactly(
            "the package header in row 1 of the rpm database is damaged (it is shorter than its"
                + " begin says)",
            "the package header in row 2 of the rpm database is damaged (it is shorter than a"
                + " header's begin)",
            "the package nothing in row 3 of the rpm database lacks a name or version, or has an"
                + " impossible one",
            "the package header in row 4 of the rpm database is damaged (the tag 1022 has a type"
                + " that does not suit it)",
            "the file list of the package files is damaged (a file of it lies in a folder that is"
                + " not listed)");
    assertThat(reading.packages())
        .extracting(Fact.PackageFact::name)
        .containsExactly("files", "good");
  }

  @Test
  void boundsTheFilesThatALongFolderMultiplies() throws IOException, SQLException {
    String[] names = new String[20_000];
    Arrays.fill(names, "x");
    byte[] content =
        database(
            header("a")
                .strings(RpmHeader.BASENAMES, names)
                .integers(RpmHeader.DIRINDEXES, new int[names.length])
                .strings(RpmHeader.DIRNAMES, "/" + "d".repeat(4000) + "/")
                .build());
    Reading reading = read(content);
    assertThat(reading.owned().getFirst().paths()).hasSizeBetween(8_000, 9_000);
    assertThat(reading.problems()).hasSize(1);
  }

  @Test
  void saysThatADatabaseIsCutOffAndKeepsWhatCameBefore() throws IOException {
    byte[] content = fixture();
    Reading reading = read(Arrays.copyOf(content, content.length - 120_000));
    assertThat(reading.problems()).hasSize(1);
    assertThat(reading.problems().getFirst())
        .startsWith("the rpm database could not be read to its end (it points to a page beyond");
  }

  @Test
  void saysWhichFormatsItDoesNotRead() {
    record Case(String path, String part) {}
    for (Case c :
        List.of(
            new Case("var/lib/rpm/Packages", "Berkeley DB"),
            new Case("usr/lib/sysimage/rpm/Packages.db", "ndb"),
            new Case("usr/share/rpm/rpmdb.sqlite-wal", "write-ahead log"))) {
      Reading reading = Reading.of(new RpmDatabaseCataloguer(), c.path, new byte[100]);
      assertThat(reading.wanted()).isFalse();
      assertThat(reading.problems()).hasSize(1);
      assertThat(reading.problems().getFirst()).contains(c.part).contains("missing");
    }
    assertThat(Reading.of(new RpmDatabaseCataloguer(), PATH + "-wal", new byte[0]).problems())
        .isEmpty();
    assertThat(Reading.of(new RpmDatabaseCataloguer(), PATH + "-shm", new byte[9]).problems())
        .isEmpty();
    assertThat(Reading.of(new RpmDatabaseCataloguer(), PATH, new byte[4096]).problems())
        .containsExactly(
            "the rpm database could not be read to its end (it is no SQLite database): packages may"
                + " be missing");
  }

  @Test
  void refusesADatabaseThatDoesNotFitMemory() {
    Reading reading = new Reading(true, new java.util.ArrayList<>(), new java.util.ArrayList<>());
    var consumer =
        new RpmDatabaseCataloguer()
            .open(
                Reading.entry(PATH, 97L << 20),
                new dev.plinth.inventory.catalog.FactSink() {
                  @Override
                  public void add(Fact fact) {}

                  @Override
                  public void problem(String problem) {
                    reading.problems().add(problem);
                  }
                });
    assertThat(consumer).isNull();
    assertThat(reading.problems())
        .containsExactly(
            "the rpm database is larger than the limit of 96 MiB: the packages it lists are"
                + " missing");
  }
}
