package dev.plinth.inventory.language;

import dev.plinth.inventory.catalog.WholeFile;
import dev.plinth.oci.tar.ContentConsumer;
import java.io.ByteArrayOutputStream;

/**
 * Gathers a text up to its first blank line, at most so many bytes, and hands that over: a Python
 * package's description, often the larger part of its metadata, is never looked at.
 */
final class HeaderBlockConsumer implements ContentConsumer {
  private final int limit;
  private final WholeFile.Reader reader;
  private final ByteArrayOutputStream block = new ByteArrayOutputStream(2048);
  private boolean lineIsEmpty = true;

  HeaderBlockConsumer(int limit, WholeFile.Reader reader) {
    this.limit = limit;
    this.reader = reader;
  }

  @Override
  public boolean accept(byte[] buffer, int offset, int length) {
    int end = offset + Math.min(length, limit - block.size());
    for (int i = offset; i < end; i++) {
      byte b = buffer[i];
      if (b == '\n') {
        if (lineIsEmpty) {
          block.write(buffer, offset, i - offset);
          return false;
        }
        lineIsEmpty = true;
      } else if (b != '\r') {
        lineIsEmpty = false;
      }
    }
    block.write(buffer, offset, end - offset);
    return block.size() < limit;
  }

  @Override
  public void end() {
    reader.read(block.toByteArray());
  }
}
