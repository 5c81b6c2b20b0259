package dev.plinth.cli;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Serves a layout's first image on loopback as a registry does, for {@link Training} alone: so that
 * the AOT cache holds what a scan from a registry needs.
 */
final class TrainingRegistry implements Closeable {
  private final ServerSocket listening;
  private final Path layout;

  private TrainingRegistry(ServerSocket listening, Path layout) {
    this.listening = listening;
    this.layout = layout;
  }

  static TrainingRegistry of(Path layout) throws IOException {
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    TrainingRegistry registry = new TrainingRegistry(socket, layout);
    Thread.ofPlatform().daemon().name("plinth-training-registry").start(registry::accept);
    return registry;
  }

  /** The name of the image it serves. */
  String reference() {
    return "127.0.0.1:" + listening.getLocalPort() + "/training/image:1";
  }

  private void accept() {
    try {
      while (!listening.isClosed()) {
        Socket socket = listening.accept();
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        String[] words = line.split(" ", -1);
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          // none of them matters
        }
        answer(words[0].equals("HEAD"), words[1], socket.getOutputStream());
      }
    } catch (IOException e) {
      // the client went away, or notices that the answer does not come
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private void answer(boolean head, String path, OutputStream out) throws IOException {
    Json index = JsonReader.read(Files.readAllBytes(layout.resolve("index.json")));
    Json first = index.items("manifests").getFirst();
    String digest = String.valueOf(first.text("digest"));
    byte[] body;
    String type = "application/octet-stream";
    if (path.equals("/v2/")) {
      body = new byte[0];
    } else if (path.contains("/tags/")) {
      body = "{\"tags\":[\"1\"]}".getBytes(StandardCharsets.ISO_8859_1);
    } else {
      boolean manifest = path.contains("/manifests/");
      String blob = manifest ? digest : path.substring(path.lastIndexOf('/') + 1);
      type = manifest ? String.valueOf(first.text("mediaType")) : type;
      body = Files.readAllBytes(layout.resolve("blobs").resolve(blob.replace(':', '/')));
    }
    out.write(
        ("HTTP/1.1 200 OK\r\nContent-Length: "
                + body.length
                + "\r\nContent-Type: "
                + type
                + "\r\nDocker-Content-Digest: "
                + digest
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
    if (!head) {
      out.write(body);
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
