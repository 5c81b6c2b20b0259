package dev.plinth.advisories.store;

import dev.plinth.advisories.AdvisorySource;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.OfficialImage;
import dev.plinth.advisories.PackageKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The advisory store, read. Its tables are those of {@link StoreSchema}; how it is replaced while
 * others read it, the package's page says. Safe for threads: look-ups queue.
 *
 * <p>Every method throws a {@link dev.plinth.foundation.PlinthException} with a code {@code
 * PLINTH-STORE-…} when the file turns out damaged.
 */
public final class AdvisoryStore implements AdvisorySource, AutoCloseable {
  /** Advisories that {@link #search} gives at most. */
  public static final int MAX_HITS = StoreSearch.MAX_HITS;

  private final Path file;
  private final Connection connection;
  private final Squeezer squeezer = new Squeezer();
  private final StoreQueries queries;
  private final Map<Long, String> feeds = new HashMap<>();
  private final Map<String, Long> ecosystems = new HashMap<>();
  private final Map<Long, String> ecosystemNames = new HashMap<>();
  private final List<Origin> origins = new ArrayList<>();

  private AdvisoryStore(Path file, Connection connection) throws SQLException {
    this.file = file;
    this.connection = connection;
    this.queries = new StoreQueries(connection, squeezer, feeds, ecosystemNames);
    names();
  }

  /**
   * Opens it for look-ups; nothing is written, not even beside it.
   *
   * @throws dev.plinth.foundation.PlinthException where there is none, or it is of another program,
   *     version or damaged
   */
  public static AdvisoryStore openReadOnly(Path file) {
    int version = StoreFile.version(file);
    if (version < StoreSchema.VERSION) {
      throw StoreErrors.older(file, version);
    }
    Connection connection = null;
    try {
      connection = StoreFile.connectReadOnly(file);
      return new AdvisoryStore(file, connection);
    } catch (SQLException | Unpacker.Damaged e) {
      try {
        if (connection != null) {
          connection.close();
        }
      } catch (SQLException closing) {
        e.addSuppressed(closing);
      }
      throw failure(file, e);
    }
  }

  /**
   * Opens it for an update, made if there is none. Waits three seconds for another update to end.
   */
  public static StoreUpdate openForUpdate(Path file) {
    return StoreUpdate.open(file);
  }

  /**
   * Has the database's library loaded on another thread; the first store that a process opens waits
   * for that, most of it for the driver's calendars.
   */
  public static void prepare() {
    Thread.ofPlatform().name("plinth-store").daemon().start(StoreFile::prepare);
  }

  /** Whether there is a file of that name at all. */
  public static boolean exists(Path file) {
    return Files.exists(file);
  }

  private void names() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      List<String> covered = new ArrayList<>();
      try (ResultSet row = statement.executeQuery("SELECT id, name, affected FROM ecosystem")) {
        while (row.next()) {
          String name = StoreQueries.text(row, 2);
          ecosystems.put(name, row.getLong(1));
          ecosystemNames.put(row.getLong(1), name);
          if (row.getLong(3) > 0) {
            covered.add(name);
          }
        }
      }
      covered.sort(null);
      try (ResultSet row =
          statement.executeQuery("SELECT id, name, records, as_of, imported FROM feed")) {
        Map<String, Origin> sorted = new TreeMap<>();
        while (row.next()) {
          String name = StoreUpdate.family(StoreQueries.text(row, 2));
          feeds.put(row.getLong(1), name);
          boolean advisories = !StoreQueries.BESIDE.contains(name);
          sorted.merge(
              name,
              new Origin(
                  name,
                  row.getLong(3),
                  StoreQueries.text(row, 4),
                  Timestamps.format(row.getLong(5)),
                  advisories ? List.copyOf(covered) : List.of()),
              AdvisoryStore::together);
        }
        origins.addAll(sorted.values());
      }
    }
  }

  /** The parts of a feed as one. */
  private static Origin together(Origin a, Origin b) {
    return new Origin(
        a.name(),
        a.records() + b.records(),
        a.asOf().compareTo(b.asOf()) >= 0 ? a.asOf() : b.asOf(),
        a.imported().compareTo(b.imported()) >= 0 ? a.imported() : b.imported(),
        a.ecosystems());
  }

  @Override
  public synchronized Map<PackageKey, List<Affected>> affecting(Collection<PackageKey> keys) {
    Map<Long, List<String>> wanted = new LinkedHashMap<>();
    for (PackageKey key : keys) {
      Long ecosystem = ecosystems.get(key.ecosystem());
      if (ecosystem != null) {
        wanted.computeIfAbsent(ecosystem, any -> new ArrayList<>()).add(key.name());
      }
    }
    try {
      return queries.affecting(wanted);
    } catch (SQLException | Unpacker.Damaged e) {
      throw failure(file, e);
    }
  }

  @Override
  public synchronized Map<String, Enrichment> enrichment(Collection<String> ids) {
    try {
      return queries.enrichment(ids);
    } catch (SQLException | Unpacker.Damaged e) {
      throw failure(file, e);
    }
  }

  @Override
  public synchronized List<Lifecycle> lifecycles(String product) {
    try {
      return queries.lifecycles(product);
    } catch (SQLException | Unpacker.Damaged e) {
      throw failure(file, e);
    }
  }

  /** Under which tags official images are built, sorted; none where nothing is known. */
  public synchronized List<OfficialImage> officialImages() {
    try {
      return queries.officialImages();
    } catch (SQLException | Unpacker.Damaged e) {
      throw failure(file, e);
    }
  }

  @Override
  public List<Origin> origins() {
    return List.copyOf(origins);
  }

  /** What it holds; counts rows, so it takes a moment in a large store. */
  public synchronized StoreStatus status() {
    try (Statement statement = connection.createStatement()) {
      List<StoreStatus.ImportedFile> files = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery(
              "SELECT f.name, o.file, o.as_of, o.imported FROM origin o JOIN feed f ON f.id ="
                  + " o.feed ORDER BY o.id DESC LIMIT 100")) {
        while (row.next()) {
          files.add(
              new StoreStatus.ImportedFile(
                  StoreQueries.text(row, 1),
                  StoreQueries.text(row, 2),
                  StoreQueries.text(row, 3),
                  Timestamps.format(row.getLong(4))));
        }
      }
      return new StoreStatus(
          file,
          file.toFile().length(),
          StoreSchema.VERSION,
          count(statement, "SELECT count(*) FROM advisory"),
          count(statement, "SELECT count(*) FROM package"),
          count(statement, "SELECT coalesce(sum(affected), 0) FROM ecosystem"),
          origins,
          files);
    } catch (SQLException | Unpacker.Damaged e) {
      throw failure(file, e);
    }
  }

  /** Names of advisories that begin so, in capital letters; some thousands at most. */
  public synchronized List<String> namesLike(String start) {
    List<String> names = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT DISTINCT name FROM name WHERE name >= ? AND name < ? LIMIT 5000")) {
      query.setString(1, start);
      query.setString(2, start + "\uffff");
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          names.add(StoreQueries.text(row, 1));
        }
      }
      return names;
    } catch (SQLException | Unpacker.Damaged e) {
      throw failure(file, e);
    }
  }

  /** What is known of the feeds' documents that {@code db update} reads, sorted. */
  public synchronized List<DocumentState> documents() {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(DocumentWriter.ALL)) {
      return DocumentWriter.states(row);
    } catch (SQLException | Unpacker.Damaged e) {
      throw failure(file, e);
    }
  }

  /** Up to when the store is known to be current; null where it holds nothing. */
  public synchronized @Nullable Freshness freshness() {
    Freshness oldest = null;
    Set<String> ours = new HashSet<>();
    for (DocumentState document : documents()) {
      // No scan asks for tags of images: their age says nothing of its report.
      if (document.known() && !document.feed().equals(StoreQueries.OFFICIAL_IMAGES)) {
        ours.add(document.feed());
        boolean copy = document.url().startsWith("file:");
        long time = copy ? Timestamps.parse(document.asOf()) : document.checked();
        oldest =
            older(oldest, document.feed(), time == Timestamps.UNKNOWN ? document.updated() : time);
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT f.name, f.as_of, f.imported, (SELECT file FROM origin o WHERE o.feed = f.id"
                    + " ORDER BY o.id DESC LIMIT 1) FROM feed f WHERE f.records > 0")) {
      while (row.next()) {
        String name = StoreUpdate.family(StoreQueries.text(row, 1));
        String file = row.getString(4);
        boolean byUpdate = file != null && ours.contains(StoreUpdate.family(file));
        boolean beside = name.equals("cvss-table") || name.equals(StoreQueries.OFFICIAL_IMAGES);
        if (!byUpdate && !beside) {
          long time = Timestamps.parse(StoreQueries.text(row, 2));
          oldest = older(oldest, name, time == Timestamps.UNKNOWN ? row.getLong(3) : time);
        }
      }
      return oldest;
    } catch (SQLException | Unpacker.Damaged e) {
      throw failure(file, e);
    }
  }

  private static Freshness older(@Nullable Freshness one, String feed, long seconds) {
    Instant time = Instant.ofEpochSecond(seconds);
    return one == null || time.isBefore(one.time()) ? new Freshness(feed, time) : one;
  }

  private static long count(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /**
   * Advisories by any of their names ({@code CVE-…}, {@code GHSA-…}, in any letter case) or, where
   * nothing bears that name, by the name of a package in any ecosystem. Sorted by id, at most 500.
   * Withdrawn and informational ones are among them.
   */
  public synchronized List<SearchHit> search(String cveOrPackage) {
    try {
      return new StoreSearch(connection, squeezer, queries)
          .search(cveOrPackage.strip(), ecosystems.keySet());
    } catch (SQLException | Unpacker.Damaged e) {
      throw failure(file, e);
    }
  }

  private static RuntimeException failure(Path file, Exception e) {
    return e instanceof SQLException sql
        ? StoreErrors.sql(file, sql)
        : StoreErrors.corrupt(file, String.valueOf(e.getMessage()));
  }

  @Override
  public synchronized void close() {
    try {
      squeezer.close();
      connection.close();
    } catch (SQLException e) {
      throw StoreErrors.sql(file, e);
    }
  }
}
