package dev.plinth.oci.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine at a Unix socket that answers as a test says, byte for byte. */
public final class FakeEngine implements AutoCloseable {
  private final ServerSocketChannel server;
  private final Path socket;
  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** One that listens there and knows no image. */
  public FakeEngine(Path socket) throws IOException {
    this.socket = socket;
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Thread.ofVirtual().start(this::serve);
  }

  /** The variables that lead to it alone. */
  public Map<String, String> environment() {
    return Map.of("DOCKER_HOST", "unix://" + socket, "CONTAINER_HOST", "unix://" + socket);
  }

  /** The paths asked for so far. */
  public List<String> asked() {
    return Collections.unmodifiableList(asked);
  }

  /** What is answered to that path, head included. */
  public FakeEngine raw(String path, byte[] answer) {
    answers.put(path, answer);
    return this;
  }

  /** The same with a length. */
  public FakeEngine answer(String path, int status, String more, byte[] body) {
    return raw(path, withLength(status, more, body, body.length));
  }

  /** The answer with a length that may be another than the body's. */
  public static byte[] withLength(int status, String more, byte[] body, long length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head = "HTTP/1.1 " + status + " X\r\n" + more + "Content-Length: " + length + "\r\n\r\n";
    out.writeBytes(head.getBytes(ISO_8859_1));
    out.writeBytes(body);
    return out.toByteArray();
  }

  /** The answer in chunks, as engines export. */
  public static byte[] chunked(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(ISO_8859_1));
    for (int at = 0; at < body.length; at += 3_000) {
      int count = Math.min(3_000, body.length - at);
      out.writeBytes((Integer.toHexString(count) + "\r\n").getBytes(ISO_8859_1));
      out.write(body, at, count);
      out.writeBytes("\r\n".getBytes(ISO_8859_1));
    }
    out.writeBytes("0\r\n\r\n".getBytes(ISO_8859_1));
    return out.toByteArray();
  }

  private void serve() {
    while (true) {
      try (SocketChannel client = server.accept()) {
        StringBuilder request = new StringBuilder();
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (request.indexOf("\r\n\r\n") < 0 && client.read(buffer.clear()) >= 0) {
          request.append(new String(buffer.array(), 0, buffer.position(), ISO_8859_1));
        }
        String path = request.toString().split(" ", 3)[1];
        asked.add(path);
        byte[] answer =
            answers.getOrDefault(
                path,
                withLength(404, "", "{\"message\":\"No such image\"}".getBytes(ISO_8859_1), 27));
        ByteBuffer bytes = ByteBuffer.wrap(answer);
        while (bytes.hasRemaining()) {
          client.write(bytes);
        }
      } catch (IOException e) {
        if (!server.isOpen()) {
          return;
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
