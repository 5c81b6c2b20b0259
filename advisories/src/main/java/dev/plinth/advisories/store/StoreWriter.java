package dev.plinth.advisories.store;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.PackageKey;
import dev.plinth.advisories.store.StoreUpdate.Outcome;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements of an update, prepared once, with the numbers of names it met. */
final class StoreWriter implements AutoCloseable {
  /** About 20 MB of names; then they are looked up anew. */
  private static final int REMEMBERED = 100_000;

  private final Connection connection;
  private final Squeezer squeezer = new Squeezer();
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Map<String, Long> feeds = new HashMap<>();
  private final Map<String, Long> origins = new HashMap<>();
  private final Map<String, Long> ecosystems = new HashMap<>();
  private final Map<PackageKey, Long> packages = new HashMap<>();
  private final Map<String, String> newest = new HashMap<>();
  private String fileName = "";
  private final long now = System.currentTimeMillis() / 1000;

  StoreWriter(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    connection.commit();
  }

  void begin(String name) {
    fileName = name;
  }

  Outcome put(AdvisoryRecord advisoryRecord) throws SQLException {
    Advisory advisory = advisoryRecord.advisory();
    long feed = feed(advisory.source());
    long modified = Timestamps.parse(advisory.modified());
    note(advisory.source(), modified);
    long id = -1;
    PreparedStatement find =
        prepare(
            "SELECT a.id, a.modified, a.head FROM name n JOIN advisory a ON a.id = n.advisory"
                + " WHERE n.name = ? AND n.kind = 0 AND a.feed = ?");
    find.setString(1, advisory.id());
    find.setLong(2, feed);
    try (ResultSet found = find.executeQuery()) {
      if (found.next()) {
        id = found.getLong(1);
        long before = found.getLong(2);
        if (!found.wasNull() && modified != Timestamps.UNKNOWN && modified < before) {
          return Outcome.SUPERSEDED;
        }
        byte[] head = found.getBytes(3);
        drop(id, HeadCodec.unpack(squeezer.expand(head), "", Timestamps.UNKNOWN, null));
      }
    }
    boolean empty = advisory.withdrawn() != null || advisoryRecord.statements().isEmpty();
    if (empty && advisory.withdrawn() == null) {
      return Outcome.EMPTY;
    }
    id = insert(id, feed, modified, advisory);
    names(id, advisory);
    if (!advisoryRecord.details().isEmpty()) {
      PreparedStatement prose = prepare("INSERT INTO prose(advisory, details) VALUES (?, ?)");
      prose.setLong(1, id);
      prose.setBytes(
          2, squeezer.squeeze(advisoryRecord.details().getBytes(StandardCharsets.UTF_8)));
      prose.executeUpdate();
    }
    if (!empty) {
      statements(id, advisoryRecord.statements());
    }
    return empty ? Outcome.EMPTY : Outcome.TAKEN;
  }

  private long insert(long id, long feed, long modified, Advisory advisory) throws SQLException {
    PreparedStatement insert =
        prepare(
            "INSERT INTO advisory(id, feed, origin, modified, withdrawn, head) VALUES (?, ?, ?, ?,"
                + " ?, ?)");
    long number = id >= 0 ? id : next("advisory");
    insert.setLong(1, number);
    insert.setLong(2, feed);
    insert.setLong(3, origin(advisory.source()));
    time(insert, 4, modified);
    String withdrawn = advisory.withdrawn();
    long when = withdrawn == null ? Timestamps.UNKNOWN : Timestamps.parse(withdrawn);
    if (withdrawn != null && when == Timestamps.UNKNOWN) {
      when = 0;
    }
    time(insert, 5, when);
    insert.setBytes(6, squeezer.squeeze(HeadCodec.pack(advisory)));
    insert.executeUpdate();
    return number;
  }

  private final Map<String, Long> nextIds = new HashMap<>();

  private long next(String table) throws SQLException {
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

  private void drop(long id, Advisory before) throws SQLException {
    for (String table : new String[] {"affected", "prose"}) {
      PreparedStatement delete = prepare("DELETE FROM " + table + " WHERE advisory = ?");
      delete.setLong(1, id);
      delete.executeUpdate();
    }
    PreparedStatement name =
        prepare("DELETE FROM name WHERE name = ? AND kind = ? AND advisory = ?");
    for (int kind = 0; kind <= 2; kind++) {
      for (String each : names(before, kind)) {
        name.setString(1, each);
        name.setInt(2, kind);
        name.setLong(3, id);
        name.executeUpdate();
      }
    }
    PreparedStatement delete = prepare("DELETE FROM advisory WHERE id = ?");
    delete.setLong(1, id);
    delete.executeUpdate();
  }

  private void names(long id, Advisory advisory) throws SQLException {
    PreparedStatement insert =
        prepare("INSERT OR IGNORE INTO name(name, kind, advisory) VALUES (?, ?, ?)");
    for (int kind = 0; kind <= 2; kind++) {
      for (String name : names(advisory, kind)) {
        insert.setString(1, name);
        insert.setInt(2, kind);
        insert.setLong(3, id);
        insert.executeUpdate();
      }
    }
  }

  private static Set<String> names(Advisory advisory, int kind) {
    return switch (kind) {
      case 0 -> Set.of(advisory.id());
      case 1 -> new LinkedHashSet<>(advisory.aliases());
      default -> new LinkedHashSet<>(advisory.upstream());
    };
  }

  private void statements(long id, List<AdvisoryRecord.Statement> statements) throws SQLException {
    PreparedStatement insert =
        prepare("INSERT INTO affected(package, advisory, part, statement) VALUES (?, ?, ?, ?)");
    int part = 0;
    for (AdvisoryRecord.Statement statement : statements) {
      insert.setLong(1, packageId(StoreUpdate.key(statement)));
      insert.setLong(2, id);
      insert.setInt(3, part++);
      insert.setBytes(4, StatementCodec.pack(statement, squeezer));
      insert.executeUpdate();
    }
  }

  boolean replaceCatalogue(String feed, String asOf) throws SQLException {
    long id = feed(feed);
    PreparedStatement find = prepare("SELECT as_of FROM feed WHERE id = ?");
    find.setLong(1, id);
    try (ResultSet found = find.executeQuery()) {
      String before = found.next() ? found.getString(1) : "";
      if (!asOf.isEmpty() && asOf.compareTo(before) < 0) {
        return false;
      }
    }
    prepare("DELETE FROM " + (feed.equals("kev") ? "kev" : "epss")).executeUpdate();
    newest.put(feed, asOf);
    return true;
  }

  void putKnownExploited(long cve, String added, boolean ransomware, String title)
      throws SQLException {
    PreparedStatement insert =
        prepare(
            "INSERT OR REPLACE INTO kev(cve, added, ransomware, title, origin) VALUES (?, ?, ?, ?,"
                + " ?)");
    insert.setLong(1, cve);
    insert.setString(2, added);
    insert.setInt(3, ransomware ? 1 : 0);
    insert.setString(4, title);
    insert.setLong(5, origin("kev"));
    insert.executeUpdate();
  }

  void putExploitPrediction(long cve, double probability, double percentile) throws SQLException {
    PreparedStatement insert =
        prepare("INSERT OR REPLACE INTO epss(cve, score, percentile, origin) VALUES (?, ?, ?, ?)");
    insert.setLong(1, cve);
    insert.setLong(2, Math.round(probability * 100_000));
    insert.setLong(3, Math.round(percentile * 100_000));
    insert.setLong(4, origin("epss"));
    insert.executeUpdate();
  }

  Outcome putScore(
      String feed, long cve, @Nullable String vector, double score, String word, String modified)
      throws SQLException {
    long time = Timestamps.parse(modified);
    note(feed, time);
    PreparedStatement insert =
        prepare(
            "INSERT INTO score(cve, feed, vector, score, word, modified, origin) VALUES"
                + " (?,?,?,?,?,?,?) ON CONFLICT(cve, feed) DO UPDATE SET vector ="
                + " excluded.vector, score = excluded.score, word = excluded.word, modified ="
                + " excluded.modified, origin = excluded.origin WHERE excluded.modified IS NULL OR"
                + " score.modified IS NULL OR excluded.modified >= score.modified");
    insert.setLong(1, cve);
    insert.setLong(2, feed(feed));
    insert.setString(3, vector);
    insert.setDouble(4, score);
    insert.setString(5, word);
    time(insert, 6, time);
    insert.setLong(7, origin(feed));
    return insert.executeUpdate() > 0 ? Outcome.TAKEN : Outcome.SUPERSEDED;
  }

  void dropScore(String feed, long cve) throws SQLException {
    PreparedStatement delete = prepare("DELETE FROM score WHERE cve = ? AND feed = ?");
    delete.setLong(1, cve);
    delete.setLong(2, feed(feed));
    delete.executeUpdate();
  }

  void commit() throws SQLException {
    for (Map.Entry<String, Long> feed : feeds.entrySet()) {
      String name = feed.getKey();
      String count =
          switch (name) {
            case "kev", "epss" -> "SELECT count(*) FROM " + name;
            case "cve-record", "nvd", "cvss-table" ->
                "SELECT count(*) FROM score WHERE feed = " + feed.getValue();
            default -> "SELECT count(*) FROM advisory WHERE feed = " + feed.getValue();
          };
      PreparedStatement update =
          prepare(
              "UPDATE feed SET records = ("
                  + count
                  + "), as_of = max(as_of, ?), imported = ? WHERE id = ?");
      String asOf = newest.getOrDefault(name, "");
      update.setString(1, asOf);
      update.setLong(2, now);
      update.setLong(3, feed.getValue());
      update.executeUpdate();
      PreparedStatement origin = prepare("UPDATE origin SET as_of = ? WHERE id = ?");
      origin.setString(1, asOf);
      origin.setLong(2, origins.getOrDefault(name, -1L));
      origin.executeUpdate();
    }
    connection.commit();
    forget();
  }

  void rollback() throws SQLException {
    connection.rollback();
    forget();
    nextIds.clear();
    ecosystems.clear();
    packages.clear();
  }

  private void forget() {
    feeds.clear();
    origins.clear();
    newest.clear();
  }

  /** The counts that only the whole knows, and the planner's statistics. */
  void finish() throws SQLException {
    prepare(
            "UPDATE ecosystem SET affected = coalesce((SELECT count(*) FROM package p JOIN affected"
                + " a ON a.package = p.id WHERE p.ecosystem = ecosystem.id), 0)")
        .executeUpdate();
    prepare(
            "DELETE FROM origin WHERE id NOT IN (SELECT origin FROM advisory UNION SELECT origin"
                + " FROM kev UNION SELECT origin FROM epss UNION SELECT origin FROM score)")
        .executeUpdate();
    connection.commit();
    close();
  }

  private long feed(String name) throws SQLException {
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

  private long origin(String feed) throws SQLException {
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

  private void note(String feed, long time) {
    if (time != Timestamps.UNKNOWN) {
      String date = Timestamps.format(time);
      newest.merge(feed, date, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
  }

  private long packageId(PackageKey key) throws SQLException {
    Long known = packages.get(key);
    if (known != null) {
      return known;
    }
    if (packages.size() >= REMEMBERED) {
      packages.clear();
    }
    long ecosystem = ecosystemId(key.ecosystem());
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

  private static void time(PreparedStatement statement, int index, long seconds)
      throws SQLException {
    if (seconds == Timestamps.UNKNOWN) {
      statement.setNull(index, Types.INTEGER);
    } else {
      statement.setLong(index, seconds);
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
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
