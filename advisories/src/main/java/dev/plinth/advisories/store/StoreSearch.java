package dev.plinth.advisories.store;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.Affected;
import dev.plinth.advisories.PackageKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Searches by a name of an advisory or of a package. */
final class StoreSearch {
  /** Advisories found by one search at most; the caller says when there may be more. */
  static final int MAX_HITS = 500;

  private final Connection connection;
  private final Squeezer squeezer;
  private final StoreQueries queries;

  StoreSearch(Connection connection, Squeezer squeezer, StoreQueries queries) {
    this.connection = connection;
    this.squeezer = squeezer;
    this.queries = queries;
  }

  List<SearchHit> search(String query, Set<String> ecosystemNames) throws SQLException {
    Set<Long> ids = new LinkedHashSet<>();
    String upper = query.toUpperCase(Locale.ROOT);
    String ghsa =
        upper.startsWith("GHSA-") ? "GHSA-" + query.substring(5).toLowerCase(Locale.ROOT) : upper;
    try (PreparedStatement names =
        connection.prepareStatement(
            "SELECT advisory FROM name WHERE name IN (?, ?, ?) LIMIT " + MAX_HITS)) {
      StoreQueries.bind(names, List.of(query, upper, ghsa));
      try (ResultSet row = names.executeQuery()) {
        while (row.next()) {
          ids.add(row.getLong(1));
        }
      }
    }
    boolean byPackage = ids.isEmpty();
    Set<Long> packages = new LinkedHashSet<>();
    if (byPackage) {
      Set<String> spellings = new LinkedHashSet<>();
      for (String ecosystem : ecosystemNames) {
        spellings.add(PackageKey.of(ecosystem, query).name());
      }
      packagesNamed(new ArrayList<>(spellings), packages, ids);
      if (ids.isEmpty() && !query.isEmpty()) {
        packagesEndingIn(query, packages, ids);
      }
    }
    List<SearchHit> hits = new ArrayList<>();
    for (Map.Entry<Long, Advisory> each : queries.advisories(ids).entrySet()) {
      hits.add(
          new SearchHit(
              each.getValue(),
              details(each.getKey()),
              affectedBy(each.getKey(), each.getValue(), byPackage ? packages : null)));
    }
    hits.sort(Comparator.comparing(hit -> hit.advisory().id()));
    return hits;
  }

  private void packagesNamed(List<String> names, Set<Long> packages, Set<Long> advisories)
      throws SQLException {
    if (names.isEmpty()) {
      return;
    }
    try (PreparedStatement query =
        connection.prepareStatement(
            StoreQueries.marked(
                "SELECT p.id, a.advisory FROM ecosystem e CROSS JOIN package p ON p.ecosystem ="
                    + " e.id CROSS JOIN affected a ON a.package = p.id WHERE p.name IN ",
                names.size(),
                " LIMIT " + MAX_HITS))) {
      StoreQueries.bind(query, names);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          packages.add(row.getLong(1));
          advisories.add(row.getLong(2));
        }
      }
    }
  }

  /** Packages whose last part is the word: Maven's artifact, npm's name in a scope, Go's folder. */
  private void packagesEndingIn(String word, Set<Long> packages, Set<Long> advisories)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT p.id, a.advisory FROM package p CROSS JOIN affected a ON a.package = p.id"
                + " WHERE substr(p.name, -length(?1) - 1) IN (':' || ?1, '/' || ?1) LIMIT "
                + MAX_HITS)) {
      query.setString(1, word);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          packages.add(row.getLong(1));
          advisories.add(row.getLong(2));
        }
      }
    }
  }

  private String details(long advisory) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT details FROM prose WHERE advisory = ?")) {
      query.setLong(1, advisory);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? new String(squeezer.expand(StoreQueries.blob(row, 1)), StandardCharsets.UTF_8)
            : "";
      }
    }
  }

  private List<Affected> affectedBy(long id, Advisory advisory, @Nullable Set<Long> only)
      throws SQLException {
    List<Affected> result = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT p.id, p.ecosystem, p.name, a.statement FROM affected a JOIN package p ON p.id ="
                + " a.package WHERE a.advisory = ? ORDER BY a.part LIMIT "
                + MAX_HITS)) {
      query.setLong(1, id);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          if (only == null || only.contains(row.getLong(1))) {
            PackageKey key =
                new PackageKey(queries.ecosystemName(row.getLong(2)), StoreQueries.text(row, 3));
            result.add(
                StoreQueries.affected(
                    advisory,
                    StatementCodec.unpack(
                        StoreQueries.blob(row, 4), key.ecosystem(), key.name(), squeezer)));
          }
        }
      }
    }
    return result;
  }
}
