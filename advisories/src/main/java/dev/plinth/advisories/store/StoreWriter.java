package dev.plinth.advisories.store;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.OfficialImage;
import dev.plinth.advisories.store.StoreUpdate.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The transactions of an update, and what it writes beside the advisories. */
final class StoreWriter implements AutoCloseable {
  /** Origins kept before those that no row names any more are dropped. */
  private static final int MANY_ORIGINS = 300;

  private final Connection connection;
  private final StoreNames names;
  private final AdvisoryWriter advisories;
  private final DocumentWriter documents;

  /** The official images that this transaction met. */
  private final Set<String> officialImages = new HashSet<>();

  StoreWriter(Connection connection) throws SQLException {
    this.connection = connection;
    this.names = new StoreNames(connection);
    this.advisories = new AdvisoryWriter(names);
    this.documents = new DocumentWriter(names, advisories);
    connection.setAutoCommit(false);
    connection.commit();
  }

  void begin(String name) {
    officialImages.clear();
    names.begin(name);
  }

  DocumentWriter documents() {
    return documents;
  }

  /** The newest date among the records that this transaction took from anywhere. */
  String newest() {
    String newest = "";
    for (String feed : names.feeds().keySet()) {
      String date = names.newest(feed);
      newest = date.compareTo(newest) > 0 ? date : newest;
    }
    return newest;
  }

  List<DocumentState> documentStates() throws SQLException {
    try (ResultSet row = names.prepare(DocumentWriter.ALL).executeQuery()) {
      return DocumentWriter.states(row);
    }
  }

  Outcome put(AdvisoryRecord advisoryRecord) throws SQLException {
    return advisories.put(advisoryRecord);
  }

  void replaceFeed(String feed) throws SQLException {
    long id = names.feed(feed);
    PreparedStatement whose =
        names.prepare(
            "SELECT DISTINCT p.ecosystem FROM advisory d JOIN affected a ON a.advisory = d.id JOIN"
                + " package p ON p.id = a.package WHERE d.feed = ?");
    whose.setLong(1, id);
    try (ResultSet row = whose.executeQuery()) {
      while (row.next()) {
        names.touched().add(row.getLong(1));
      }
    }
    String ours = " IN (SELECT id FROM advisory WHERE feed = ?)";
    for (String sql :
        new String[] {
          "DELETE FROM affected WHERE advisory" + ours,
          "DELETE FROM prose WHERE advisory" + ours,
          "DELETE FROM name WHERE advisory" + ours,
          "DELETE FROM held WHERE advisory" + ours
        }) {
      PreparedStatement delete = names.prepare(sql);
      delete.setLong(1, id);
      delete.executeUpdate();
    }
    PreparedStatement delete = names.prepare("DELETE FROM advisory WHERE feed = ?");
    delete.setLong(1, id);
    names.counted(id, -delete.executeUpdate());
    // The feed's own name tells what it has: nothing need be noted.
    names.watch(null);
  }

  boolean replaceCatalogue(String feed, String asOf) throws SQLException {
    long id = names.feed(feed);
    PreparedStatement find = names.prepare("SELECT as_of FROM feed WHERE id = ?");
    find.setLong(1, id);
    try (ResultSet found = find.executeQuery()) {
      String before = found.next() ? found.getString(1) : "";
      if (!asOf.isEmpty() && asOf.compareTo(before) < 0) {
        return false;
      }
    }
    names.prepare("DELETE FROM " + (feed.equals("kev") ? "kev" : "epss")).executeUpdate();
    names.newest(feed, asOf);
    return true;
  }

  void putKnownExploited(long cve, String added, boolean ransomware, String title)
      throws SQLException {
    PreparedStatement insert =
        names.prepare(
            "INSERT OR REPLACE INTO kev(cve, added, ransomware, title, origin) VALUES (?, ?, ?, ?,"
                + " ?)");
    insert.setLong(1, cve);
    insert.setString(2, added);
    insert.setInt(3, ransomware ? 1 : 0);
    insert.setString(4, title);
    insert.setLong(5, names.origin("kev"));
    insert.executeUpdate();
  }

  void putExploitPrediction(long cve, double probability, double percentile) throws SQLException {
    PreparedStatement insert =
        names.prepare(
            "INSERT OR REPLACE INTO epss(cve, score, percentile, origin) VALUES (?, ?, ?, ?)");
    insert.setLong(1, cve);
    insert.setLong(2, Math.round(probability * 100_000));
    insert.setLong(3, Math.round(percentile * 100_000));
    insert.setLong(4, names.origin("epss"));
    insert.executeUpdate();
  }

  Outcome putScore(
      String feed, long cve, @Nullable String vector, double score, String word, String modified)
      throws SQLException {
    long time = Timestamps.parse(modified);
    names.note(feed, time);
    PreparedStatement insert =
        names.prepare(
            "INSERT INTO score(cve, feed, vector, score, word, modified, origin) VALUES"
                + " (?,?,?,?,?,?,?) ON CONFLICT(cve, feed) DO UPDATE SET vector ="
                + " excluded.vector, score = excluded.score, word = excluded.word, modified ="
                + " excluded.modified, origin = excluded.origin WHERE excluded.modified IS NULL OR"
                + " score.modified IS NULL OR excluded.modified >= score.modified");
    insert.setLong(1, cve);
    insert.setLong(2, names.feed(feed));
    insert.setString(3, vector);
    insert.setDouble(4, score);
    insert.setString(5, word);
    StoreNames.time(insert, 6, time);
    insert.setLong(7, names.origin(feed));
    return insert.executeUpdate() > 0 ? Outcome.TAKEN : Outcome.SUPERSEDED;
  }

  void putLifecycles(String product, List<Lifecycle> releases) throws SQLException {
    PreparedStatement delete = names.prepare("DELETE FROM lifecycle WHERE product = ?");
    delete.setString(1, product);
    delete.executeUpdate();
    PreparedStatement insert =
        names.prepare(
            "INSERT OR REPLACE INTO lifecycle(product, cycle, codename, support_ends,"
                + " community_ends, commercial_ends, origin) VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (Lifecycle release : releases) {
      insert.setString(1, product);
      insert.setString(2, release.cycle());
      insert.setString(3, release.codename());
      insert.setString(4, release.supportEnds());
      insert.setString(5, release.communityEnds());
      insert.setString(6, release.commercialEnds());
      insert.setLong(7, names.origin(StoreQueries.LIFECYCLES));
      insert.executeUpdate();
    }
  }

  Outcome putOfficialImage(OfficialImage image) throws SQLException {
    String feed = StoreQueries.OFFICIAL_IMAGES;
    names.origin(feed);
    officialImages.add(image.name());
    PreparedStatement find = names.prepare("SELECT value FROM mark WHERE feed = ? AND item = ?");
    find.setString(1, feed);
    find.setString(2, image.name());
    try (ResultSet row = find.executeQuery()) {
      if (row.next()) {
        String before = OfficialImage.of(image.name(), StoreQueries.text(row, 1)).date();
        if (!image.date().isEmpty() && image.date().compareTo(before) < 0) {
          return Outcome.SUPERSEDED;
        }
      }
    }
    if (image.date().compareTo(names.newest(feed)) > 0) {
      names.newest(feed, image.date());
    }
    putMark(feed, image.name(), image.text());
    return Outcome.TAKEN;
  }

  /** Removes the official images that a document which has them all has no more. */
  int sweepOfficialImages() throws SQLException {
    if (officialImages.isEmpty()) {
      return 0;
    }
    List<String> gone = new ArrayList<>();
    PreparedStatement find = names.prepare("SELECT item FROM mark WHERE feed = ?");
    find.setString(1, StoreQueries.OFFICIAL_IMAGES);
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        String name = StoreQueries.text(row, 1);
        if (!officialImages.contains(name)) {
          gone.add(name);
        }
      }
    }
    PreparedStatement delete = names.prepare("DELETE FROM mark WHERE feed = ? AND item = ?");
    for (String name : gone) {
      delete.setString(1, StoreQueries.OFFICIAL_IMAGES);
      delete.setString(2, name);
      delete.executeUpdate();
    }
    return gone.size();
  }

  void marks(String feed, Map<String, String> marks) throws SQLException {
    PreparedStatement find = names.prepare("SELECT item, value FROM mark WHERE feed = ?");
    find.setString(1, feed);
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        marks.put(StoreQueries.text(row, 1), StoreQueries.text(row, 2));
      }
    }
  }

  long advisories(String prefix) throws SQLException {
    PreparedStatement count =
        names.prepare(
            "SELECT count(*) FROM advisory a JOIN feed f ON f.id = a.feed"
                + " WHERE substr(f.name, 1, length(?1)) = ?1");
    count.setString(1, prefix);
    try (ResultSet row = count.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  void putMark(String feed, String item, String value) throws SQLException {
    PreparedStatement insert =
        names.prepare("INSERT OR REPLACE INTO mark(feed, item, value) VALUES (?, ?, ?)");
    insert.setString(1, feed);
    insert.setString(2, item);
    insert.setString(3, value);
    insert.executeUpdate();
  }

  void dropScore(String feed, long cve) throws SQLException {
    PreparedStatement delete = names.prepare("DELETE FROM score WHERE cve = ? AND feed = ?");
    delete.setLong(1, cve);
    delete.setLong(2, names.feed(feed));
    delete.executeUpdate();
  }

  void commit() throws SQLException {
    for (Map.Entry<String, Long> feed : names.feeds().entrySet()) {
      String name = feed.getKey();
      String count =
          switch (name) {
            case "kev", "epss" -> "SELECT count(*) FROM " + name;
            case StoreQueries.OFFICIAL_IMAGES ->
                "SELECT count(*) FROM mark WHERE feed = '" + name + "'";
            case StoreQueries.LIFECYCLES -> "SELECT count(*) FROM lifecycle";
            case "cve-record", "nvd", "cvss-table" ->
                "SELECT count(*) FROM score WHERE feed = " + feed.getValue();
            default -> "SELECT records";
          };
      PreparedStatement update =
          names.prepare(
              "UPDATE feed SET records = ("
                  + count
                  + "), as_of = max(as_of, ?), imported = ? WHERE id = ?");
      String asOf = names.newest(name);
      update.setString(1, asOf);
      update.setLong(2, names.now());
      update.setLong(3, feed.getValue());
      update.executeUpdate();
      Long own = names.originIfAny(name);
      if (own != null) {
        PreparedStatement origin = names.prepare("UPDATE origin SET as_of = ? WHERE id = ?");
        origin.setString(1, asOf);
        origin.setLong(2, own);
        origin.executeUpdate();
      }
    }
    PreparedStatement counted = names.prepare("UPDATE feed SET records = records + ? WHERE id = ?");
    for (Map.Entry<Long, Integer> feed : names.counts().entrySet()) {
      counted.setInt(1, feed.getValue());
      counted.setLong(2, feed.getKey());
      counted.executeUpdate();
    }
    connection.commit();
    names.forgetTransaction();
  }

  void rollback() throws SQLException {
    connection.rollback();
    documents.rollback();
    names.forgetAll();
  }

  /** The counts of ecosystems that changed, so that a small update need not count everything. */
  void finish() throws SQLException {
    PreparedStatement count =
        names.prepare(
            "UPDATE ecosystem SET affected = coalesce((SELECT count(*) FROM package p JOIN affected"
                + " a ON a.package = p.id WHERE p.ecosystem = ecosystem.id), 0) WHERE id = ?");
    for (long ecosystem : names.touched()) {
      count.setLong(1, ecosystem);
      count.executeUpdate();
    }
    long origins;
    try (ResultSet row = names.prepare("SELECT count(*) FROM origin").executeQuery()) {
      origins = row.next() ? row.getLong(1) : 0;
    }
    if (origins > MANY_ORIGINS) {
      // Looks at every row: done now and then only.
      names
          .prepare(
              "DELETE FROM origin WHERE id NOT IN (SELECT origin FROM advisory UNION SELECT origin"
                  + " FROM kev UNION SELECT origin FROM epss UNION SELECT origin FROM score UNION"
                  + " SELECT origin FROM lifecycle)")
          .executeUpdate();
    }
    connection.commit();
    close();
  }

  @Override
  public void close() throws SQLException {
    advisories.close();
    names.close();
  }
}
