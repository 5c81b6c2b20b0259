package dev.plinth.http;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A registry on loopback, in memory: pulls, pushes, tags in pages, with or without a password. A
 * test may step in before it, and answer in its place.
 */
public final class StandInRegistry implements Closeable, StandInServer.Handler {
  /** How it asks who is there. */
  public enum Asks {
    NOBODY,
    BASIC,
    BEARER
  }

  /** Answers in the registry's place; false to leave it to the registry. */
  @FunctionalInterface
  public interface Intruder {
    boolean answered(StandInServer.Request request, StandInServer.Reply reply) throws IOException;
  }

  public static final String USER = "user";
  public static final String PASSWORD = "pa:ss";
  private static final String TOKEN = "the-token";

  private record Stored(String type, byte[] bytes) {}

  private final Asks asks;
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, Stored> manifests = new ConcurrentHashMap<>();
  private final Map<String, String> dates = new ConcurrentHashMap<>();
  private final List<Intruder> intruders = new ArrayList<>();
  private final StandInServer server;
  private int pageSize = Integer.MAX_VALUE;

  private StandInRegistry(Asks asks, @Nullable SSLContext tls) throws IOException {
    this.asks = asks;
    this.server = StandInServer.start(tls, this);
  }

  public static StandInRegistry start(Asks asks) throws IOException {
    return new StandInRegistry(asks, null);
  }

  /** One that speaks TLS. */
  public static StandInRegistry start(Asks asks, SSLContext tls) throws IOException {
    return new StandInRegistry(asks, tls);
  }

  public static String digest(byte[] bytes) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return "sha256:" + HexFormat.of().formatHex(sha256.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code 127.0.0.1:PORT}. */
  public String address() {
    return server.address();
  }

  public StandInServer server() {
    return server;
  }

  /** Whoever steps in is asked first, the last one before the others. */
  public void before(Intruder intruder) {
    intruders.addFirst(intruder);
  }

  /** So many tags at most are given at once. */
  public void pages(int tags) {
    pageSize = tags;
  }

  /** Stores a blob; any repository has it. */
  public String blob(byte[] bytes) {
    String digest = digest(bytes);
    blobs.put(digest, bytes);
    return digest;
  }

  /** Stores a manifest or index under a tag, which may be empty, and its digest. */
  public String manifest(String repository, String tag, String type, byte[] bytes) {
    String digest = digest(bytes);
    manifests.put(repository + "@" + digest, new Stored(type, bytes));
    if (!tag.isEmpty()) {
      manifests.put(repository + ":" + tag, new Stored(type, bytes));
    }
    return digest;
  }

  /** Says when a manifest was changed last, as some registries do, or says anything else there. */
  public void lastModified(String repository, String tag, String date) {
    dates.put(repository + ":" + tag, date);
  }

  /** What was asked for so far, as {@code GET /v2/…}, probes and tokens left out. */
  public List<String> asked() {
    List<String> asked = new ArrayList<>();
    for (StandInServer.Request request : server.requests()) {
      if (!request.path().equals("/v2/") && !request.path().equals("/token")) {
        asked.add(request.method() + " " + request.target());
      }
    }
    return asked;
  }

  @Override
  public void handle(StandInServer.Request request, StandInServer.Reply reply) throws IOException {
    for (Intruder intruder : intruders) {
      if (intruder.answered(request, reply)) {
        return;
      }
    }
    if (request.path().equals("/token")) {
      token(request, reply);
    } else if (!isAllowed(request)) {
      refuse(request, reply);
    } else {
      serve(request, reply);
    }
  }

  private static String basic() {
    String both = USER + ":" + PASSWORD;
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private boolean isAllowed(StandInServer.Request request) {
    String given = request.header("Authorization");
    return switch (asks) {
      case NOBODY -> true;
      case BASIC -> given.equals(basic());
      case BEARER -> given.equals("Bearer " + TOKEN);
    };
  }

  private void refuse(StandInServer.Request request, StandInServer.Reply reply) throws IOException {
    String challenge =
        asks == Asks.BASIC
            ? "Basic realm=\"stand-in\""
            : "Bearer realm=\"" + server.uri("/token") + "\",service=\"stand-in\"";
    reply.send(
        401,
        "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}",
        "WWW-Authenticate",
        challenge,
        "Content-Type",
        "application/json");
  }

  private static void token(StandInServer.Request request, StandInServer.Reply reply)
      throws IOException {
    if (request.header("Authorization").equals(basic())) {
      reply.send(200, "{\"token\":\"" + TOKEN + "\",\"expires_in\":300}");
    } else {
      reply.send(401, "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"who are you\"}]}");
    }
  }

  private void serve(StandInServer.Request request, StandInServer.Reply reply) throws IOException {
    String path = request.path();
    if (path.equals("/v2/")) {
      reply.send(200, "{}");
      return;
    }
    int manifest = path.indexOf("/manifests/");
    int blob = path.indexOf("/blobs/");
    int tags = path.indexOf("/tags/list");
    if (manifest > 0) {
      String repository = path.substring(4, manifest);
      String which = path.substring(manifest + 11);
      manifest(request, reply, repository, which);
    } else if (blob > 0) {
      blob(request, reply, path.substring(4, blob), path.substring(blob + 7));
    } else if (tags > 0) {
      tags(request, reply, path.substring(4, tags));
    } else {
      absent(reply, "NAME_UNKNOWN");
    }
  }

  private static void absent(StandInServer.Reply reply, String code) throws IOException {
    reply.send(404, "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"not known\"}]}");
  }

  private void manifest(
      StandInServer.Request request, StandInServer.Reply reply, String repository, String which)
      throws IOException {
    if (request.method().equals("PUT")) {
      String tag = which.indexOf(':') < 0 ? which : "";
      String digest = manifest(repository, tag, request.header("Content-Type"), request.body());
      reply.send(201, "", "Docker-Content-Digest", digest, "Location", request.path());
      return;
    }
    String key = repository + (which.indexOf(':') < 0 ? ":" : "@") + which;
    Stored stored = manifests.get(key);
    if (stored == null) {
      absent(reply, "MANIFEST_UNKNOWN");
      return;
    }
    List<String> fields = new ArrayList<>();
    fields.addAll(List.of("Content-Type", stored.type));
    fields.addAll(List.of("Docker-Content-Digest", digest(stored.bytes)));
    String date = dates.get(key);
    if (date != null) {
      fields.addAll(List.of("Last-Modified", date));
    }
    reply.send(200, stored.bytes, fields.toArray(String[]::new));
  }

  private void blob(
      StandInServer.Request request, StandInServer.Reply reply, String repository, String which)
      throws IOException {
    if (request.method().equals("POST")) {
      reply.send(202, "", "Location", "/v2/" + repository + "/blobs/uploads/1");
    } else if (request.method().equals("PUT")) {
      String digest = blob(request.body());
      reply.send(201, "", "Docker-Content-Digest", digest);
    } else {
      byte[] bytes = blobs.get(which);
      if (bytes == null) {
        absent(reply, "BLOB_UNKNOWN");
      } else {
        reply.sendFile(bytes, "");
      }
    }
  }

  private void tags(StandInServer.Request request, StandInServer.Reply reply, String repository)
      throws IOException {
    TreeSet<String> tags = new TreeSet<>();
    for (String key : manifests.keySet()) {
      if (key.startsWith(repository + ":")) {
        tags.add(key.substring(repository.length() + 1));
      }
    }
    if (tags.isEmpty()) {
      absent(reply, "NAME_UNKNOWN");
      return;
    }
    String last = "";
    for (String part : request.query().split("&", -1)) {
      last = part.startsWith("last=") ? part.substring(5) : last;
    }
    List<String> page = new ArrayList<>(tags.tailSet(last, false));
    String link = "";
    if (page.size() > pageSize) {
      page = page.subList(0, pageSize);
      link = "</v2/" + repository + "/tags/list?last=" + page.getLast() + ">; rel=\"next\"";
    }
    String json =
        "{\"name\":\"" + repository + "\",\"tags\":[\"" + String.join("\",\"", page) + "\"]}";
    if (link.isEmpty()) {
      reply.send(200, json, "Content-Type", "application/json");
    } else {
      reply.send(200, json, "Content-Type", "application/json", "Link", link);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
