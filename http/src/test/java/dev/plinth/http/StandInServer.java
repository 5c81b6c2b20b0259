package dev.plinth.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback that answers as it is told, well or badly: every byte can be said, so that
 * it can cut off, stall, lie and ramble. One thread per connection; connections are kept alive
 * while answers are sound.
 */
public final class StandInServer implements Closeable {
  /** What it does with each request. */
  @FunctionalInterface
  public interface Handler {
    void handle(Request request, Reply reply) throws IOException;
  }

  /** What was asked. */
  public record Request(
      String method, String target, Map<String, String> headers, byte[] body, int connection) {
    /** The path without its query. */
    public String path() {
      int mark = target.indexOf('?');
      return mark < 0 ? target : target.substring(0, mark);
    }

    /** What follows the question mark, empty where nothing does. */
    public String query() {
      int mark = target.indexOf('?');
      return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** The header of that name, in any case; empty where absent. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  private final ServerSocket listening;
  private final Handler handler;
  private final boolean secure;
  private final List<Request> requests = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private int connections;

  private StandInServer(ServerSocket listening, boolean secure, Handler handler) {
    this.listening = listening;
    this.secure = secure;
    this.handler = handler;
  }

  /** One that speaks plain HTTP. */
  public static StandInServer start(Handler handler) throws IOException {
    return start(null, handler);
  }

  /** One that speaks TLS when a context is given. */
  public static StandInServer start(@Nullable SSLContext tls, Handler handler) throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    ServerSocket socket =
        tls == null
            ? new ServerSocket(0, 50, loopback)
            : tls.getServerSocketFactory().createServerSocket(0, 50, loopback);
    return started(new StandInServer(socket, tls != null, handler));
  }

  /** One that speaks TLS with clients that show a certificate it knows. */
  public static StandInServer startAskingForCertificates(SSLContext tls, Handler handler)
      throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    SSLServerSocket socket =
        (SSLServerSocket) tls.getServerSocketFactory().createServerSocket(0, 50, loopback);
    socket.setNeedClientAuth(true);
    return started(new StandInServer(socket, true, handler));
  }

  private static StandInServer started(StandInServer server) {
    Thread.ofPlatform().daemon().name("stand-in-server").start(server::accept);
    return server;
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** {@code 127.0.0.1:PORT}. */
  public String address() {
    return "127.0.0.1:" + port();
  }

  /** An address of it. */
  public URI uri(String path) {
    return URI.create((secure ? "https://" : "http://") + address() + path);
  }

  /** What was asked so far. */
  public synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Forgets what was asked so far. */
  public synchronized void forget() {
    requests.clear();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        int number = ++connections;
        Thread.ofVirtual().start(() -> serve(socket, number));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      boolean keep = true;
      while (keep) {
        Request request = read(in, out, number);
        if (request == null) {
          return;
        }
        synchronized (this) {
          requests.add(request);
        }
        Reply reply = new Reply(request, out, closing);
        handler.handle(request, reply);
        out.flush();
        keep = reply.keeps();
      }
    } catch (IOException e) {
      // the client went away, or the test is over
    } finally {
      open.remove(socket);
    }
  }

  private static @Nullable Request read(InputStream in, OutputStream out, int number)
      throws IOException {
    String line = line(in);
    if (line == null) {
      return null;
    }
    String[] words = line.split(" ", 3);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String field = line(in); field != null && !field.isEmpty(); field = line(in)) {
      int colon = field.indexOf(':');
      if (colon < 0) {
        throw new IOException("no HTTP");
      }
      headers.put(field.substring(0, colon), field.substring(colon + 1).strip());
    }
    if (headers.getOrDefault("Expect", "").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
    return new Request(words[0], words[1], headers, body, number);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        return line.isEmpty() ? null : line.toString();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  /** The answer to one request. */
  public static final class Reply {
    private final Request request;
    private final OutputStream out;
    private final CountDownLatch closing;
    private boolean keep = true;

    private Reply(Request request, OutputStream out, CountDownLatch closing) {
      this.request = request;
      this.out = out;
      this.closing = closing;
    }

    private boolean keeps() {
      return keep;
    }

    /** A sound answer: status, fields as name, value, name, value …, and the body. */
    public void send(int status, byte[] body, String... fields) throws IOException {
      Map<String, String> all = new LinkedHashMap<>();
      all.put("Content-Length", String.valueOf(body.length));
      for (int i = 0; i < fields.length; i += 2) {
        all.put(fields[i], fields[i + 1]);
      }
      head(status, all);
      if (!request.method().equals("HEAD")) {
        out.write(body);
      }
      out.flush();
    }

    /** As {@link #send}, of text. */
    public void send(int status, String body, String... fields) throws IOException {
      send(status, body.getBytes(StandardCharsets.UTF_8), fields);
    }

    /** A file of bytes that knows ranges and {@code If-Range}. */
    public void sendFile(byte[] content, String etag, String... fields) throws IOException {
      List<String> all = new ArrayList<>(List.of(fields));
      all.addAll(List.of("Accept-Ranges", "bytes"));
      if (!etag.isEmpty()) {
        all.addAll(List.of("ETag", etag));
      }
      String range = request.header("Range");
      String condition = request.header("If-Range");
      if (range.startsWith("bytes=") && (condition.isEmpty() || condition.equals(etag))) {
        int from = Integer.parseInt(range.substring(6, range.indexOf('-')));
        if (from >= content.length) {
          all.addAll(List.of("Content-Range", "bytes */" + content.length));
          send(416, "", all.toArray(String[]::new));
          return;
        }
        byte[] part = java.util.Arrays.copyOfRange(content, from, content.length);
        all.addAll(
            List.of(
                "Content-Range",
                "bytes " + from + "-" + (content.length - 1) + "/" + content.length));
        send(206, part, all.toArray(String[]::new));
        return;
      }
      send(200, content, all.toArray(String[]::new));
    }

    /** Any bytes, a status line or none; the connection is closed afterwards. */
    public void raw(byte[] bytes) throws IOException {
      keep = false;
      out.write(bytes);
      out.flush();
    }

    /** As {@link #raw}, of text. */
    public void raw(String text) throws IOException {
      raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A stated length, of which only the first bytes come before the connection is cut. */
    public void cut(byte[] content, int after, String... fields) throws IOException {
      Map<String, String> all = new LinkedHashMap<>();
      all.put("Content-Length", String.valueOf(content.length));
      for (int i = 0; i < fields.length; i += 2) {
        all.put(fields[i], fields[i + 1]);
      }
      head(200, all);
      out.write(content, 0, after);
      out.flush();
      keep = false;
    }

    /** Says nothing more until the server is closed. */
    public void stall() {
      keep = false;
      try {
        closing.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void head(int status, Map<String, String> fields) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Status\r\n");
      fields.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
      out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }
  }
}
