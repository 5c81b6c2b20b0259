package dev.plinth.bases.hosting;

import dev.plinth.foundation.PlinthException;
import dev.plinth.foundation.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** GitLab (its documentation, "Merge requests API", "Users API"). */
final class GitLab implements Host {
  private static final int MOST_REVIEWERS = 15;

  private final HostApi api;
  private final String project;

  GitLab(HostApi api, String path) {
    this.api = api;
    this.project = path;
  }

  private String path() {
    return "/projects/" + HostApi.part(project) + "/merge_requests";
  }

  private String action(String what) {
    return what + " of " + dev.plinth.foundation.SafeText.of(project);
  }

  @Override
  public List<Request> requests(String branch, String target) {
    String query =
        "?state=all&scope=all&order_by=created_at&sort=desc&per_page=100&source_branch="
            + HostApi.part(branch)
            + "&target_branch="
            + HostApi.part(target);
    String action = action("list the merge requests");
    Json found = api.get(path() + query, action);
    if (!(found instanceof Json.Arr(List<Json> items))) {
      throw HostingErrors.answer(action, "there is no such project, or it is not a list");
    }
    List<Request> requests = new ArrayList<>();
    for (Json each : items) {
      boolean own = each.integer("source_project_id", 0) == each.integer("target_project_id", 0);
      if (own && branch.equals(each.text("source_branch"))) {
        requests.add(request(each, action));
      }
    }
    return requests;
  }

  private static Request request(Json json, String action) {
    long number = json.integer("iid", -1);
    if (number < 1) {
      throw HostingErrors.answer(action, "a merge request has no number");
    }
    State state =
        switch (GitHub.text(json, "state")) {
          case "opened", "locked" -> State.OPEN;
          case "merged" -> State.MERGED;
          default -> State.CLOSED;
        };
    return new Request(
        number,
        String.valueOf(number),
        state,
        GitHub.text(json, "title"),
        GitHub.text(json, "description"),
        GitHub.text(json, "web_url"));
  }

  @Override
  public Request open(Draft draft) {
    String action = action("open a merge request");
    Map<String, Object> body =
        Map.of(
            "title", draft.title(),
            "source_branch", draft.branch(),
            "target_branch", draft.target(),
            "description", draft.body(),
            "remove_source_branch", true);
    return request(api.post(api.access().api() + path(), body, action), action);
  }

  @Override
  public void update(Request request, Draft draft) {
    api.put(
        path() + "/" + request.number(),
        Map.of("title", draft.title(), "description", draft.body()),
        action("change the merge request " + request.number()));
  }

  @Override
  public String review(Request request, List<String> owners) {
    TreeSet<Long> people = new TreeSet<>();
    List<String> left = new ArrayList<>();
    for (String each : owners) {
      long id = people.size() < MOST_REVIEWERS ? user(each) : -1;
      if (id > 0) {
        people.add(id);
      } else {
        left.add(each);
      }
    }
    if (!people.isEmpty()) {
      try {
        api.put(
            path() + "/" + request.number(),
            Map.of("reviewer_ids", people),
            action("ask for reviews"));
      } catch (PlinthException e) {
        return String.join(" ", owners);
      }
    }
    return String.join(" ", left);
  }

  /** A person's number; groups and mail addresses have none. */
  private long user(String owner) {
    if (!owner.matches("@[A-Za-z0-9_.-]{1,255}")) {
      return -1;
    }
    try {
      Json found =
          api.get("/users?username=" + HostApi.part(owner.substring(1)), action("find owners"));
      if (found instanceof Json.Arr(List<Json> users)) {
        for (Json each : users) {
          if (owner.substring(1).equalsIgnoreCase(each.text("username"))) {
            return each.integer("id", -1);
          }
        }
      }
      return -1;
    } catch (PlinthException e) {
      return -1;
    }
  }
}
