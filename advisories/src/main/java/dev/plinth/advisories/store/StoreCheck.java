package dev.plinth.advisories.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.sqlite.JDBC;

/**
 * Whether a store from elsewhere may be used: its schema is word for word the one that {@link
 * StoreSchema} makes, so that it has no view, no trigger and no column that computes anything, and
 * SQLite finds all its pages in order.
 */
final class StoreCheck {
  private StoreCheck() {}

  /**
   * @param store the SQLite file
   * @param origin where it came from, for the error
   * @throws dev.plinth.foundation.PlinthException where it may not be used
   */
  static void sound(Path store, Path origin) {
    try (Connection connection = StoreFile.connectReadOnly(store);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA cell_size_check = ON");
      int version;
      try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
        version = row.next() ? row.getInt(1) : 0;
      }
      if (!schema(statement).equals(made(version))) {
        throw StoreErrors.pack(origin, "its tables are not those that Plinth makes");
      }
      try (ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
        if (!row.next() || !"ok".equals(row.getString(1))) {
          throw StoreErrors.pack(origin, "its content is damaged");
        }
      }
    } catch (SQLException e) {
      throw StoreErrors.pack(origin, "its content is damaged");
    }
  }

  /** The schema of a new store of that version. */
  private static Set<String> made(int version) throws SQLException {
    try (Connection connection = JDBC.createConnection("jdbc:sqlite::memory:", new Properties());
        Statement statement = connection.createStatement()) {
      StoreSchema.migrate(connection, version);
      return schema(statement);
    }
  }

  private static Set<String> schema(Statement statement) throws SQLException {
    Set<String> all = new TreeSet<>();
    try (ResultSet row =
        statement.executeQuery("SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT 1000")) {
      while (row.next()) {
        all.add(
            String.join(
                "\u0000",
                String.valueOf(row.getString(1)),
                String.valueOf(row.getString(2)),
                String.valueOf(row.getString(3)),
                String.valueOf(row.getString(4))));
      }
    }
    return all;
  }
}
