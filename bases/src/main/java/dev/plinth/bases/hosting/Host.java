package dev.plinth.bases.hosting;

import dev.plinth.bases.repository.GitUrl;
import dev.plinth.http.HttpClient;
import java.util.List;

/** A host of one repository: its requests to take over branches. */
public interface Host {
  /**
   * A request, as GitHub's pull requests and GitLab's merge requests are called here.
   *
   * @param number as people name it
   * @param id as the API names it
   * @param link for people
   */
  record Request(long number, String id, State state, String title, String body, String link) {}

  /** How a request stands. */
  enum State {
    OPEN,
    CLOSED,
    MERGED
  }

  /**
   * What a request should say.
   *
   * @param branch that should be taken over, without {@code refs/heads/}
   * @param target the branch that should take it
   */
  record Draft(String branch, String target, String title, String body) {}

  /** The requests that there are and were for a branch, the newest first. */
  List<Request> requests(String branch, String target);

  /** Opens one. */
  Request open(Draft draft);

  /** Brings title and text of one up to date. */
  void update(Request request, Draft draft);

  /**
   * Asks owners for their review: those whom the host knows.
   *
   * @param owners as CODEOWNERS has them
   * @return whom it could not ask, for people; empty where it could ask all
   */
  String review(Request request, List<String> owners);

  /** The host of a repository. */
  static Host of(
      GitUrl url, String named, java.util.Map<String, String> environment, HttpClient client) {
    Access access = Access.of(url, named, environment);
    if (access == null) {
      throw HostingErrors.unknown(url.host());
    }
    HostApi api = new HostApi(client, access.proved());
    return access.kind() == Access.Kind.GITHUB
        ? new GitHub(api, url.path())
        : new GitLab(api, url.path());
  }
}
