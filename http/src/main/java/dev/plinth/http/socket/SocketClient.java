package dev.plinth.http.socket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A client of HTTP/1.1 (RFC 9112) for services of this machine that listen at a Unix socket or a
 * loopback port, which the JDK's clients cannot reach or only at a cost. One connection for each
 * request, no redirects, no credentials, no retries: a local service needs none of them.
 *
 * <p>The answer must say where it ends, by a length or in chunks: one that ends with its connection
 * cannot be told from one that was cut off.
 */
public final class SocketClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int MAX_INTERIM = 8;

  private final SocketAddress address;
  private final String host;
  private final Duration idle;

  /**
   * @param address of a Unix socket, or of the internet
   * @param host what the {@code Host} field says
   * @param idle how long each wait within a body may take
   */
  public SocketClient(SocketAddress address, String host, Duration idle) {
    this.address = address;
    this.host = host;
    this.idle = idle;
  }

  /**
   * Asks for something.
   *
   * @param path with its query, of visible ASCII alone
   * @param patience how long the answer's head may be waited for
   * @throws IOException when nobody listens, permission is denied, nothing comes in time, or the
   *     answer is no HTTP/1.1
   */
  public SocketResponse get(String path, Duration patience) throws IOException {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) <= ' ' || path.charAt(i) >= 0x7f) {
        throw new IllegalArgumentException("a path of visible ASCII is needed");
      }
    }
    SocketStream connection = SocketStream.connect(address, CONNECT);
    boolean answered = false;
    try {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: "
              + host
              + "\r\nUser-Agent: plinth\r\nAccept: */*\r\nConnection: close\r\n\r\n";
      connection.write(request.getBytes(StandardCharsets.US_ASCII));
      connection.patience(patience);
      ResponseHead head = ResponseHead.read(connection);
      for (int interim = 0; head.status() < 200; interim++) {
        if (interim == MAX_INTERIM || head.status() == 101) {
          throw new SocketSyntaxException("does not come to an end of interim answers");
        }
        head = ResponseHead.read(connection);
      }
      connection.patience(idle);
      SocketResponse response = new SocketResponse(head, body(head, connection), connection);
      answered = true;
      return response;
    } finally {
      if (!answered) {
        connection.close();
      }
    }
  }

  private static InputStream body(ResponseHead head, SocketStream connection)
      throws SocketSyntaxException {
    if (head.chunked()) {
      return new ChunkedBody(connection);
    }
    long length = head.contentLength();
    if (head.status() == 204 || head.status() == 304) {
      return new ByteArrayInputStream(new byte[0]);
    }
    if (length >= 0) {
      return new LengthBody(connection, length);
    }
    if (head.status() < 300) {
      throw new SocketSyntaxException("does not say where it ends");
    }
    return new ByteArrayInputStream(new byte[0]);
  }
}
