package dev.plinth.advisories.store;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.AdvisorySource.Enrichment;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.OfficialImage;
import dev.plinth.advisories.PackageKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The questions asked of a store: many keys in one statement each, packed values opened once. */
final class StoreQueries {
  /** The feed that speaks of releases and how long they are looked after. */
  static final String LIFECYCLES = "endoflife";

  /** The feed that speaks of official images' tags, which lie among the marks. */
  static final String OFFICIAL_IMAGES = "official-images";

  /** Feeds that speak of vulnerabilities, releases or images, not of packages. */
  static final Set<String> BESIDE =
      Set.of(
          "kev",
          "epss",
          "cve-record",
          "nvd",
          "cvss-table",
          StoreQueries.LIFECYCLES,
          StoreQueries.OFFICIAL_IMAGES);

  /** Parameters of one statement; SQLite allows 32,766. */
  private static final int CHUNK = 500;

  private final Connection connection;
  private final Squeezer squeezer;
  private final Map<Long, String> feeds;
  private final Map<Long, String> ecosystems;

  StoreQueries(
      Connection connection,
      Squeezer squeezer,
      Map<Long, String> feeds,
      Map<Long, String> ecosystems) {
    this.connection = connection;
    this.squeezer = squeezer;
    this.feeds = feeds;
    this.ecosystems = ecosystems;
  }

  private record Row(PackageKey key, long advisory, AdvisoryRecord.Statement statement) {}

  Map<PackageKey, List<Affected>> affecting(Map<Long, List<String>> wanted) throws SQLException {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<Long, List<String>> each : wanted.entrySet()) {
      String ecosystem = ecosystemName(each.getKey());
      List<String> names = each.getValue();
      for (int from = 0; from < names.size(); from += CHUNK) {
        List<String> chunk = names.subList(from, Math.min(names.size(), from + CHUNK));
        try (PreparedStatement query =
            connection.prepareStatement(
                marked(
                    "SELECT p.name, a.advisory, a.statement FROM package p CROSS JOIN affected a"
                        + " ON a.package = p.id WHERE p.name IN ",
                    chunk.size(),
                    " AND p.ecosystem = ?"))) {
          bind(query, chunk);
          query.setLong(chunk.size() + 1, each.getKey());
          try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
              byte[] statement = blob(row, 3);
              if (!StatementCodec.informational(statement)) {
                PackageKey key = new PackageKey(ecosystem, text(row, 1));
                rows.add(
                    new Row(
                        key,
                        row.getLong(2),
                        StatementCodec.unpack(statement, key.ecosystem(), key.name(), squeezer)));
              }
            }
          }
        }
      }
    }
    Set<Long> ids = new LinkedHashSet<>();
    for (Row row : rows) {
      ids.add(row.advisory());
    }
    Map<Long, Advisory> advisories = advisories(ids);
    Map<PackageKey, List<Affected>> result = new LinkedHashMap<>();
    for (Row row : rows) {
      Advisory advisory = advisories.get(row.advisory());
      if (advisory != null && advisory.withdrawn() == null) {
        result
            .computeIfAbsent(row.key(), any -> new ArrayList<>())
            .add(affected(advisory, row.statement()));
      }
    }
    return result;
  }

  /** The statement as matching sees it: scores for this very package stand for the advisory's. */
  static Affected affected(Advisory advisory, AdvisoryRecord.Statement statement) {
    Advisory own = advisory;
    if (!statement.scores().isEmpty()) {
      own =
          new Advisory(
              advisory.id(),
              advisory.aliases(),
              advisory.upstream(),
              advisory.source(),
              advisory.published(),
              advisory.modified(),
              advisory.withdrawn(),
              advisory.summary(),
              statement.scores(),
              advisory.severityWord(),
              advisory.references());
    }
    return new Affected(
        own,
        statement.ecosystem(),
        statement.name(),
        statement.ranges(),
        statement.versions(),
        statement.status(),
        statement.severityWord());
  }

  /** Advisories by number. */
  Map<Long, Advisory> advisories(Collection<Long> ids) throws SQLException {
    Map<Long, Advisory> result = new HashMap<>();
    List<Long> all = new ArrayList<>(ids);
    for (int from = 0; from < all.size(); from += CHUNK) {
      List<Long> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
      try (PreparedStatement query =
          connection.prepareStatement(
              marked(
                  "SELECT id, feed, modified, withdrawn, head FROM advisory WHERE id IN ",
                  chunk.size(),
                  ""))) {
        for (int i = 0; i < chunk.size(); i++) {
          query.setLong(i + 1, chunk.get(i));
        }
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            String feed = feeds.getOrDefault(row.getLong(2), "");
            long modified = row.getLong(3);
            modified = row.wasNull() ? Timestamps.UNKNOWN : modified;
            long withdrawn = row.getLong(4);
            String gone = row.wasNull() ? null : Timestamps.format(withdrawn);
            byte[] head = squeezer.expand(blob(row, 5));
            result.put(row.getLong(1), HeadCodec.unpack(head, feed, modified, gone));
          }
        }
      }
    }
    return result;
  }

  Map<String, Enrichment> enrichment(Collection<String> ids) throws SQLException {
    Map<String, Long> numbers = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    for (String id : ids) {
      long number = CveNumber.of(id);
      if (number >= 0) {
        numbers.put(id, number);
      } else {
        others.add(id);
      }
    }
    for (Map.Entry<String, Long> alias : cveOf(others).entrySet()) {
      numbers.put(alias.getKey(), alias.getValue());
    }
    Map<Long, EnrichmentRow> rows = new HashMap<>();
    List<Long> all = new ArrayList<>(new LinkedHashSet<>(numbers.values()));
    for (int from = 0; from < all.size(); from += CHUNK) {
      enrich(all.subList(from, Math.min(all.size(), from + CHUNK)), rows);
    }
    Map<String, Enrichment> result = new LinkedHashMap<>();
    for (Map.Entry<String, Long> each : numbers.entrySet()) {
      EnrichmentRow row = rows.get(each.getValue());
      if (row != null) {
        result.put(each.getKey(), row.toEnrichment());
      }
    }
    return result;
  }

  List<Lifecycle> lifecycles(String product) throws SQLException {
    List<Lifecycle> releases = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT cycle, codename, support_ends, community_ends, commercial_ends FROM lifecycle WHERE product ="
                + " ?")) {
      query.setString(1, product);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          releases.add(
              new Lifecycle(
                  product,
                  text(row, 1),
                  text(row, 2),
                  text(row, 3),
                  text(row, 4),
                  text(row, 5),
                  "endoflife.date"));
        }
      }
    }
    return releases;
  }

  List<OfficialImage> officialImages() throws SQLException {
    List<OfficialImage> images = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement("SELECT item, value FROM mark WHERE feed = ? ORDER BY item")) {
      query.setString(1, OFFICIAL_IMAGES);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String name = text(row, 1);
          if (OfficialImage.isName(name)) {
            images.add(OfficialImage.of(name, text(row, 2)));
          }
        }
      }
    }
    return images;
  }

  private void enrich(List<Long> chunk, Map<Long, EnrichmentRow> rows) throws SQLException {
    each(
        "SELECT cve, added, ransomware FROM kev WHERE cve IN ",
        chunk,
        row -> at(rows, row).exploited(text(row, 2), row.getInt(3) != 0));
    each(
        "SELECT cve, score FROM epss WHERE cve IN ",
        chunk,
        row -> at(rows, row).epss = row.getLong(2) / 100_000.0);
    each(
        "SELECT cve, feed, vector, score, word FROM score WHERE cve IN ",
        chunk,
        row ->
            at(rows, row)
                .score(
                    feeds.getOrDefault(row.getLong(2), ""),
                    row.getString(3),
                    row.getDouble(4),
                    text(row, 5)));
  }

  @FunctionalInterface
  private interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  private void each(String sql, List<Long> values, RowReader reader) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(marked(sql, values.size(), ""))) {
      for (int i = 0; i < values.size(); i++) {
        query.setLong(i + 1, values.get(i));
      }
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          reader.read(row);
        }
      }
    }
  }

  private static EnrichmentRow at(Map<Long, EnrichmentRow> rows, ResultSet row)
      throws SQLException {
    return rows.computeIfAbsent(row.getLong(1), any -> new EnrichmentRow());
  }

  /** The one CVE behind a name of another kind; left out where there are none or several. */
  private Map<String, Long> cveOf(List<String> names) throws SQLException {
    Map<String, Long> result = new LinkedHashMap<>();
    for (int from = 0; from < names.size(); from += CHUNK) {
      List<String> chunk = names.subList(from, Math.min(names.size(), from + CHUNK));
      Map<String, Set<Long>> found = new HashMap<>();
      Map<Long, Set<String>> byAdvisory = new HashMap<>();
      try (PreparedStatement query =
          connection.prepareStatement(
              marked(
                  "SELECT name, advisory FROM name WHERE kind IN (0, 1) AND name IN ",
                  chunk.size(),
                  ""))) {
        bind(query, chunk);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            byAdvisory
                .computeIfAbsent(row.getLong(2), any -> new LinkedHashSet<>())
                .add(text(row, 1));
          }
        }
      }
      for (Map.Entry<Long, Advisory> each : advisories(byAdvisory.keySet()).entrySet()) {
        for (String name : byAdvisory.getOrDefault(each.getKey(), Set.of())) {
          for (String alias : each.getValue().aliases()) {
            long number = CveNumber.of(alias);
            if (number >= 0) {
              found.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(number);
            }
          }
        }
      }
      for (Map.Entry<String, Set<Long>> each : found.entrySet()) {
        if (each.getValue().size() == 1) {
          result.put(each.getKey(), each.getValue().iterator().next());
        }
      }
    }
    return result;
  }

  String ecosystemName(long id) {
    String name = ecosystems.get(id);
    if (name == null) {
      throw new Unpacker.Damaged("a package names an ecosystem that is not there");
    }
    return name;
  }

  static void bind(PreparedStatement statement, List<String> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      statement.setString(i + 1, values.get(i));
    }
  }

  /** The bytes of a column that is never null in a sound store. */
  static byte[] blob(ResultSet row, int column) throws SQLException {
    byte[] bytes = row.getBytes(column);
    if (bytes == null) {
      throw new Unpacker.Damaged("a packed value is missing");
    }
    return bytes;
  }

  /** The text of a column that is never null in a sound store. */
  static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    if (text == null) {
      throw new Unpacker.Damaged("a name is missing");
    }
    return text;
  }

  /** The SQL with a list of that many parameters in the middle. */
  static String marked(String before, int count, String after) {
    StringBuilder sql = new StringBuilder(before.length() + after.length() + 2 * count + 2);
    sql.append(before).append('(');
    for (int i = 0; i < count; i++) {
      sql.append(i == 0 ? "?" : ",?");
    }
    return sql.append(')').append(after).toString();
  }
}
