package dev.plinth.http.socket;

import java.io.IOException;

/** An answer that is not HTTP/1.1 as RFC 9112 has it, or is beyond the limits. */
public final class SocketSyntaxException extends IOException {
  /** What is wrong with it, to follow "its answer". */
  public SocketSyntaxException(String message) {
    super(message);
  }
}
