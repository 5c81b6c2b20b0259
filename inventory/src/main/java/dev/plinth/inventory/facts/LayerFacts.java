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
  private final List<FileFacts> files;
  private final List<Problem> problems;
  private final boolean known;

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

  LayerFacts(
      @Nullable Digest digest,
      Sizes sizes,
      EntryTable table,
      List<FileFacts> files,
      List<Problem> problems,
      boolean known) {
    this.digest = digest;
    this.sizes = sizes;
    this.table = table;
    this.files = files;
    this.problems = problems;
    this.known = known;
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

  /** The files that say something, in the order of their entries. */
  List<FileFacts> files() {
    return files;
  }

  /** What is odd about the layer itself or its entries; the index of the layer stands as -1. */
  public List<Problem> problems() {
    return problems;
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
