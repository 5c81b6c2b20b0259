package dev.plinth.advisories.update;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A server of feeds on loopback. By itself it behaves: entity tags, 304, ranges under If-Range.
 * Told to, it misbehaves for one request to a path, then behaves again.
 */
final class StandIn implements AutoCloseable {
  /** One answer that is not what it should be. */
  interface Trick {
    void play(HttpExchange exchange, byte[] content) throws IOException;
  }

  private final HttpServer server;
  private final Map<String, byte[]> content = new ConcurrentHashMap<>();
  private final Map<String, Deque<Trick>> tricks = new ConcurrentHashMap<>();

  /** Method, path and what was asked of a range or tag. */
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  StandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
    server.createContext("/", this::handle);
    server.start();
  }

  URI at(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  void put(String path, byte[] bytes) {
    content.put(path, bytes);
  }

  void put(String path, String text) {
    put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  void remove(String path) {
    content.remove(path);
  }

  /** The next requests to the path are answered so, one each. */
  void trick(String path, Trick... next) {
    tricks.computeIfAbsent(path, any -> new ArrayDeque<>()).addAll(List.of(next));
  }

  /** No more tricks there. */
  void forget(String path) {
    synchronized (this) {
      tricks.remove(path);
    }
  }

  static Trick status(int status, String... headers) {
    return (exchange, bytes) -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  static Trick body(String text) {
    return (exchange, bytes) -> send(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
  }

  /** So many bytes of the content, then the connection is cut. */
  static Trick cut(int after) {
    return (exchange, bytes) -> {
      exchange.getResponseHeaders().set("ETag", tag(bytes));
      exchange.sendResponseHeaders(200, bytes.length);
      OutputStream out = exchange.getResponseBody();
      out.write(bytes, 0, after);
      out.flush();
      throw new IOException("cut");
    };
  }

  static String tag(byte[] bytes) {
    return "\"" + java.util.Arrays.hashCode(bytes) + "\"";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String range = exchange.getRequestHeaders().getFirst("Range");
      asked.add(path + (range == null ? "" : " " + range));
      Deque<Trick> queue = tricks.get(path);
      Trick trick;
      synchronized (this) {
        trick = queue == null ? null : queue.poll();
      }
      byte[] bytes = content.get(path);
      if (trick != null) {
        trick.play(exchange, bytes == null ? new byte[0] : bytes);
      } else if (bytes == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        behave(exchange, bytes, range);
      }
    }
  }

  private static void behave(HttpExchange exchange, byte[] bytes, String range) throws IOException {
    String tag = tag(bytes);
    exchange.getResponseHeaders().set("ETag", tag);
    if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    String unless = exchange.getRequestHeaders().getFirst("If-Range");
    if (range != null && (unless == null || unless.equals(tag))) {
      int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
      send(exchange, 206, java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    } else {
      send(exchange, 200, bytes);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
