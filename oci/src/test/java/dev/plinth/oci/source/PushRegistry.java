package dev.plinth.oci.source;

import dev.plinth.http.StandInServer;
import java.io.Closeable;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A registry that takes uploads: blobs and manifests by {@code repository@digest}, tags by {@code
 * repository:tag}. A test may step in before it answers.
 */
final class PushRegistry implements StandInServer.Handler, Closeable {
  /** Answers in its place; true when it did. */
  interface Intruder {
    boolean answers(StandInServer.Request request, StandInServer.Reply reply) throws IOException;
  }

  final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  final Map<String, String> types = new ConcurrentHashMap<>();
  private final AtomicInteger uploads = new AtomicInteger();
  private final StandInServer server;
  private volatile Intruder intruder = (_, _) -> false;
  private volatile String password = "";

  PushRegistry() throws IOException {
    server = StandInServer.start(this);
  }

  void before(Intruder other) {
    intruder = other;
  }

  /** Only this user's password is good for anything. */
  void requires(String user, String word) {
    password = "Basic " + Base64.getEncoder().encodeToString((user + ":" + word).getBytes());
  }

  String address() {
    return server.address();
  }

  StandInServer server() {
    return server;
  }

  /** How often something was asked that starts like this: {@code PUT /v2/a/blobs}. */
  long asked(String start) {
    return server.requests().stream()
        .filter(r -> (r.method() + " " + r.target()).startsWith(start))
        .count();
  }

  @Override
  public void handle(StandInServer.Request request, StandInServer.Reply reply) throws IOException {
    if (intruder.answers(request, reply)) {
      return;
    }
    if (!password.isEmpty() && !request.header("Authorization").equals(password)) {
      reply.send(401, "", "WWW-Authenticate", "Basic realm=\"here\"");
      return;
    }
    String path = request.path().substring("/v2/".length());
    int kind = Math.max(path.indexOf("/blobs/"), path.indexOf("/manifests/"));
    if (kind < 0) {
      reply.send(200, "");
      return;
    }
    String repository = path.substring(0, kind);
    String which = path.substring(path.lastIndexOf('/') + 1);
    if (path.contains("/blobs/uploads/")) {
      upload(request, reply, repository);
    } else if (path.contains("/blobs/")) {
      give(request, reply, blobs.get(repository + "@" + which), "application/octet-stream");
    } else if (request.method().equals("PUT")) {
      String digest = Tars.digest(request.body()).toString();
      for (String name : new String[] {digest, which}) {
        String key = repository + (name.indexOf(':') < 0 ? ":" : "@") + name;
        manifests.put(key, request.body());
        types.put(key, request.header("Content-Type"));
      }
      reply.send(201, "", "Docker-Content-Digest", digest);
    } else {
      String key = repository + (which.indexOf(':') < 0 ? ":" : "@") + which;
      give(request, reply, manifests.get(key), types.getOrDefault(key, ""));
    }
  }

  private void upload(StandInServer.Request request, StandInServer.Reply reply, String repository)
      throws IOException {
    Map<String, String> query = new TreeMap<>();
    for (String pair : request.query().split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    if (request.method().equals("POST")) {
      byte[] there = blobs.get(query.get("from") + "@" + query.get("mount"));
      if (there != null) {
        blobs.put(repository + "@" + query.get("mount"), there);
        reply.send(201, "");
        return;
      }
      reply.send(
          202,
          "",
          "Location",
          "/v2/" + repository + "/blobs/uploads/" + uploads.incrementAndGet() + "?state=a%2Fb");
      return;
    }
    String digest = query.getOrDefault("digest", "");
    if (!query.getOrDefault("state", "").equals("a%2Fb")
        || !Tars.digest(request.body()).toString().equals(digest)) {
      reply.send(400, "{\"errors\":[{\"code\":\"DIGEST_INVALID\"}]}");
      return;
    }
    blobs.put(repository + "@" + digest, request.body());
    reply.send(201, "", "Docker-Content-Digest", digest);
  }

  private static void give(
      StandInServer.Request request, StandInServer.Reply reply, byte[] content, String type)
      throws IOException {
    if (content == null) {
      reply.send(404, "{\"errors\":[{\"code\":\"UNKNOWN\"}]}");
    } else {
      reply.send(200, content, "Content-Type", type);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
