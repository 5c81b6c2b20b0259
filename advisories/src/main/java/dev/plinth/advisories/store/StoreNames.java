package dev.plinth.advisories.store;

import dev.plinth.advisories.PackageKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An update's prepared statements, and the numbers of the names it met. */
final class StoreNames implements AutoCloseable {
  /** About 20 MB of names; then they are looked up anew. */
  private static final int REMEMBERED = 100_000;

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Map<String, Long> feeds = new HashMap<>();
  private final Map<String, Long> origins = new HashMap<>();
  private final Map<String, Long> ecosystems = new HashMap<>();
  private final Map<PackageKey, Long> packages = new HashMap<>();
  private final Map<String, String> newest = new HashMap<>();
  private final Map<String, Long> nextIds = new HashMap<>();
  private final long now = System.currentTimeMillis() / 1000;
  private final Map<Long, Integer> counts = new HashMap<>();
  private final Set<Long> touched = new HashSet<>();
  private @Nullable BitSet seen;
  private String fileName = "";

  StoreNames(Connection connection) {
    this.connection = connection;
  }

  void begin(String name) {
    fileName = name;
  }

  /** Notes the advisories met from now on in this set; null stops it. */
  void watch(@Nullable BitSet set) {
    seen = set;
  }

  /** An advisory was met, whether it was taken or not. */
  void saw(long id) {
    if (seen != null) {
      seen.set(Math.toIntExact(id));
    }
  }

  /** The advisories met. */
  BitSet seen() {
    return seen == null ? new BitSet() : seen;
  }

  /** Ecosystems whose rows changed in this update, whether committed or not. */
  Set<Long> touched() {
    return touched;
  }

  /** The feeds of this transaction. */
  Map<String, Long> feeds() {
    return feeds;
  }

  /** The newest date of a feed in this transaction, empty when unknown. */
  String newest(String feed) {
    return newest.getOrDefault(feed, "");
  }

  void newest(String feed, String date) {
    newest.put(feed, date);
  }

  /** Seconds since 1970 at which this update began. */
  long now() {
    return now;
  }

  /** Forgets what one transaction alone knows. */
  void forgetTransaction() {
    feeds.clear();
    origins.clear();
    newest.clear();
    counts.clear();
  }

  /** Forgets all numbers: those given since the last commit are void. */
  void forgetAll() {
    forgetTransaction();
    nextIds.clear();
    ecosystems.clear();
    packages.clear();
  }

  /** A number for a new row of a table. */
  long next(String table) throws SQLException {
    Long known = nextIds.get(table);
    long id;
    if (known != null) {
      id = known;
    } else {
      try (ResultSet result =
          prepare("SELECT coalesce(max(id), 0) + 1 FROM " + table).executeQuery()) {
        result.next();
        id = result.getLong(1);
      }
    }
    nextIds.put(table, id + 1);
    return id;
  }

  /** The number of a feed. */
  long feed(String name) throws SQLException {
    Long known = feeds.get(name);
    if (known != null) {
      return known;
    }
    PreparedStatement insert =
        prepare(
            "INSERT OR IGNORE INTO feed(name, records, as_of, imported) VALUES (?, 0, '', "
                + now
                + ")");
    insert.setString(1, name);
    insert.executeUpdate();
    PreparedStatement find = prepare("SELECT id FROM feed WHERE name = ?");
    find.setString(1, name);
    try (ResultSet found = find.executeQuery()) {
      found.next();
      long id = found.getLong(1);
      feeds.put(name, id);
      return id;
    }
  }

  /** The number of this file as an origin of a feed's rows, null where it gave none. */
  @Nullable Long originIfAny(String feed) {
    return origins.get(feed);
  }

  /** The number of this file as an origin of a feed's rows. */
  long origin(String feed) throws SQLException {
    Long known = origins.get(feed);
    if (known != null) {
      return known;
    }
    long id = next("origin");
    PreparedStatement insert =
        prepare("INSERT INTO origin(id, feed, file, as_of, imported) VALUES (?, ?, ?, '', ?)");
    insert.setLong(1, id);
    insert.setLong(2, feed(feed));
    insert.setString(3, fileName);
    insert.setLong(4, now);
    insert.executeUpdate();
    origins.put(feed, id);
    return id;
  }

  /** So many advisories of a feed came in this transaction, or went. */
  void counted(long feed, int change) {
    counts.merge(feed, change, Integer::sum);
  }

  /** How the number of advisories changed in this transaction, by feed. */
  Map<Long, Integer> counts() {
    return counts;
  }

  /** Takes note of the date of a row. */
  void note(String feed, long time) {
    if (time != Timestamps.UNKNOWN) {
      String date = Timestamps.format(time);
      newest.merge(feed, date, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
  }

  /** The number of a package. */
  long packageId(PackageKey key) throws SQLException {
    Long known = packages.get(key);
    if (known != null) {
      Long ecosystem = ecosystems.get(key.ecosystem());
      touched.add(ecosystem == null ? ecosystemId(key.ecosystem()) : ecosystem);
      return known;
    }
    if (packages.size() >= REMEMBERED) {
      packages.clear();
    }
    long ecosystem = ecosystemId(key.ecosystem());
    touched.add(ecosystem);
    PreparedStatement find = prepare("SELECT id FROM package WHERE ecosystem = ? AND name = ?");
    find.setLong(1, ecosystem);
    find.setString(2, key.name());
    long id = -1;
    try (ResultSet found = find.executeQuery()) {
      if (found.next()) {
        id = found.getLong(1);
      }
    }
    if (id < 0) {
      id = next("package");
      PreparedStatement insert =
          prepare("INSERT INTO package(id, ecosystem, name) VALUES (?, ?, ?)");
      insert.setLong(1, id);
      insert.setLong(2, ecosystem);
      insert.setString(3, key.name());
      insert.executeUpdate();
    }
    packages.put(key, id);
    return id;
  }

  private long ecosystemId(String name) throws SQLException {
    Long known = ecosystems.get(name);
    if (known != null) {
      return known;
    }
    if (ecosystems.size() >= REMEMBERED) {
      ecosystems.clear();
    }
    PreparedStatement insert =
        prepare("INSERT OR IGNORE INTO ecosystem(name, affected) VALUES (?, 0)");
    insert.setString(1, name);
    insert.executeUpdate();
    PreparedStatement find = prepare("SELECT id FROM ecosystem WHERE name = ?");
    find.setString(1, name);
    try (ResultSet found = find.executeQuery()) {
      found.next();
      long id = found.getLong(1);
      ecosystems.put(name, id);
      return id;
    }
  }

  static void time(PreparedStatement statement, int index, long seconds) throws SQLException {
    if (seconds == Timestamps.UNKNOWN) {
      statement.setNull(index, Types.INTEGER);
    } else {
      statement.setLong(index, seconds);
    }
  }

  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    prepared.clear();
  }
}
