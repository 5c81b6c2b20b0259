package dev.plinth.http.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client against a service that answers with whatever bytes a test gives. */
class SocketClientTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir Path folder;

  /** Answers one request with these bytes; then hangs up, or waits for the client to do so. */
  private CompletableFuture<String> serve(Path socket, String answer, boolean hangUp)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    CompletableFuture<String> asked = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (server;
              SocketChannel client = server.accept()) {
            StringBuilder request = new StringBuilder();
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            while (request.indexOf("\r\n\r\n") < 0 && client.read(buffer) >= 0) {
              request.append(new String(buffer.array(), 0, buffer.position(), ISO_8859_1));
              buffer.clear();
            }
            ByteBuffer bytes = ByteBuffer.wrap(answer.getBytes(ISO_8859_1));
            while (bytes.hasRemaining()) {
              client.write(bytes);
            }
            asked.complete(request.toString());
            while (!hangUp && client.read(buffer.clear()) >= 0) {
              // until the client hangs up
            }
          } catch (IOException e) {
            asked.completeExceptionally(e);
          }
        });
    return asked;
  }

  private SocketClient client(Path socket, Duration idle) {
    return new SocketClient(UnixDomainSocketAddress.of(socket), "localhost", idle);
  }

  private String body(String answer) throws IOException {
    Path socket = folder.resolve("s" + Math.abs(answer.hashCode()));
    serve(socket, answer, true);
    try (SocketResponse response = client(socket, LONG).get("/x?y=1", LONG)) {
      return response.status() + " " + new String(response.body().readAllBytes(), ISO_8859_1);
    }
  }

  private static String lines(String text) {
    return text.replace("|", "\r\n");
  }

  @Test
  void asksAsHttpHasIt() throws Exception {
    Path socket = folder.resolve("s");
    CompletableFuture<String> asked =
        serve(socket, "HTTP/1.1 200 OK\r\nX-One: \t a b \t\r\nContent-Length: 0\r\n\r\n", true);
    try (SocketResponse response = client(socket, LONG).get("/images/a/json?x=1", LONG)) {
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.field("x-one")).isEqualTo("a b");
      assertThat(response.field("x-two")).isEmpty();
      assertThat(response.body().readAllBytes()).isEmpty();
    }
    assertThat(asked.get())
        .startsWith("GET /images/a/json?x=1 HTTP/1.1\r\nHost: localhost\r\n")
        .contains("\r\nConnection: close\r\n")
        .endsWith("\r\n\r\n");
    assertThatThrownBy(() -> client(socket, LONG).get("/a b", LONG))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK|Content-Length: 5||hello', 200 hello",
    "'HTTP/1.1 200|Content-Length: 5||hello', 200 hello",
    "'HTTP/1.0 200 OK|content-length:5||hello', 200 hello",
    "'HTTP/1.1 200 OK|Content-Length: 5|Content-Length: 5||hello and more', 200 hello",
    "'HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|1 ; x=y|!|00||', 200 hello!",
    "'HTTP/1.1 200 OK|Transfer-Encoding: Chunked||A|0123456789|0|Expires: never||', 200 0123456789",
    "'HTTP/1.1 100 Continue||HTTP/1.1 103 Early|Link: x||HTTP/1.1 404 No|Content-Length: 1||x', 404 x",
    "'HTTP/1.1 204 None||', '204 '",
    "'HTTP/1.0 503 Busy||what was the matter', '503 '",
  })
  void answersAreRead(String answer, String expected) throws IOException {
    assertThat(body(lines(answer))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ICY 200 OK||",
        "HTTP/2 200 OK||",
        "HTTP/1.1 20x OK||",
        "HTTP/1.1  200 OK||",
        "HTTP/1.1 2000 OK||",
        "HTTP/1.1 600 OK|Content-Length: 0||",
        "HTTP/1.1 200 OK||hello",
        "HTTP/1.1 200 OK|Content-Length: x||",
        "HTTP/1.1 200 OK|Content-Length: -1||",
        "HTTP/1.1 200 OK|Content-Length: +1||a",
        "HTTP/1.1 200 OK|Content-Length:||",
        "HTTP/1.1 200 OK|Content-Length: 99999999999999999999||",
        "HTTP/1.1 200 OK|Content-Length: 5|Content-Length: 6||hello",
        "HTTP/1.1 200 OK|Content-Length: 5|Transfer-Encoding: chunked||0||",
        "HTTP/1.1 200 OK|Transfer-Encoding: gzip, chunked||0||",
        "HTTP/1.0 200 OK|Transfer-Encoding: chunked||0||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||x||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||-1|a|0||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1 x|a|0||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1|ab|0||",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||1000000000000000|a|0||",
        "HTTP/1.1 200 OK|Content-Length : 5||hello",
        "HTTP/1.1 200 OK|X: y| folded|Content-Length: 0||",
        "HTTP/1.1 200 OK|: 5||hello",
        "HTTP/1.1 200 OK|X|Content-Length: 0||",
        "HTTP/1.1 200 OK|X: \u0000|Content-Length: 0||",
        "HTTP/1.1 200 OK\nContent-Length: 0\n\n",
        "HTTP/1.1 200 OK|X: a\rb|Content-Length: 0||",
        "HTTP/1.1 101 Switching||HTTP/1.1 200 OK|Content-Length: 0||",
      })
  void whatIsNoHttpIsRefused(String answer) {
    assertThatThrownBy(() -> body(lines(answer))).isInstanceOf(SocketSyntaxException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK",
        "HTTP/1.1 200 OK|Content-Length: 5||hell",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hell",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|hello|0|",
      })
  void whatIsCutOffIsNotWhole(String answer) {
    assertThatThrownBy(() -> body(lines(answer))).isInstanceOf(EOFException.class);
  }

  @Test
  void headsHaveLimits() {
    assertThatThrownBy(() -> body("HTTP/1.1 200 OK\r\nX: " + "a".repeat(70_000) + "\r\n\r\n"))
        .isInstanceOf(SocketSyntaxException.class)
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> body("HTTP/1.1 200 OK\r\n" + "X: a\r\n".repeat(101) + "\r\n"))
        .isInstanceOf(SocketSyntaxException.class)
        .hasMessageContaining("100");
    assertThatThrownBy(() -> body("HTTP/1.1 100 Go\r\n\r\n".repeat(20)))
        .isInstanceOf(SocketSyntaxException.class);
    assertThatThrownBy(() ->
            body(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"
                    + "a".repeat(70_000)
                    + "\r\nx\r\n0\r\n\r\n"))
        .isInstanceOf(SocketSyntaxException.class);
  }

  @Test
  void nobodyIsWaitedForForEver() throws IOException {
    Path socket = folder.resolve("silent");
    serve(socket, "", false);
    assertThatThrownBy(() -> client(socket, LONG).get("/", SHORT))
        .isInstanceOf(SocketTimeoutException.class);
    Path stalling = folder.resolve("stalling");
    serve(stalling, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", false);
    try (SocketResponse response = client(stalling, SHORT).get("/", LONG)) {
      assertThatThrownBy(() -> response.body().readAllBytes())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void nobodyListening() throws IOException {
    assertThatThrownBy(() -> client(folder.resolve("none"), LONG).get("/", LONG))
        .isInstanceOf(IOException.class);
    Path left = folder.resolve("left");
    ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(left))
        .close();
    assertThatThrownBy(() -> client(left, LONG).get("/", LONG))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void closingFromElsewhereEndsTheReading() throws Exception {
    Path socket = folder.resolve("slow");
    serve(socket, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", false);
    SocketResponse response = client(socket, LONG).get("/", LONG);
    CountDownLatch reading = new CountDownLatch(1);
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            response.body().readNBytes(4);
            reading.countDown();
            failure.complete(new AssertionError("read " + response.body().read()));
          } catch (Throwable e) {
            failure.complete(e);
          }
        });
    reading.await();
    response.close();
    assertThat(failure.get()).isInstanceOf(IOException.class);
    assertThat(failure.get())
        .isInstanceOfAny(
            AsynchronousCloseException.class, java.nio.channels.ClosedChannelException.class);
  }
}
