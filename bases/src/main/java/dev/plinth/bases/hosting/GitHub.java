package dev.plinth.bases.hosting;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * GitHub, its own and enterprises' (GitHub's documentation, "REST API endpoints for pull requests",
 * "… for review requests"; titles and texts are changed by the mutation {@code updatePullRequest},
 * since REST has only PATCH for that, which the JDK's client does not send).
 */
final class GitHub implements Host {
  private static final int MOST_REVIEWERS = 15;
  private static final String UPDATE =
      "mutation($id:ID!,$title:String!,$body:String!){updatePullRequest(input:"
          + "{pullRequestId:$id,title:$title,body:$body}){pullRequest{number}}}";

  private final HostApi api;
  private final String owner;
  private final String repository;

  GitHub(HostApi api, String path) {
    this.api = api;
    int slash = path.indexOf('/');
    if (slash < 1 || path.indexOf('/', slash + 1) >= 0) {
      throw HostingErrors.answer("find " + path, "a repository of GitHub is owner/name");
    }
    this.owner = path.substring(0, slash);
    this.repository = path.substring(slash + 1);
  }

  private String path() {
    return "/repos/" + HostApi.part(owner) + "/" + HostApi.part(repository);
  }

  private String action(String what) {
    return what + " of " + dev.plinth.foundation.SafeText.of(owner + "/" + repository);
  }

  @Override
  public List<Request> requests(String branch, String target) {
    String query =
        "/pulls?state=all&sort=created&direction=desc&per_page=100&head="
            + HostApi.part(owner + ":" + branch)
            + "&base="
            + HostApi.part(target);
    String action = action("list the pull requests");
    Json found = api.get(path() + query, action);
    if (!(found instanceof Json.Arr(List<Json> items))) {
      throw HostingErrors.answer(action, "there is no such repository, or it is not a list");
    }
    List<Request> requests = new ArrayList<>();
    for (Json each : items) {
      Json head = each.get("head");
      if (head != null && branch.equals(head.text("ref"))) {
        requests.add(request(each, action));
      }
    }
    return requests;
  }

  private static Request request(Json json, String action) {
    long number = json.integer("number", -1);
    if (number < 1) {
      throw HostingErrors.answer(action, "a pull request has no number");
    }
    State state =
        "open".equals(json.text("state"))
            ? State.OPEN
            : json.text("merged_at") == null ? State.CLOSED : State.MERGED;
    return new Request(
        number,
        text(json, "node_id"),
        state,
        text(json, "title"),
        text(json, "body"),
        text(json, "html_url"));
  }

  static String text(Json json, String name) {
    String text = json.text(name);
    return text == null ? "" : text;
  }

  @Override
  public Request open(Draft draft) {
    String action = action("open a pull request");
    Map<String, Object> body =
        Map.of(
            "title", draft.title(),
            "head", draft.branch(),
            "base", draft.target(),
            "body", draft.body(),
            "maintainer_can_modify", true);
    return request(api.post(api.access().api() + path() + "/pulls", body, action), action);
  }

  /** Where GraphQL is beside a REST API: {@code /graphql} and {@code /api/graphql}. */
  static String graphql(String rest) {
    String base = rest.endsWith("/api/v3") ? rest.substring(0, rest.length() - 3) : rest;
    return base + "/graphql";
  }

  @Override
  public void update(Request request, Draft draft) {
    String action = action("change the pull request " + request.number());
    String address = graphql(api.access().api());
    Map<String, Object> body =
        Map.of(
            "query",
            UPDATE,
            "variables",
            Map.of("id", request.id(), "title", draft.title(), "body", draft.body()));
    Json answer = api.post(address, body, action);
    for (Json error : answer.items("errors")) {
      throw HostingErrors.answer(action, text(error, "message"));
    }
  }

  @Override
  public String review(Request request, List<String> owners) {
    List<String> people = new ArrayList<>();
    List<String> teams = new ArrayList<>();
    List<String> left = new ArrayList<>();
    for (String each : owners) {
      String prefix = "@" + owner + "/";
      if (people.size() + teams.size() >= MOST_REVIEWERS) {
        left.add(each);
      } else if (each.regionMatches(true, 0, prefix, 0, prefix.length())) {
        teams.add(each.substring(prefix.length()));
      } else if (each.matches("@[A-Za-z0-9-]{1,60}")) {
        people.add(each.substring(1));
      } else {
        left.add(each);
      }
    }
    if (!people.isEmpty() || !teams.isEmpty()) {
      String address =
          api.access().api() + path() + "/pulls/" + request.number() + "/requested_reviewers";
      try {
        api.post(
            address,
            Map.of("reviewers", people, "team_reviewers", teams),
            action("ask for reviews"));
      } catch (PlinthException e) {
        // Whoever opened it, and who is no collaborator, is refused, and with them all.
        people.forEach(each -> left.add("@" + each));
        teams.forEach(each -> left.add("@" + owner + "/" + each));
      }
    }
    return String.join(" ", left);
  }
}
