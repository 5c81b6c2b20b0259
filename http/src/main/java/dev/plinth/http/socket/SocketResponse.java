package dev.plinth.http.socket;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** An answer whose body has not been read yet. Closing it closes the connection. */
public final class SocketResponse implements Closeable {
  private final ResponseHead head;
  private final InputStream body;
  private final SocketStream connection;

  SocketResponse(ResponseHead head, InputStream body, SocketStream connection) {
    this.head = head;
    this.body = body;
    this.connection = connection;
  }

  /** From 200 to 599. */
  public int status() {
    return head.status();
  }

  /** The value of the first field of that name, written in lower case; empty where none. */
  public String field(String name) {
    return head.field(name);
  }

  /**
   * The body, read once. It fails with an {@link java.io.EOFException} where the answer ends before
   * it should, and with a {@link java.net.SocketTimeoutException} where nothing comes for too long.
   */
  public InputStream body() {
    return body;
  }

  /** May come from another thread: then reading the body fails at once. */
  @Override
  public void close() throws IOException {
    connection.close();
  }
}
