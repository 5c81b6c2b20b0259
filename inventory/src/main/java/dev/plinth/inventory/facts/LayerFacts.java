package dev.plinth.inventory.facts;

import dev.plinth.inventory.Inventory.Problem;
import dev.plinth.oci.image.Digest;
import java.io.Closeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one layer says by itself. It depends on the layer's bytes and on the readers' versions
 * alone.
 */
public final class LayerFacts implements Closeable {
  private final @Nullable Digest digest;
  private final Sizes sizes;
  private final EntryTable table;
  private final boolean known;
  private @Nullable Statements statements;
  private @Nullable Later later;

  /**
   * How large a layer is.
   *
   * @param stored bytes as stored, -1 when unknown
   * @param unpacked bytes of the uncompressed tar
   * @param entries how many, whiteouts among them
   * @param whiteouts how many of them are whiteouts
   * @param content bytes of all files together
   */
  public record Sizes(long stored, long unpacked, long entries, long whiteouts, long content) {}

  /**
   * What the layer says.
   *
   * @param files those that say something, in the order of their entries
   * @param problems what is odd about the layer itself or its entries; their layer stands as -1
   */
  record Statements(List<FileFacts> files, List<Problem> problems) {}

  /** Statements that are decoded only when somebody wants them. */
  interface Later {
    Statements decode() throws FactsFormatException;
  }

  private LayerFacts(
      @Nullable Digest digest,
      Sizes sizes,
      EntryTable table,
      boolean known,
      @Nullable Statements statements,
      @Nullable Later later) {
    this.digest = digest;
    this.sizes = sizes;
    this.table = table;
    this.known = known;
    this.statements = statements;
    this.later = later;
  }

  static LayerFacts read(
      @Nullable Digest digest, Sizes sizes, EntryTable table, Statements statements) {
    return new LayerFacts(digest, sizes, table, false, statements, null);
  }

  static LayerFacts known(Digest digest, Sizes sizes, EntryTable table, Later later) {
    return new LayerFacts(digest, sizes, table, true, null, later);
  }

  /**
   * Stands for a layer of an image of which everything is known: nobody may ask what the layer says
   * by itself.
   */
  static LayerFacts ofKnownImage(Digest digest) {
    return new LayerFacts(
        digest,
        new Sizes(-1, 0, 0, 0, 0),
        EntryTable.inMemory(new byte[0], 0, 0, 0),
        true,
        null,
        () -> {
          throw new IllegalStateException("only the whole image is known, not " + digest);
        });
  }

  /** What the layer's bytes were authenticated by; null for a folder. */
  public @Nullable Digest digest() {
    return digest;
  }

  /** How large it is. */
  public Sizes sizes() {
    return sizes;
  }

  /** All its entries. */
  public EntryTable table() {
    return table;
  }

  /** What the layer's files say. */
  synchronized Statements statements() {
    Statements decoded = statements;
    if (decoded == null) {
      try {
        decoded = later == null ? new Statements(List.of(), List.of()) : later.decode();
      } catch (FactsFormatException e) {
        throw FactsErrors.table(e);
      }
      statements = decoded;
      later = null;
    }
    return decoded;
  }

  /** Whether this came from the cache: the layer was not read. */
  public boolean known() {
    return known;
  }

  /** Lets go of the file that a large table lies in. */
  @Override
  public void close() {
    table.close();
  }
}
