package dev.plinth.inventory.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares with SQLite itself. */
class SqliteDatabaseTest {
  @TempDir Path folder;

  static ChunkedBytes bytes(byte[] content) {
    ChunkedBytes bytes = new ChunkedBytes(content.length);
    bytes.append(content, 0, content.length);
    return bytes;
  }

  /** The table's rows, each value as text with its type. */
  static List<String> rows(byte[] content, String table) throws SqliteFormatException {
    SqliteDatabase database = SqliteDatabase.open(bytes(content), 64 << 20);
    List<String> rows = new ArrayList<>();
    database.scan(
        database.rootPage(table),
        (rowid, record) -> {
          StringBuilder row = new StringBuilder().append(rowid);
          for (int i = 1; i < 6; i++) {
            row.append('|').append(value(record, i));
          }
          rows.add(row.toString());
        });
    return rows;
  }

  private static String value(SqliteRecord record, int column) {
    if (record.isNull(column)) {
      return "null";
    }
    if (record.isInteger(column)) {
      return "integer " + record.integer(column);
    }
    if (record.isReal(column)) {
      return "real " + record.real(column);
    }
    if (record.isText(column)) {
      return "text " + record.text(column);
    }
    int hash = 0;
    for (int i = 0; i < record.length(column); i++) {
      hash = 31 * hash + record.bytes()[record.offset(column) + i];
    }
    return "blob " + record.length(column) + " " + hash;
  }

  private static String value(ResultSet set, int column) throws SQLException {
    Object value = set.getObject(column);
    return switch (value) {
      case null -> "null";
      case Integer i -> "integer " + i;
      case Long l -> "integer " + l;
      case Double d -> "real " + d;
      case byte[] b -> "blob " + b.length + " " + hash(b);
      default -> "text " + value;
    };
  }

  private static int hash(byte[] bytes) {
    int hash = 0;
    for (byte b : bytes) {
      hash = 31 * hash + b;
    }
    return hash;
  }

  private static Object random(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextLong();
      case 1 -> (long) random.nextInt(3) - 1;
      case 2 -> random.nextLong() >> random.nextInt(64);
      // A real without a fraction is stored as an integer, and read back as a real.
      case 3 -> random.nextInt(1000) + 0.5;
      case 4 -> "text äöü \ud83d\ude00 " + "t".repeat(random.nextInt(3000));
      case 5 -> blob(random, random.nextInt(60));
      case 6 -> blob(random, random.nextInt(5000));
      default -> blob(random, random.nextInt(20) == 0 ? random.nextInt(300_000) : 10);
    };
  }

  private static byte[] blob(Random random, int size) {
    byte[] blob = new byte[size];
    random.nextBytes(blob);
    return blob;
  }

  @ParameterizedTest
  @CsvSource({
    "512,UTF-8,DELETE,0,100",
    "1024,UTF-16le,WAL,1,200",
    "4096,UTF-16be,DELETE,2,600",
    "4096,UTF-8,WAL,0,3000",
    "65536,UTF-8,DELETE,0,1000"
  })
  void readsWhatSqliteReads(int pageSize, String encoding, String mode, int vacuum, int count)
      throws IOException, SQLException {
    long seed = Long.getLong("plinth.seed", 20260731L);
    Random random = new Random(seed + pageSize + count);
    Path file = folder.resolve("random.db");
    List<String> expected = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA page_size=" + pageSize);
      statement.execute("PRAGMA encoding='" + encoding + "'");
      statement.execute("PRAGMA auto_vacuum=" + vacuum);
      statement.execute("PRAGMA journal_mode=" + mode);
      statement.execute("CREATE TABLE other (x)");
      statement.execute("CREATE TABLE 'Packages' (id INTEGER PRIMARY KEY, a, b, c, d BLOB)");
      statement.execute("CREATE INDEX i ON Packages(a)");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT OR REPLACE INTO Packages VALUES (?,?,?,?,?)")) {
        for (int i = 0; i < count; i++) {
          insert.setLong(1, random.nextInt(10) == 0 ? random.nextLong() : random.nextInt(count));
          for (int column = 2; column <= 5; column++) {
            insert.setObject(column, random.nextInt(8) == 0 ? null : random(random));
          }
          insert.executeUpdate();
        }
      }
      connection.commit();
      statement.execute("DELETE FROM Packages WHERE id % 5 = 0");
      statement.execute("ALTER TABLE Packages ADD COLUMN e");
      connection.commit();
      try (ResultSet set = statement.executeQuery("SELECT * FROM Packages ORDER BY id")) {
        while (set.next()) {
          StringBuilder row = new StringBuilder(Long.toString(set.getLong(1)));
          for (int column = 2; column <= 6; column++) {
            row.append('|').append(value(set, column));
          }
          expected.add(row.toString());
        }
      }
      connection.commit();
      connection.setAutoCommit(true);
      if (mode.equals("WAL")) {
        statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
      }
    }
    assertThat(expected).as("seed %d", seed).hasSizeGreaterThan(count / 4);
    assertThat(rows(Files.readAllBytes(file), "packages")).as("seed %d", seed).isEqualTo(expected);
  }

  private byte[] small(String... statements) throws IOException, SQLException {
    Path file = folder.resolve("small.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA page_size=512");
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return Files.readAllBytes(file);
  }

  @Test
  void knowsWhichTablesThereAre() throws IOException, SQLException {
    byte[] content = small("CREATE TABLE t (a)", "CREATE INDEX packages ON t(a)");
    SqliteDatabase database = SqliteDatabase.open(bytes(content), 1 << 20);
    assertThat(database.rootPage("T")).isEqualTo(2);
    assertThat(database.rootPage("Packages")).isZero();
    assertThat(database.truncated()).isFalse();
  }

  @Test
  void refusesWhatIsNoDatabase() {
    assertThatThrownBy(() -> SqliteDatabase.open(bytes(new byte[50]), 100))
        .isInstanceOf(SqliteFormatException.class)
        .hasMessage("it is shorter than a SQLite database's header");
    assertThatThrownBy(() -> SqliteDatabase.open(bytes(new byte[5000]), 100))
        .isInstanceOf(SqliteFormatException.class)
        .hasMessage("it is no SQLite database");
  }

  @Test
  void saysThatAFileIsCutOff() throws IOException, SQLException {
    byte[] content =
        small(
            "CREATE TABLE t (a INTEGER PRIMARY KEY, b)",
            "INSERT INTO t VALUES (1, zeroblob(9000))");
    byte[] cut = Arrays.copyOf(content, 9300);
    assertThat(SqliteDatabase.open(bytes(cut), 1 << 20).truncated()).isTrue();
    assertThatThrownBy(() -> rows(cut, "t"))
        .isInstanceOf(SqliteFormatException.class)
        .hasMessage("it points to a page beyond its end, for it is cut off");
  }

  @Test
  void refusesCycles() throws IOException, SQLException {
    byte[] content =
        small(
            "CREATE TABLE t (a INTEGER PRIMARY KEY, b)",
            "INSERT INTO t VALUES (1, zeroblob(9000))");
    // The first overflow page (3) points to itself.
    content[2 * 512 + 3] = 3;
    assertThatThrownBy(() -> rows(content, "t"))
        .isInstanceOf(SqliteFormatException.class)
        .hasMessage("page 3 is used twice");
  }

  @Test
  void refusesCellsThatMultiplyTheSameBytes() throws IOException, SQLException {
    byte[] content =
        small(
            "CREATE TABLE t (a INTEGER PRIMARY KEY, b)", "INSERT INTO t VALUES (1, zeroblob(400))");
    // Page 2: as many cells as its pointers may number, all at the place of the only one.
    int page = 512;
    byte high = content[page + 8];
    byte low = content[page + 9];
    int cells = (((high & 0xff) << 8 | (low & 0xff)) - 8) / 2;
    content[page + 4] = (byte) cells;
    for (int i = 0; i < cells; i++) {
      content[page + 8 + 2 * i] = high;
      content[page + 9 + 2 * i] = low;
    }
    assertThatThrownBy(() -> rows(content, "t"))
        .isInstanceOf(SqliteFormatException.class)
        .hasMessage("its rows overlap");
  }
}
