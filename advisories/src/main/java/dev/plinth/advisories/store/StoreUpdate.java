package dev.plinth.advisories.store;

import dev.plinth.advisories.Lifecycle;
import dev.plinth.advisories.OfficialImage;
import dev.plinth.advisories.PackageKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One update of the store: everything written goes to a copy, which {@link #publish} puts in the
 * store's place. Between {@link #begin} and {@link #commit} or {@link #rollback} lies one imported
 * file. Closing without publishing leaves the store as it was. Not safe for threads.
 */
public final class StoreUpdate implements AutoCloseable {
  private final Path file;
  private final Path working;
  private final StoreLock lock;
  private final Connection connection;
  private final StoreWriter writer;
  private boolean published;
  private boolean closed;

  private StoreUpdate(Path file, Path working, StoreLock lock, Connection connection)
      throws SQLException {
    this.file = file;
    this.working = working;
    this.lock = lock;
    this.connection = connection;
    this.writer = new StoreWriter(connection);
  }

  static StoreUpdate open(Path given) {
    Path file = given.toAbsolutePath();
    boolean exists = Files.exists(file);
    if (exists && !emptyFile(file)) {
      StoreFile.version(file);
    }
    Path working = file.resolveSibling(file.getFileName() + ".new");
    StoreLock lock = null;
    Connection connection = null;
    try {
      lock = StoreLock.of(file);
      Files.deleteIfExists(working);
      if (Files.exists(file)) {
        if (!emptyFile(file)) {
          StoreFile.version(file);
        }
        Files.copy(file, working);
        working.toFile().setWritable(true, true);
      }
      connection = StoreFile.connectWorking(working);
      try (Statement statement = connection.createStatement()) {
        // The copy is thrown away when anything goes wrong, so nothing in it needs the disk's word.
        statement.execute("PRAGMA synchronous = OFF");
        statement.execute("PRAGMA journal_mode = MEMORY");
        statement.execute("PRAGMA locking_mode = EXCLUSIVE");
        statement.execute("PRAGMA cache_size = -32768");
        statement.execute("PRAGMA trusted_schema = OFF");
      }
      StoreSchema.migrate(connection);
      return new StoreUpdate(file, working, lock, connection);
    } catch (IOException e) {
      abandon(connection, lock);
      throw StoreErrors.io(file, e);
    } catch (SQLException e) {
      abandon(connection, lock);
      throw StoreErrors.sql(file, e);
    } catch (RuntimeException e) {
      abandon(connection, lock);
      throw e;
    }
  }

  private static boolean emptyFile(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) == 0;
    } catch (IOException e) {
      throw StoreErrors.io(file, e);
    }
  }

  private static void abandon(@Nullable Connection connection, @Nullable StoreLock lock) {
    try {
      if (connection != null) {
        connection.close();
      }
      if (lock != null) {
        lock.close();
      }
    } catch (SQLException | IOException e) {
      // The failure that led here is the one to tell.
    }
  }

  /** What became of a record. */
  public enum Outcome {
    /** It is in the store now. */
    TAKEN,
    /** The store has a newer one of that name. */
    SUPERSEDED,
    /** It says nothing of any package, or was withdrawn: it will never match. */
    EMPTY
  }

  /** Starts the transaction of one file, named as the user named it. */
  public void begin(String fileName) {
    sql(() -> writer.begin(fileName));
  }

  /** What the store knows of the feeds' documents. */
  public List<DocumentState> documents() {
    List<DocumentState> states = new ArrayList<>();
    sql(() -> states.addAll(writer.documentStates()));
    return states;
  }

  /**
   * As {@link #begin(String)}, for a document of a feed on the network: what it has is noted.
   * {@link #endDocument} writes that down before {@link #commit}.
   */
  public void beginDocument(String fileName, String feed, String part) {
    sql(() -> {
      writer.begin(fileName);
      writer.documents().begin(feed, part);
    });
  }

  /** Whether there is an advisory of that name. */
  public boolean knows(String id) {
    boolean[] known = new boolean[1];
    sql(() -> known[0] = writer.documents().knows(id));
    return known[0];
  }

  /** The document still has an advisory of that name, which need not be read anew. */
  public void stillHas(String id) {
    sql(() -> writer.documents().stillHas(id));
  }

  /**
   * The feed says that this advisory is no more: it is removed, unless another document has it.
   *
   * @return false where the document had none of that name
   */
  public boolean remove(String id) {
    boolean[] removed = new boolean[1];
    sql(() -> removed[0] = writer.documents().remove(id));
    return removed[0];
  }

  /** How many advisories of this transaction the document did not have before. */
  public int fresh() {
    int[] fresh = new int[1];
    sql(() -> fresh[0] = writer.documents().fresh());
    return fresh[0];
  }

  /**
   * The document is whole: what it held before and has no more is removed, unless another document
   * has it.
   *
   * @return how many advisories, or official images, it has no more
   */
  public int sweep() {
    int[] gone = new int[1];
    sql(() -> gone[0] = writer.documents().sweep() + writer.sweepOfficialImages());
    return gone[0];
  }

  /** The newest date among the records of this transaction, empty when unknown. */
  public String newest() {
    return writer.newest();
  }

  /** Writes down what is known of the document now. */
  public void endDocument(DocumentState state) {
    sql(() -> writer.documents().end(state));
  }

  /**
   * A feed's name without its part: some feeds come in several documents, each the whole truth of
   * one part, such as {@code alpine-secdb/v3.20/main}.
   */
  public static String family(String feed) {
    int slash = feed.indexOf('/');
    return slash < 0 ? feed : feed.substring(0, slash);
  }

  /** Drops all advisories of a feed, since the file that follows has all that still stand. */
  public void replaceFeed(String feed) {
    sql(() -> writer.replaceFeed(feed));
  }

  /** Takes an advisory in, in place of one of the same feed and id that is not newer. */
  public Outcome put(AdvisoryRecord advisory) {
    Outcome[] outcome = {Outcome.EMPTY};
    sql(() -> outcome[0] = writer.put(advisory));
    return outcome[0];
  }

  /**
   * Makes ready for a whole catalogue ({@code kev} or {@code epss}) of that date: the rows from
   * before are dropped.
   *
   * @return false where the store's own is newer, which then stays
   */
  public boolean replaceCatalogue(String feed, String asOf) {
    boolean[] fresh = new boolean[1];
    sql(() -> fresh[0] = writer.replaceCatalogue(feed, asOf));
    return fresh[0];
  }

  /**
   * @param cve by {@link CveNumber}
   * @param added ISO 8601 day
   */
  public void putKnownExploited(long cve, String added, boolean ransomware, String title) {
    sql(() -> writer.putKnownExploited(cve, added, ransomware, title));
  }

  /**
   * @param cve by {@link CveNumber}
   * @param probability 0 to 1
   * @param percentile 0 to 1
   */
  public void putExploitPrediction(long cve, double probability, double percentile) {
    sql(() -> writer.putExploitPrediction(cve, probability, percentile));
  }

  /**
   * Takes the score of a CVE in, in place of one of the same feed that is not newer.
   *
   * @param feed {@code cve-record}, {@code nvd} or {@code cvss-table}
   * @param cve by {@link CveNumber}
   * @param vector null where only a number or word is given
   * @param score 0 to 10, -1 where only a word is given
   * @param word empty where none is given
   * @param modified RFC 3339, empty when unknown
   */
  public Outcome putScore(
      String feed, long cve, @Nullable String vector, double score, String word, String modified) {
    Outcome[] outcome = {Outcome.EMPTY};
    sql(() -> outcome[0] = writer.putScore(feed, cve, vector, score, word, modified));
    return outcome[0];
  }

  /** Drops the score of a CVE that was rejected. */
  public void dropScore(String feed, long cve) {
    sql(() -> writer.dropScore(feed, cve));
  }

  /** Takes in how long the releases of a product are looked after, in place of what was known. */
  public void putLifecycles(String product, List<Lifecycle> releases) {
    sql(() -> writer.putLifecycles(product, releases));
  }

  /**
   * Takes in under which tags an official image is built, in place of what was known of it unless
   * that is newer.
   */
  public Outcome putOfficialImage(OfficialImage image) {
    Outcome[] outcome = {Outcome.EMPTY};
    sql(() -> outcome[0] = writer.putOfficialImage(image));
    return outcome[0];
  }

  /** What a feed noted with {@link #putMark}, by item. */
  public Map<String, String> marks(String feed) {
    Map<String, String> marks = new HashMap<>();
    sql(() -> writer.marks(feed, marks));
    return marks;
  }

  /** How many advisories stand under feeds whose names begin so. */
  public long advisories(String prefix) {
    long[] count = new long[1];
    sql(() -> count[0] = writer.advisories(prefix));
    return count[0];
  }

  /** Notes what a feed has read, with the transaction. */
  public void putMark(String feed, String item, String value) {
    sql(() -> writer.putMark(feed, item, value));
  }

  /** Ends the file's transaction: its rows stay. */
  public void commit() {
    sql(writer::commit);
  }

  /** Ends the file's transaction as if it had never begun. */
  public void rollback() {
    sql(writer::rollback);
  }

  /** Puts what was committed in the store's place, for every reader that opens it from now on. */
  public void publish() {
    sql(writer::finish);
    try {
      connection.close();
      try (FileChannel channel = FileChannel.open(working, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      try {
        Files.move(
            working, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        throw new IOException("the file system cannot rename atomically", e);
      }
      published = true;
    } catch (SQLException e) {
      throw StoreErrors.sql(file, e);
    } catch (IOException e) {
      throw StoreErrors.io(file, e);
    }
  }

  /** True after {@link #publish}. */
  public boolean published() {
    return published;
  }

  /** Releases the lock; drops the copy unless it was published. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      writer.close();
      connection.close();
      if (!published) {
        Files.deleteIfExists(working);
      }
      lock.close();
    } catch (SQLException e) {
      throw StoreErrors.sql(file, e);
    } catch (IOException e) {
      throw StoreErrors.io(file, e);
    }
  }

  @FunctionalInterface
  private interface Sql {
    void run() throws SQLException;
  }

  private void sql(Sql action) {
    try {
      action.run();
    } catch (SQLException e) {
      throw StoreErrors.sql(file, e);
    } catch (Unpacker.Damaged e) {
      throw StoreErrors.corrupt(file, String.valueOf(e.getMessage()));
    }
  }

  /** The key under which a statement's package is kept. */
  static PackageKey key(AdvisoryRecord.Statement statement) {
    return PackageKey.of(statement.ecosystem(), statement.name());
  }
}
