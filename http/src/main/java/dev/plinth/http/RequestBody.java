package dev.plinth.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What a request carries, its length known beforehand. It may be opened again when the request has
 * to be repeated, unless it says that it cannot.
 */
public interface RequestBody {
  /** In bytes; exactly so many are sent. */
  long length();

  /** The content from its start. */
  InputStream open() throws IOException;

  /** True when {@link #open} gives the same content each time. */
  default boolean repeatable() {
    return true;
  }

  /** Content in memory. */
  static RequestBody of(byte[] bytes) {
    return new RequestBody() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }
}
