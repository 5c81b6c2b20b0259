package dev.plinth.advisories.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The store's tables, schema version 3 ({@code PRAGMA user_version}), marked as ours by {@code
 * PRAGMA application_id} = 0x506C6E74 ("Plnt").
 *
 * <ul>
 *   <li>{@code feed}: who gave the data ({@code osv}, {@code kev}, {@code epss}, {@code
 *       cve-record}, {@code nvd}, {@code cvss-table}, …; those that come in parts with the part's
 *       name: {@code alpine-secdb/v3.20/main}), how many records it has here, the newest date in
 *       them, when they were last taken in (seconds since 1970 by UTC, as all times here).
 *   <li>{@code origin}: one row for each file taken in: its feed, its name as it was given, its
 *       date and when. Every row of data names its origin.
 *   <li>{@code ecosystem}, {@code package}: names, so that rows can be numbers. {@code
 *       ecosystem.affected} counts the rows below it, brought up to date when an update is
 *       published.
 *   <li>{@code advisory}: one statement. {@code head} is everything matching needs, as {@link
 *       HeadCodec} packs it; its prose lies apart in {@code prose}, deflated, since only an
 *       explanation reads it. {@code withdrawn} is null while it stands; a withdrawn one has no
 *       rows in {@code affected}.
 *   <li>{@code name}: all names of an advisory: kind 0 its own id, 1 an alias, 2 an upstream
 *       vulnerability.
 *   <li>{@code affected}: what an advisory says of one package, {@code statement} as {@link
 *       StatementCodec} packs it. Keyed by package first: that is how it is asked.
 *   <li>{@code kev}, {@code epss}, {@code score}: what is known beside, by CVE number as {@link
 *       CveNumber} packs it. EPSS scores count in 1/100,000.
 *   <li>{@code document}: what {@code db update} knows of each document of a feed on the network,
 *       as {@link DocumentState} says it.
 *   <li>{@code held}: which advisories such a document had when it was last read, so that those
 *       that vanish from all documents are removed. Advisories of other origin are held by none.
 *   <li>{@code lifecycle} (since 3): how long releases of products are looked after; days as ISO
 *       8601, see {@link dev.plinth.advisories.Lifecycle}.
 *   <li>{@code mark} (since 3): what a feed that is read piece by piece has read: of {@code
 *       debian-archive}, the version of each source package; of {@code official-images}, what is
 *       built of each image, as {@link dev.plinth.advisories.OfficialImage#text} writes it.
 * </ul>
 */
final class StoreSchema {
  /** The version this program writes and reads. */
  static final int VERSION = 3;

  /** "Plnt". */
  static final int APPLICATION_ID = 0x506C6E74;

  /** Step n brings a store of version n to n + 1; step 0 makes one. */
  private static final String[][] STEPS = {
    {
      "CREATE TABLE feed(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, records INTEGER NOT"
          + " NULL, as_of TEXT NOT NULL, imported INTEGER NOT NULL)",
      "CREATE TABLE origin(id INTEGER PRIMARY KEY, feed INTEGER NOT NULL REFERENCES feed, file TEXT"
          + " NOT NULL, as_of TEXT NOT NULL, imported INTEGER NOT NULL)",
      "CREATE TABLE ecosystem(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, affected INTEGER"
          + " NOT NULL)",
      "CREATE TABLE package(id INTEGER PRIMARY KEY, ecosystem INTEGER NOT NULL REFERENCES"
          + " ecosystem, name TEXT NOT NULL, UNIQUE(ecosystem, name))",
      "CREATE TABLE advisory(id INTEGER PRIMARY KEY, feed INTEGER NOT NULL REFERENCES feed, origin"
          + " INTEGER NOT NULL REFERENCES origin, modified INTEGER, withdrawn INTEGER, head BLOB"
          + " NOT NULL)",
      "CREATE TABLE prose(advisory INTEGER PRIMARY KEY REFERENCES advisory, details BLOB NOT NULL)",
      "CREATE TABLE name(name TEXT NOT NULL, kind INTEGER NOT NULL, advisory INTEGER NOT NULL"
          + " REFERENCES advisory, PRIMARY KEY(name, kind, advisory)) WITHOUT ROWID",
      "CREATE TABLE affected(package INTEGER NOT NULL REFERENCES package, advisory INTEGER NOT NULL"
          + " REFERENCES advisory, part INTEGER NOT NULL, statement BLOB NOT NULL, PRIMARY"
          + " KEY(package, advisory, part)) WITHOUT ROWID",
      "CREATE INDEX affected_by_advisory ON affected(advisory)",
      "CREATE TABLE kev(cve INTEGER PRIMARY KEY, added TEXT NOT NULL, ransomware INTEGER NOT NULL,"
          + " title TEXT NOT NULL, origin INTEGER NOT NULL REFERENCES origin)",
      "CREATE TABLE epss(cve INTEGER PRIMARY KEY, score INTEGER NOT NULL, percentile INTEGER NOT"
          + " NULL, origin INTEGER NOT NULL REFERENCES origin)",
      "CREATE TABLE score(cve INTEGER NOT NULL, feed INTEGER NOT NULL REFERENCES feed, vector TEXT,"
          + " score REAL NOT NULL, word TEXT NOT NULL, modified INTEGER, origin INTEGER NOT NULL"
          + " REFERENCES origin, PRIMARY KEY(cve, feed)) WITHOUT ROWID",
      "PRAGMA application_id = " + APPLICATION_ID,
    },
    {
      "CREATE TABLE document(id INTEGER PRIMARY KEY, feed TEXT NOT NULL, part TEXT NOT NULL, url"
          + " TEXT NOT NULL, etag TEXT NOT NULL, last_modified TEXT NOT NULL, cursor TEXT NOT NULL,"
          + " records INTEGER NOT NULL, as_of TEXT NOT NULL, updated INTEGER NOT NULL, checked"
          + " INTEGER NOT NULL, UNIQUE(feed, part))",
      "CREATE TABLE held(document INTEGER NOT NULL REFERENCES document, advisory INTEGER NOT NULL"
          + " REFERENCES advisory, PRIMARY KEY(document, advisory)) WITHOUT ROWID",
    },
    {
      "CREATE TABLE lifecycle(product TEXT NOT NULL, cycle TEXT NOT NULL, codename TEXT NOT NULL,"
          + " support_ends TEXT NOT NULL, community_ends TEXT NOT NULL, commercial_ends TEXT NOT NULL,"
          + " origin INTEGER NOT NULL REFERENCES origin, PRIMARY KEY(product, cycle)) WITHOUT ROWID",
      "CREATE TABLE mark(feed TEXT NOT NULL, item TEXT NOT NULL, value TEXT NOT NULL, PRIMARY"
          + " KEY(feed, item)) WITHOUT ROWID",
    },
  };

  private StoreSchema() {}

  /** Brings a store up to {@link #VERSION}; an empty file is version 0. */
  static void migrate(Connection connection) throws SQLException {
    migrate(connection, VERSION);
  }

  /** Brings a store up to that version. */
  static void migrate(Connection connection, int wanted) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int version;
      try (var result = statement.executeQuery("PRAGMA user_version")) {
        version = result.next() ? result.getInt(1) : 0;
      }
      for (int from = version; from < wanted; from++) {
        statement.execute("BEGIN IMMEDIATE");
        for (String step : STEPS[from]) {
          statement.execute(step);
        }
        statement.execute("PRAGMA user_version = " + (from + 1));
        statement.execute("COMMIT");
      }
    }
  }
}
