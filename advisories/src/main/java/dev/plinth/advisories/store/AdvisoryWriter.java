package dev.plinth.advisories.store;

import dev.plinth.advisories.Advisory;
import dev.plinth.advisories.store.StoreUpdate.Outcome;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts advisories into the store. One takes the place of another of the same feed and id that is
 * not newer. Where both come from the same file they speak together, since some databases spread an
 * id over several records: for each package the newest one's word holds.
 */
final class AdvisoryWriter implements AutoCloseable {
  private final StoreNames names;
  private final Squeezer squeezer = new Squeezer();

  AdvisoryWriter(StoreNames names) {
    this.names = names;
  }

  /** What the store has of that feed and id. */
  private record Before(
      long id, long modified, boolean withdrawn, long origin, Advisory advisory) {}

  Outcome put(AdvisoryRecord advisoryRecord) throws SQLException {
    Advisory advisory = advisoryRecord.advisory();
    long modified = Timestamps.parse(advisory.modified());
    names.note(advisory.source(), modified);
    Before before = before(advisory);
    long id = -1;
    if (before != null) {
      names.saw(before.id());
      boolean older =
          before.modified() != Timestamps.UNKNOWN
              && modified != Timestamps.UNKNOWN
              && modified < before.modified();
      boolean stands = advisory.withdrawn() == null && !before.withdrawn();
      if (stands && before.origin() == names.origin(advisory.source())) {
        return together(before, advisoryRecord, modified, older);
      }
      if (older) {
        return Outcome.SUPERSEDED;
      }
      id = before.id();
      drop(id, names.feed(advisory.source()), before.advisory());
      dropStatements(id);
    }
    boolean withdrawn = advisory.withdrawn() != null;
    if (!withdrawn && advisoryRecord.statements().isEmpty()) {
      return Outcome.EMPTY;
    }
    id = id >= 0 ? id : names.next("advisory");
    names.saw(id);
    insert(id, advisoryRecord, modified);
    if (!withdrawn) {
      int part = 0;
      for (AdvisoryRecord.Statement statement : advisoryRecord.statements()) {
        affected(names.packageId(StoreUpdate.key(statement)), id, part++, statement);
      }
    }
    return withdrawn ? Outcome.EMPTY : Outcome.TAKEN;
  }

  private @Nullable Before before(Advisory advisory) throws SQLException {
    PreparedStatement find =
        names.prepare(
            "SELECT a.id, a.modified, a.withdrawn, a.origin, a.head FROM name n JOIN advisory a ON"
                + " a.id = n.advisory WHERE n.name = ? AND n.kind = 0 AND a.feed = ?");
    find.setString(1, advisory.id());
    find.setLong(2, names.feed(advisory.source()));
    try (ResultSet found = find.executeQuery()) {
      if (!found.next()) {
        return null;
      }
      long id = found.getLong(1);
      long modified = found.getLong(2);
      modified = found.wasNull() ? Timestamps.UNKNOWN : modified;
      found.getLong(3);
      boolean withdrawn = !found.wasNull();
      byte[] head = squeezer.expand(StoreQueries.blob(found, 5));
      return new Before(
          id,
          modified,
          withdrawn,
          found.getLong(4),
          HeadCodec.unpack(head, "", Timestamps.UNKNOWN, null));
    }
  }

  private Outcome together(
      Before before, AdvisoryRecord advisoryRecord, long modified, boolean older)
      throws SQLException {
    long id = before.id();
    Set<Long> present = new HashSet<>();
    int part = 0;
    PreparedStatement find = names.prepare("SELECT package, part FROM affected WHERE advisory = ?");
    find.setLong(1, id);
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        present.add(row.getLong(1));
        part = Math.max(part, row.getInt(2) + 1);
      }
    }
    if (!older) {
      drop(id, names.feed(advisoryRecord.advisory().source()), before.advisory());
      insert(id, advisoryRecord, modified);
    }
    boolean any = !older;
    Set<Long> replaced = new HashSet<>();
    for (AdvisoryRecord.Statement statement : advisoryRecord.statements()) {
      long number = names.packageId(StoreUpdate.key(statement));
      if (present.contains(number)) {
        if (older) {
          continue;
        }
        if (replaced.add(number)) {
          PreparedStatement delete =
              names.prepare("DELETE FROM affected WHERE package = ? AND advisory = ?");
          delete.setLong(1, number);
          delete.setLong(2, id);
          delete.executeUpdate();
        }
      }
      affected(number, id, part++, statement);
      any = true;
    }
    return any ? Outcome.TAKEN : Outcome.SUPERSEDED;
  }

  /** Writes all of an advisory but what it says of packages. */
  private void insert(long id, AdvisoryRecord advisoryRecord, long modified) throws SQLException {
    Advisory advisory = advisoryRecord.advisory();
    PreparedStatement insert =
        names.prepare(
            "INSERT INTO advisory(id, feed, origin, modified, withdrawn, head) VALUES (?, ?, ?, ?,"
                + " ?, ?)");
    insert.setLong(1, id);
    insert.setLong(2, names.feed(advisory.source()));
    insert.setLong(3, names.origin(advisory.source()));
    StoreNames.time(insert, 4, modified);
    String withdrawn = advisory.withdrawn();
    long when = withdrawn == null ? Timestamps.UNKNOWN : Timestamps.parse(withdrawn);
    StoreNames.time(insert, 5, withdrawn != null && when == Timestamps.UNKNOWN ? 0 : when);
    insert.setBytes(6, squeezer.squeeze(HeadCodec.pack(advisory)));
    insert.executeUpdate();
    names.counted(names.feed(advisory.source()), 1);
    PreparedStatement name =
        names.prepare("INSERT OR IGNORE INTO name(name, kind, advisory) VALUES (?, ?, ?)");
    for (int kind = 0; kind <= 2; kind++) {
      for (String each : names(advisory, kind)) {
        name.setString(1, each);
        name.setInt(2, kind);
        name.setLong(3, id);
        name.executeUpdate();
      }
    }
    if (!advisoryRecord.details().isEmpty()) {
      PreparedStatement prose = names.prepare("INSERT INTO prose(advisory, details) VALUES (?, ?)");
      prose.setLong(1, id);
      prose.setBytes(
          2, squeezer.squeeze(advisoryRecord.details().getBytes(StandardCharsets.UTF_8)));
      prose.executeUpdate();
    }
  }

  /** Removes what {@link #insert} wrote. */
  private void drop(long id, long feed, Advisory before) throws SQLException {
    PreparedStatement name =
        names.prepare("DELETE FROM name WHERE name = ? AND kind = ? AND advisory = ?");
    for (int kind = 0; kind <= 2; kind++) {
      for (String each : names(before, kind)) {
        name.setString(1, each);
        name.setInt(2, kind);
        name.setLong(3, id);
        name.executeUpdate();
      }
    }
    delete("DELETE FROM prose WHERE advisory = ?", id);
    delete("DELETE FROM advisory WHERE id = ?", id);
    names.counted(feed, -1);
  }

  /** Removes an advisory with all it says. */
  void remove(long id) throws SQLException {
    PreparedStatement find = names.prepare("SELECT head, feed FROM advisory WHERE id = ?");
    find.setLong(1, id);
    byte[] head;
    long feed;
    try (ResultSet found = find.executeQuery()) {
      if (!found.next()) {
        return;
      }
      head = squeezer.expand(StoreQueries.blob(found, 1));
      feed = found.getLong(2);
    }
    drop(id, feed, HeadCodec.unpack(head, "", Timestamps.UNKNOWN, null));
    dropStatements(id);
  }

  private void dropStatements(long id) throws SQLException {
    PreparedStatement whose =
        names.prepare(
            "SELECT DISTINCT p.ecosystem FROM affected a JOIN package p ON p.id = a.package WHERE"
                + " a.advisory = ?");
    whose.setLong(1, id);
    try (ResultSet row = whose.executeQuery()) {
      while (row.next()) {
        names.touched().add(row.getLong(1));
      }
    }
    delete("DELETE FROM affected WHERE advisory = ?", id);
  }

  private void delete(String sql, long id) throws SQLException {
    PreparedStatement delete = names.prepare(sql);
    delete.setLong(1, id);
    delete.executeUpdate();
  }

  private static Set<String> names(Advisory advisory, int kind) {
    List<String> all =
        switch (kind) {
          case 0 -> List.of(advisory.id());
          case 1 -> advisory.aliases();
          default -> advisory.upstream();
        };
    return new LinkedHashSet<>(all);
  }

  private void affected(long packageId, long id, int part, AdvisoryRecord.Statement statement)
      throws SQLException {
    PreparedStatement insert =
        names.prepare(
            "INSERT INTO affected(package, advisory, part, statement) VALUES (?, ?, ?, ?)");
    insert.setLong(1, packageId);
    insert.setLong(2, id);
    insert.setInt(3, part);
    insert.setBytes(4, StatementCodec.pack(statement, squeezer));
    insert.executeUpdate();
  }

  @Override
  public void close() {
    squeezer.close();
  }
}
