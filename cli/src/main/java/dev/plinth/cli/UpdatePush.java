package dev.plinth.cli;

import dev.plinth.bases.hosting.Host;
import dev.plinth.bases.repository.GitRepository;
import dev.plinth.bases.repository.GitUrl;
import dev.plinth.bases.repository.Remote;
import dev.plinth.bases.repository.Seal;
import dev.plinth.http.HttpClient;
import dev.plinth.report.update.UpdateReport;
import dev.plinth.report.update.UpdateRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pushes branches, and opens requests for them or brings them up to date. A branch that has
 * somebody else's work is left alone, and what somebody has closed is not opened again.
 */
final class UpdatePush {
  /** Why a branch of Plinth's is left alone. */
  static final String ELSEWHERE = "it stands upon another branch than what is checked out";

  private static final String HEADS = "refs/heads/";

  private final Repositories repositories;
  private final @Nullable HttpClient client;
  private final java.util.Map<String, String> environment;

  /**
   * @param client for requests; null where none are wanted
   */
  UpdatePush(
      Repositories repositories,
      @Nullable HttpClient client,
      java.util.Map<String, String> environment) {
    this.repositories = repositories;
    this.client = client;
    this.environment = environment;
  }

  /**
   * One branch of one repository.
   *
   * @param rows of what moves in that repository
   * @param elsewhere in how many other repositories the same moves
   */
  record Branch(
      GitRepository repository,
      String group,
      String reference,
      String commit,
      String seal,
      List<UpdateReport.Row> rows,
      int elsewhere) {
    String name() {
      return reference.substring(HEADS.length());
    }
  }

  /**
   * A branch that may be pushed.
   *
   * @param tip what the branch leads to there; null where it is not there
   * @param pushed whether it is there as it should be
   * @param left why it is left alone; empty where it is not
   */
  record Checked(
      Branch branch,
      Remote remote,
      @Nullable String tip,
      boolean pushed,
      @Nullable Host host,
      Host.@Nullable Request open,
      String left) {}

  /**
   * Looks whether it may be pushed; pushes nothing.
   *
   * @throws dev.plinth.foundation.PlinthException where it may not
   */
  Checked check(Branch branch) {
    GitRepository repository = branch.repository;
    GitUrl url = url(repository);
    Remote remote = repository.remote(url, repositories.header(url));
    String target = repository.branch();
    if (target == null || !target.startsWith(HEADS)) {
      throw CliErrors.notCommitted(
          "HEAD", "no branch is checked out; name the URL of the repository in its place");
    }
    Host host = client == null ? null : Host.of(url, repositories.api(), environment, client);
    Host.Request open = null;
    if (host != null) {
      String wants = UpdateRequest.target(branch.rows);
      List<Host.Request> requests = host.requests(branch.name(), target.substring(HEADS.length()));
      for (Host.Request each : requests) {
        if (each.state() == Host.State.OPEN) {
          open = open == null ? each : open;
        } else if (each.state() == Host.State.CLOSED && closes(each, wants, requests)) {
          String left = "somebody closed the request " + each.number() + " for the same";
          return new Checked(branch, remote, null, true, host, null, left);
        }
      }
    }
    if (repositories.url(repository) == null && repository.borrows()) {
      throw CliErrors.notCommitted(
          repository.name(), "it has objects of another repository; name the URL to push to");
    }
    if (repositories.url(repository) == null) {
      published(repository, remote, target);
    }
    String tip = remote.tip(branch.reference);
    boolean same = branch.commit.equals(tip);
    if (tip != null && !same) {
      Seal.Tip there = remote.seal(branch.reference, tip);
      boolean ours = !there.seal().isEmpty();
      if (!ours || !repository.follows(there)) {
        String name = branch.name() + " of " + url.shown();
        throw ours ? CliErrors.notCommitted(name, ELSEWHERE) : CliErrors.othersCommitted(name);
      }
      same = there.seal().equals(branch.seal);
    }
    return new Checked(branch, remote, tip, same, host, open, "");
  }

  /** Whether it is for the same; the newest also where its text was changed and nobody can tell. */
  private static boolean closes(Host.Request closed, String wants, List<Host.Request> all) {
    String target = UpdateRequest.targetOf(closed.body());
    return target.isEmpty() ? closed.equals(all.getFirst()) : target.equals(wants);
  }

  /** What a branch stands upon must be there already: it would be pushed along with it. */
  private static void published(GitRepository repository, Remote remote, String target) {
    String there = remote.tip(target);
    String head = repository.head();
    boolean has =
        there != null
            && (there.equals(head)
                || (repository.commit(there) != null && repository.contains(there, head)));
    if (!has) {
      throw CliErrors.notCommitted(
          repository.name(), "what is checked out is not what its remote has: push or pull it");
    }
  }

  private GitUrl url(GitRepository repository) {
    GitUrl fetched = repositories.url(repository);
    if (fetched != null) {
      return fetched;
    }
    String origin = repository.origin();
    if (origin.isEmpty()) {
      throw CliErrors.notCommitted(repository.name(), "it has no remote called origin");
    }
    // Pipelines clone with a token in the URL: it is not used, nor said.
    GitUrl url = GitUrl.of(origin.replaceFirst("^https://[^/@]*@", "https://"));
    if (url.scheme().equals("file")) {
      throw CliErrors.notCommitted(
          repository.name(),
          "its origin is a folder, which counts only where you name it yourself");
    }
    return url;
  }

  /** Pushes it, and sees to its request; what was done, for people. */
  String deliver(Checked checked) {
    Branch branch = checked.branch;
    StringBuilder said = new StringBuilder();
    if (!checked.pushed) {
      checked.remote.push(branch.commit, branch.reference, checked.tip);
      said.append(checked.tip == null ? "pushed" : "pushed anew");
    } else {
      said.append("pushed before");
    }
    Host host = checked.host;
    if (host == null) {
      return said.toString();
    }
    String target = String.valueOf(branch.repository.branch()).substring(HEADS.length());
    Host.Draft draft =
        new Host.Draft(
            branch.name(),
            target,
            UpdateRequest.title(branch.rows),
            UpdateRequest.body(branch.rows, branch.group, branch.elsewhere));
    Host.Request open = checked.open;
    if (open == null) {
      Host.Request opened = host.open(draft);
      String left = host.review(opened, UpdateRequest.owners(branch.rows));
      said.append(", request ").append(opened.number()).append(" opened ").append(opened.link());
      said.append(left.isEmpty() ? "" : " (could not ask " + left + ")");
    } else if (!UpdateRequest.own(open.body())) {
      said.append(", request ")
          .append(open.number())
          .append(" has somebody else's text, which stays");
    } else if (UpdateRequest.same(open.body(), draft.body())
        && open.title().equals(draft.title())) {
      said.append(", request ").append(open.number()).append(" says so already");
    } else {
      host.update(open, draft);
      said.append(", request ").append(open.number()).append(" brought up to date");
    }
    return said.toString();
  }
}
