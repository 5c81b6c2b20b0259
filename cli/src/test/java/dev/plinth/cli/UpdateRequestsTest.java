package dev.plinth.cli;

import static dev.plinth.cli.GitPlace.git;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Requests at the host of a repository: one for each branch, and nobody is bothered twice. */
class UpdateRequestsTest extends UpdateHostGround {
  @Test
  void oneRequestForEachBranchBroughtUpToDateInPlace() throws IOException {
    host("acme/one");
    host("acme/two");
    CliHarness.Run run = request(place.url("acme/one"), place.url("acme/two"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(host.requests).hasSize(2);
    StandInHost.Request one = host.requests.getFirst();
    assertThat(one.title).isEqualTo("Refresh base:1.0");
    assertThat(one.target).isEqualTo("main");
    assertThat(one.branch).isEqualTo(branch());
    assertThat(one.reviewers).containsExactly("ann", "team");
    assertThat(one.body)
        .contains("| image | moves |", "`service/Dockerfile:1`", "1 other repository")
        .doesNotContain("acme/two", "@ann\n");
    assertThat(run.err())
        .contains("request 1 opened https://host.example/pull/1", "could not ask ann@example.org")
        .doesNotContain(StandInHost.TOKEN);
    // Again: nothing to say.
    CliHarness.Run again = request(place.url("acme/one"), place.url("acme/two"));
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err()).contains("request 1 says so already");
    // A newer digest: the same branch, the same request, another text.
    String before = one.body;
    images.index("hub/base", "12", "3", "1.0");
    CliHarness.Run newer = request(place.url("acme/one"), place.url("acme/two"));
    assertThat(newer.code()).as(newer.err()).isZero();
    assertThat(newer.err()).contains("request 1 brought up to date");
    assertThat(host.requests).hasSize(2);
    assertThat(one.body).isNotEqualTo(before).contains("openssl 1 to 3");
    // Whoever changes the text keeps it.
    one.body = one.body.replace("Reaches", "I say it reaches");
    String theirs = one.body;
    images.index("hub/base", "12", "4", "1.0");
    CliHarness.Run kept = request(place.url("acme/one"), place.url("acme/two"));
    assertThat(kept.err()).contains("request 1 has somebody else's text", "request 2 brought up");
    assertThat(one.body).isEqualTo(theirs);
  }

  @Test
  void aClosedRequestStaysClosedUntilTheTargetChanges() throws IOException {
    Path bare = host("acme/one");
    assertThat(request(place.url("acme/one")).code()).isZero();
    host.requests.getFirst().state = "closed";
    git(bare, "update-ref", "-d", "refs/heads/" + branch());
    CliHarness.Run closed = request(place.url("acme/one"));
    assertThat(closed.code()).as(closed.err()).isZero();
    assertThat(closed.err()).contains("left alone, somebody closed the request 1");
    assertThat(host.requests).hasSize(1);
    assertThat(git(bare, "for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main\n");
    images.index("hub/base", "12", "3", "1.0");
    assertThat(request(place.url("acme/one")).code()).isZero();
    assertThat(host.requests).hasSize(2);
    assertThat(host.requests.getFirst().state).isEqualTo("closed");
    // Nobody can tell what one was for whose text was changed.
    String body = host.requests.getLast().body;
    host.requests.getLast().state = "closed";
    host.requests.getLast().body = "no, thanks";
    images.index("hub/base", "12", "4", "1.0");
    assertThat(request(place.url("acme/one")).err()).contains("somebody closed the request 2");
    assertThat(host.requests).hasSize(2);
    host.requests.getLast().body = body;
    // A merged one stands in nobody's way.
    host.requests.getLast().state = "merged";
    place.push("acme/one", "main", "new/Dockerfile", dockerfile(old));
    assertThat(request(place.url("acme/one")).code()).isZero();
    assertThat(host.requests).hasSize(3);
  }

  @Test
  void reviewersThatTheHostRefusesKeepNothingFromBeingOpened() throws IOException {
    place.host(
        "acme/one", "Dockerfile", dockerfile(old), "CODEOWNERS", "* @stranger @ann @other/team\n");
    CliHarness.Run run = request(place.url("acme/one"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(host.requests).hasSize(1);
    assertThat(run.err()).contains("could not ask", "@stranger", "@other/team");
  }

  @Test
  void gitlabToo() throws IOException {
    host.close();
    host = StandInHost.gitlab();
    place.host(
        "acme/apps/one",
        "Dockerfile",
        dockerfile(old),
        ".gitlab/CODEOWNERS",
        "* @ann @acme/team\n");
    CliHarness.Run run = request(place.url("acme/apps/one"));
    assertThat(run.code()).as(run.err()).isZero();
    StandInHost.Request one = host.requests.getFirst();
    assertThat(one.repository).isEqualTo("acme/apps/one");
    assertThat(one.reviewers).containsExactly("7");
    assertThat(run.err()).contains("could not ask @acme/team");
    images.index("hub/base", "12", "3", "1.0");
    assertThat(request(place.url("acme/apps/one")).err()).contains("request 1 brought up to date");
    assertThat(one.body).contains("openssl 1 to 3");
    one.state = "closed";
    assertThat(request(place.url("acme/apps/one")).err()).contains("somebody closed the request 1");
    assertThat(host.requests).hasSize(1);
  }
}
