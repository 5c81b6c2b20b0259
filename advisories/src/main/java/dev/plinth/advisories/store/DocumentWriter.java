package dev.plinth.advisories.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Keeps what is known of the feeds' documents, and which advisories each of them holds. A document
 * that is whole says also what is no more: {@link #sweep}.
 */
final class DocumentWriter {
  private final StoreNames names;
  private final AdvisoryWriter advisories;
  private long document = -1;

  DocumentWriter(StoreNames names, AdvisoryWriter advisories) {
    this.names = names;
    this.advisories = advisories;
  }

  static List<DocumentState> states(ResultSet row) throws SQLException {
    List<DocumentState> states = new ArrayList<>();
    while (row.next()) {
      states.add(
          new DocumentState(
              StoreQueries.text(row, 1),
              StoreQueries.text(row, 2),
              StoreQueries.text(row, 3),
              StoreQueries.text(row, 4),
              StoreQueries.text(row, 5),
              StoreQueries.text(row, 6),
              row.getLong(7),
              StoreQueries.text(row, 8),
              row.getLong(9),
              row.getLong(10)));
    }
    return states;
  }

  static final String ALL =
      "SELECT feed, part, url, etag, last_modified, cursor, records, as_of, updated, checked FROM"
          + " document ORDER BY feed, part";

  /** Starts to note which advisories this document has. */
  void begin(String feed, String part) throws SQLException {
    PreparedStatement insert =
        names.prepare(
            "INSERT OR IGNORE INTO document(feed, part, url, etag, last_modified, cursor, records,"
                + " as_of, updated, checked) VALUES (?, ?, '', '', '', '', 0, '', 0, 0)");
    insert.setString(1, feed);
    insert.setString(2, part);
    insert.executeUpdate();
    PreparedStatement find = names.prepare("SELECT id FROM document WHERE feed = ? AND part = ?");
    find.setString(1, feed);
    find.setString(2, part);
    try (ResultSet row = find.executeQuery()) {
      row.next();
      document = row.getLong(1);
    }
    names.watch(new BitSet());
  }

  /** Counts an advisory of that name among those the document has, where the store knows it. */
  void stillHas(String id) throws SQLException {
    for (long each : named(id)) {
      names.saw(each);
    }
  }

  boolean knows(String id) throws SQLException {
    return !named(id).isEmpty();
  }

  private List<Long> named(String id) throws SQLException {
    PreparedStatement find = names.prepare("SELECT advisory FROM name WHERE name = ? AND kind = 0");
    find.setString(1, id);
    List<Long> found = new ArrayList<>();
    try (ResultSet row = find.executeQuery()) {
      while (row.next()) {
        found.add(row.getLong(1));
      }
    }
    return found;
  }

  /** Removes an advisory that the feed says is no more. */
  boolean remove(String id) throws SQLException {
    boolean any = false;
    PreparedStatement held =
        names.prepare("SELECT 1 FROM held WHERE document = ? AND advisory = ?");
    for (long each : named(id)) {
      held.setLong(1, document);
      held.setLong(2, each);
      boolean ours = names.seen().get(Math.toIntExact(each));
      names.seen().clear(Math.toIntExact(each));
      try (ResultSet row = held.executeQuery()) {
        ours |= row.next();
      }
      if (ours) {
        letGo(each);
        any = true;
      }
    }
    return any;
  }

  /** How many of the advisories seen since {@link #begin} the document did not have before. */
  int fresh() throws SQLException {
    PreparedStatement held =
        names.prepare("SELECT 1 FROM held WHERE document = ? AND advisory = ?");
    held.setLong(1, document);
    BitSet seen = names.seen();
    int fresh = 0;
    for (int id = seen.nextSetBit(0); id >= 0; id = seen.nextSetBit(id + 1)) {
      held.setLong(2, id);
      try (ResultSet row = held.executeQuery()) {
        fresh += row.next() ? 0 : 1;
      }
    }
    return fresh;
  }

  /**
   * Removes what the document held before and was not seen since {@link #begin}; an advisory that
   * another document still holds stays.
   *
   * @return how many it no longer holds
   */
  int sweep() throws SQLException {
    BitSet seen = names.seen();
    List<Long> gone = new ArrayList<>();
    PreparedStatement held = names.prepare("SELECT advisory FROM held WHERE document = ?");
    held.setLong(1, document);
    try (ResultSet row = held.executeQuery()) {
      while (row.next()) {
        long id = row.getLong(1);
        if (!seen.get(Math.toIntExact(id))) {
          gone.add(id);
        }
      }
    }
    for (long id : gone) {
      letGo(id);
    }
    return gone.size();
  }

  private void letGo(long id) throws SQLException {
    PreparedStatement delete =
        names.prepare("DELETE FROM held WHERE document = ? AND advisory = ?");
    delete.setLong(1, document);
    delete.setLong(2, id);
    delete.executeUpdate();
    PreparedStatement others =
        names.prepare(
            "SELECT 1 FROM document d CROSS JOIN held h ON h.document = d.id AND h.advisory = ?");
    others.setLong(1, id);
    boolean elsewhere;
    try (ResultSet row = others.executeQuery()) {
      elsewhere = row.next();
    }
    if (!elsewhere) {
      advisories.remove(id);
    }
  }

  /** Writes down what is known of the document, and what it holds. */
  void end(DocumentState state) throws SQLException {
    PreparedStatement hold =
        names.prepare("INSERT OR IGNORE INTO held(document, advisory) VALUES (?, ?)");
    BitSet seen = names.seen();
    for (int id = seen.nextSetBit(0); id >= 0; id = seen.nextSetBit(id + 1)) {
      hold.setLong(1, document);
      hold.setLong(2, id);
      hold.executeUpdate();
    }
    PreparedStatement update =
        names.prepare(
            "UPDATE document SET url = ?, etag = ?, last_modified = ?, cursor = ?, records = ?,"
                + " as_of = ?, updated = ?, checked = ? WHERE id = ?");
    update.setString(1, state.url());
    update.setString(2, state.etag());
    update.setString(3, state.lastModified());
    update.setString(4, state.cursor());
    update.setLong(5, state.records());
    update.setString(6, state.asOf());
    update.setLong(7, state.updated());
    update.setLong(8, state.checked());
    update.setLong(9, document);
    update.executeUpdate();
    names.watch(null);
    document = -1;
  }

  /** Forgets a document that was begun. */
  void rollback() {
    names.watch(null);
    document = -1;
  }
}
