package dev.plinth.http;

import java.io.IOException;

/** A proxy did not make the way to the server. */
final class TunnelRefusedException extends IOException {
  TunnelRefusedException(String message) {
    super(message);
  }

  /** True when it may work later: the proxy failed, rather than forbade. */
  boolean isPassing() {
    return String.valueOf(getMessage()).matches(".*HTTP/[0-9.]+ 5[0-9][0-9].*");
  }
}
