package dev.plinth.inventory.catalog;

import dev.plinth.foundation.ByteSize;
import dev.plinth.oci.tar.ContentConsumer;
import dev.plinth.oci.tar.TarEntry;
import java.util.Arrays;

/**
 * Gathers the content of one small file and hands it over whole when it is complete.
 *
 * <p>Memory grows with what really arrives, never with what a header promises. A file above the
 * limit is reported as a problem and not read.
 */
public final class WholeFile implements ContentConsumer {
  private static final int FIRST = 8 << 10;

  /** Reads a file that is wholly in memory. */
  public interface Reader {
    /**
     * The content.
     *
     * @param content the bytes, the reader's own from now on
     */
    void read(byte[] content);
  }

  private final int limit;
  private final FactSink sink;
  private final Reader reader;
  private byte[] content;
  private int length;
  private boolean tooLarge;

  /**
   * @param entry whose content this is
   * @param limit the most bytes that are read
   * @param sink told when the file is larger than that
   * @param reader called once, from {@link #end}, unless the file is too large
   */
  public WholeFile(TarEntry entry, int limit, FactSink sink, Reader reader) {
    this.limit = limit;
    this.sink = sink;
    this.reader = reader;
    this.tooLarge = entry.size() > limit;
    this.content = new byte[Math.clamp(entry.size(), 0, Math.min(FIRST, limit))];
  }

  @Override
  public boolean accept(byte[] buffer, int offset, int count) {
    if (tooLarge || count > limit - length) {
      tooLarge = true;
      return false;
    }
    if (count > content.length - length) {
      int capacity = (int) Math.min(limit, Math.max(2L * content.length, (long) length + count));
      content = Arrays.copyOf(content, capacity);
    }
    System.arraycopy(buffer, offset, content, length, count);
    length += count;
    return true;
  }

  @Override
  public void end() {
    if (tooLarge) {
      content = new byte[0];
      sink.problem("the file is larger than the " + ByteSize.of(limit) + " read of such a file");
      return;
    }
    reader.read(content.length == length ? content : Arrays.copyOf(content, length));
  }
}
