package dev.plinth.cli;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.foundation.json.JsonSyntaxException;
import dev.plinth.http.StandInServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** A host of repositories in memory: the parts of GitHub's and GitLab's APIs that Plinth uses. */
final class StandInHost implements AutoCloseable {
  static final String TOKEN = "stand-in-token";

  /** A request, whichever the host calls it. */
  static final class Request {
    String repository = "";
    int number;
    String state = "";
    String branch = "";
    String target = "";
    String title = "";
    String body = "";
    final List<String> reviewers = new ArrayList<>();
  }

  private final boolean gitlab;
  private final StandInServer server;
  final List<Request> requests = new ArrayList<>();
  final Map<String, String> answers = new TreeMap<>();

  /** How many more requests may be opened before it says nothing more; negative for any number. */
  volatile int stallsAfter = -1;

  final CountDownLatch stalled = new CountDownLatch(1);

  private StandInHost(boolean gitlab) throws IOException {
    this.gitlab = gitlab;
    this.server = StandInServer.start(this::handle);
  }

  static StandInHost github() throws IOException {
    return new StandInHost(false);
  }

  static StandInHost gitlab() throws IOException {
    return new StandInHost(true);
  }

  String api() {
    return "http://" + server.address() + (gitlab ? "/api/v4" : "/api/v3");
  }

  List<StandInServer.Request> asked() {
    return server.requests();
  }

  private void handle(StandInServer.Request request, StandInServer.Reply reply) throws IOException {
    String shown = request.header(gitlab ? "PRIVATE-TOKEN" : "Authorization");
    if (!shown.equals((gitlab ? "" : "Bearer ") + TOKEN) && !shown.isEmpty()) {
      reply.send(401, "{\"message\":\"Bad credentials\"}");
      return;
    }
    Json body;
    try {
      body = request.body().length == 0 ? new Json.Null() : JsonReader.read(request.body());
    } catch (JsonSyntaxException e) {
      reply.send(400, "{\"message\":\"Problems parsing JSON\"}");
      return;
    }
    String path = request.path();
    String fixed = answers.get(path);
    if (fixed != null) {
      reply.send(200, fixed);
    } else if (path.equals("/api/graphql")) {
      Json variables = body.get("variables");
      Request found = variables == null ? null : byId(variables.text("id"));
      if (found == null) {
        reply.send(200, "{\"errors\":[{\"message\":\"Could not resolve to a node\"}]}");
      } else {
        change(found, variables.text("title"), variables.text("body"));
        reply.send(200, "{\"data\":{}}");
      }
    } else if (gitlab) {
      gitlab(request, path.substring("/api/v4".length()), body, reply);
    } else {
      github(request, path.substring("/api/v3".length()), body, reply);
    }
  }

  private Request byId(String id) {
    for (Request each : requests) {
      if (("node-" + each.repository + "-" + each.number).equals(id)) {
        return each;
      }
    }
    return null;
  }

  private static void change(Request request, String title, String body) {
    request.title = title == null ? request.title : title;
    request.body = body == null ? request.body : body;
  }

  private void github(
      StandInServer.Request asked, String path, Json body, StandInServer.Reply reply)
      throws IOException {
    String[] parts = path.split("/", -1);
    if (parts.length < 5 || !parts[1].equals("repos") || !parts[4].equals("pulls")) {
      reply.send(404, "{\"message\":\"Not Found\"}");
      return;
    }
    String repository = parts[2] + "/" + parts[3];
    if (asked.method().equals("GET")) {
      Map<String, String> query = query(asked);
      String branch = query.get("head").substring(parts[2].length() + 1);
      reply.send(200, list(repository, branch, query.get("base")));
    } else if (parts.length == 5) {
      open(repository, body.text("head"), body.text("base"), body, "body", reply);
    } else if (parts[6].equals("requested_reviewers")) {
      Request request = number(repository, parts[5]);
      for (String list : List.of("reviewers", "team_reviewers")) {
        for (Json each : body.items(list)) {
          if (each.equals(new Json.Str("stranger"))) {
            reply.send(422, "{\"message\":\"Reviews may only be requested from collaborators\"}");
            return;
          }
          request.reviewers.add(((Json.Str) each).value());
        }
      }
      reply.send(201, github(request));
    } else {
      reply.send(404, "{\"message\":\"Not Found\"}");
    }
  }

  private void gitlab(
      StandInServer.Request asked, String path, Json body, StandInServer.Reply reply)
      throws IOException {
    Map<String, String> query = query(asked);
    String[] parts = path.split("/", -1);
    if (path.equals("/users")) {
      boolean known = "ann".equals(query.get("username"));
      reply.send(200, known ? "[{\"id\":7,\"username\":\"ann\"}]" : "[]");
      return;
    }
    String repository = URLDecoder.decode(parts[2], StandardCharsets.UTF_8);
    if (asked.method().equals("GET")) {
      reply.send(200, list(repository, query.get("source_branch"), query.get("target_branch")));
    } else if (asked.method().equals("POST")) {
      String branch = body.text("source_branch");
      open(repository, branch, body.text("target_branch"), body, "description", reply);
    } else {
      Request request = number(repository, parts[4]);
      change(request, body.text("title"), body.text("description"));
      for (Json each : body.items("reviewer_ids")) {
        request.reviewers.add(((Json.Num) each).text());
      }
      reply.send(200, gitlab(request));
    }
  }

  private void open(
      String repository,
      String branch,
      String target,
      Json body,
      String text,
      StandInServer.Reply reply)
      throws IOException {
    if (stallsAfter == 0) {
      stalled.countDown();
      reply.stall();
      return;
    }
    stallsAfter--;
    for (Request each : requests) {
      if (each.repository.equals(repository)
          && each.branch.equals(branch)
          && each.state.equals("open")) {
        reply.send(gitlab ? 409 : 422, "{\"message\":\"There is one already\"}");
        return;
      }
    }
    Request request = new Request();
    request.repository = repository;
    request.number = requests.size() + 1;
    request.state = "open";
    request.branch = branch;
    request.target = target;
    request.title = body.text("title");
    request.body = body.text(text);
    requests.add(request);
    reply.send(201, gitlab ? gitlab(request) : github(request));
  }

  private Request number(String repository, String number) {
    for (Request each : requests) {
      if (each.repository.equals(repository) && number.equals("" + each.number)) {
        return each;
      }
    }
    throw new AssertionError("no request " + number);
  }

  private String list(String repository, String branch, String target) {
    List<String> found = new ArrayList<>();
    for (Request each : requests.reversed()) {
      if (each.repository.equals(repository)
          && each.branch.equals(branch)
          && each.target.equals(target)) {
        found.add(gitlab ? gitlab(each) : github(each));
      }
    }
    return "[" + String.join(",", found) + "]";
  }

  private static Map<String, String> query(StandInServer.Request asked) {
    Map<String, String> query = new TreeMap<>();
    for (String each : asked.query().split("&", -1)) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        query.put(
            each.substring(0, equals),
            URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static String github(Request request) {
    String state = request.state.equals("open") ? "open" : "closed";
    String merged = request.state.equals("merged") ? "\"2026-01-01T00:00:00Z\"" : "null";
    return "{\"number\":"
        + request.number
        + ",\"node_id\":"
        + quoted("node-" + request.repository + "-" + request.number)
        + ",\"state\":"
        + quoted(state)
        + ",\"merged_at\":"
        + merged
        + ",\"title\":"
        + quoted(request.title)
        + ",\"body\":"
        // What people write in a browser comes with both.
        + quoted(request.body.replace("\n", "\r\n"))
        + ",\"html_url\":\"https://host.example/pull/"
        + request.number
        + "\",\"head\":{\"ref\":"
        + quoted(request.branch)
        + "}}";
  }

  private static String gitlab(Request request) {
    String state = request.state.equals("open") ? "opened" : request.state;
    return "{\"iid\":"
        + request.number
        + ",\"state\":"
        + quoted(state)
        + ",\"title\":"
        + quoted(request.title)
        + ",\"description\":"
        + quoted(request.body)
        + ",\"source_branch\":"
        + quoted(request.branch)
        + ",\"source_project_id\":1,\"target_project_id\":1,\"web_url\":\"https://host.example/"
        + request.number
        + "\"}";
  }

  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r").replace("\n", "\\n")
        + "\"";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
