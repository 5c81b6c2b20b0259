package dev.plinth.cli;

import static dev.plinth.cli.GitPlace.git;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories elsewhere: one plan, then patches and branches. */
class UpdateRepositoriesTest extends UpdateHostGround {
  @Test
  void onePlanOverRepositoriesElsewhere() throws IOException {
    host("acme/one");
    host("acme/two");
    Path list = folder.resolve("list.txt");
    Files.writeString(
        list, "# ours\n" + place.url("acme/one") + "\n\n" + place.url("acme/two") + "\n");
    CliHarness.Run run = run("--repositories", list.toString());
    assertThat(run.code()).as(run.err() + run.out()).isZero();
    assertThat(run.out())
        .contains("git.example/acme/one/service", "git.example/acme/two/service", "@acme/team");
    assertThat(run.out().split("openssl 1 to 2", -1)).hasSize(2);
    // Nothing is kept of a run that came to its end: what is pushed now is planned with.
    place.push("acme/one", "main", "later/Dockerfile", dockerfile(old));
    CliHarness.Run later = run("--details", "--repositories", list.toString());
    assertThat(later.out()).contains("acme/one/later/Dockerfile");
    assertThat(later.err()).doesNotContain("continues");
    // A third that is not there keeps none of the others from being planned.
    CliHarness.Run lacking = run(place.url("acme/one"), place.url("acme/none"));
    assertThat(lacking.code()).isEqualTo(Main.UNFINISHED);
    assertThat(lacking.out()).contains("acme/one/service", "acme/none");
  }

  @Test
  void branchesArePushedOnlyWhereThatIsAsked() throws IOException {
    Path bare = host("acme/one");
    CliHarness.Run here = run("--branch", place.url("acme/one"));
    assertThat(here.code()).as(here.err()).isZero();
    assertThat(git(bare, "for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main\n");
    Path patches = Files.createDirectories(folder.resolve("patches"));
    CliHarness.Run patch = run("--patch", patches.toString(), place.url("acme/one"));
    assertThat(patch.code()).as(patch.err()).isZero();
    assertThat(patches.toFile().list()).hasSize(1);
    CliHarness.Run pushed =
        run("--push", "--author", "Ann <ann@example.org>", place.url("acme/one"));
    assertThat(pushed.code()).as(pushed.err()).isZero();
    assertThat(pushed.err()).contains("pushed");
    assertThat(git(bare, "show", branch() + ":service/Dockerfile")).isEqualTo(dockerfile(fresh));
    assertThat(git(bare, "show", branch() + ":other")).isEqualTo("text\n");
    assertThat(git(bare, "log", "-1", "--format=%an|%B", branch()))
        .startsWith("Ann|Refresh base:1.0")
        .contains("service/Dockerfile:1", "Plinth-Group: ", "Plinth-Seal: ")
        .doesNotContain("git.example");
    assertThat(git(bare, "rev-list", "--count", "main.." + branch())).isEqualTo("1\n");
  }

  @Test
  void aBranchIsBroughtUpToDateInPlaceAndNotWithoutNeed() throws IOException {
    Path bare = host("acme/one");
    assertThat(run("--push", place.url("acme/one")).code()).isZero();
    String first = tip(bare, branch());
    CliHarness.Run again =
        run(cli().with("SOURCE_DATE_EPOCH", "1798761999"), "--push", place.url("acme/one"));
    assertThat(again.err()).contains("pushed before");
    assertThat(tip(bare, branch())).isEqualTo(first);
    // The base has gone on, and so does the branch: one commit upon today's head.
    place.push("acme/one", "main", "more", "text\n");
    CliHarness.Run moved = run("--push", place.url("acme/one"));
    assertThat(moved.err()).contains("pushed anew");
    assertThat(git(bare, "rev-parse", branch() + "^").strip()).isEqualTo(tip(bare, "main"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatSomebodyElseCommittedIsNeverOverwritten(boolean amended) throws IOException {
    Path bare = host("acme/one");
    assertThat(run("--push", place.url("acme/one")).code()).isZero();
    if (amended) {
      Path work = folder.resolve("amending");
      git(folder, "clone", "-q", "-b", branch(), bare.toString(), work.toString());
      Files.writeString(work.resolve("other"), "mine\n");
      git(work, "commit", "-qa", "--amend", "--no-edit");
      git(work, "push", "-qf", "origin", branch());
    } else {
      place.push("acme/one", branch(), "other", "mine\n");
    }
    String mine = tip(bare, branch());
    place.push("acme/one", "main", "more", "text\n");
    CliHarness.Run run = run("--push", place.url("acme/one"));
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("somebody else has committed to it");
    assertThat(tip(bare, branch())).isEqualTo(mine);
    assertThat(git(bare, "show", branch() + ":other")).isEqualTo("mine\n");
  }

  @Test
  void togetherMeansInAllRepositoriesOrInNone() throws IOException {
    Path one = host("acme/one");
    Path two =
        place.host("acme/two", "Dockerfile", "# plinth: hold reason=\"x\"\n" + dockerfile(old));
    String[] both = {place.url("acme/one"), place.url("acme/two")};
    CliHarness.Run held = run("--push", "--together", both[0], both[1]);
    assertThat(held.code()).isEqualTo(Main.UNFINISHED);
    assertThat(held.err()).contains("hub/base:1.0: moved nowhere", "acme/two/Dockerfile:2 is held");
    assertThat(git(one, "for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main\n");
    place.push("acme/two", "main", "Dockerfile", dockerfile(old));
    assertThat(run("--push", both[1]).code()).isZero();
    place.push("acme/two", branch(), "mine", "mine\n");
    place.push("acme/two", "main", "more", "text\n");
    CliHarness.Run theirs = run("--push", "--together", both[0], both[1]);
    assertThat(theirs.err())
        .contains("somebody else has committed", "moved nowhere")
        .doesNotContain("continues");
    assertThat(git(one, "for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main\n");
    git(two, "update-ref", "-d", "refs/heads/" + branch());
    CliHarness.Run lacking = run("--push", "--together", both[0], place.url("acme/none"));
    assertThat(lacking.err()).contains("moved nowhere, since not all could be read");
    assertThat(git(one, "for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main\n");
    assertThat(run("--push", "--together", both[0], both[1]).code()).isZero();
    assertThat(tip(one, branch())).hasSize(40);
    assertThat(tip(two, branch())).hasSize(40);
  }

  @Test
  void aFolderIsPushedToItsOrigin() throws IOException {
    Path bare = host("acme/one");
    Path work = folder.resolve("checkout");
    git(folder, "clone", "-q", bare.toString(), work.toString());
    CliHarness.Run local = request(work.toString());
    assertThat(local.code()).isEqualTo(Main.UNFINISHED);
    git(work, "config", "remote.origin.url", "file://" + bare);
    assertThat(request(work.toString()).err()).contains("its origin is a folder");
    // A token in it is left out, and not said.
    git(work, "config", "remote.origin.url", "https://me:hidden@127.0.0.1:1/acme/one");
    CliHarness.Run token = run("--push", work.toString());
    assertThat(token.err()).contains("127.0.0.1", "left alone").doesNotContain("hidden");
    git(work, "config", "remote.origin.url", place.url("acme/one"));
    GitPlace.commit(work, "not published", "draft", "text\n");
    assertThat(request(work.toString()).err()).contains("not what its remote has");
    assertThat(git(bare, "for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main\n");
    git(work, "reset", "-q", "--hard", "HEAD^");
    CliHarness.Run run = request(work.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(git(bare, "show", branch() + ":service/Dockerfile")).isEqualTo(dockerfile(fresh));
    assertThat(host.requests).hasSize(1);
    assertThat(git(work, "status", "--porcelain")).isEmpty();
  }

  /** What a run in a process of its own is: the command line. */
  public static void main(String[] words) {
    Path folder = Path.of(words[0]);
    CliHarness cli = new CliHarness(folder).in(folder);
    for (String each :
        List.of("GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GITHUB_TOKEN", "SOURCE_DATE_EPOCH")) {
      cli.with(each, System.getenv(each));
    }
    cli.run((Object[]) java.util.Arrays.copyOfRange(words, 1, words.length));
  }

  @Test
  void aRunThatIsKilledIsContinued() throws Exception {
    List<String> words = new ArrayList<>();
    for (String name : List.of("acme/one", "acme/two", "acme/three")) {
      host(name);
      words.add(place.url(name));
    }
    host.stallsAfter = 1;
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                UpdateRepositoriesTest.class.getName(),
                folder.toString(),
                "update",
                "--no-config",
                "--lock",
                folder + "/lock",
                "--push",
                "--pull-request",
                "--api",
                host.api()));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("GIT_SSH_COMMAND", folder.resolve("place/ssh").toString());
    builder.environment().put("GIT_SSH_VARIANT", "ssh");
    builder.environment().put("GITHUB_TOKEN", StandInHost.TOKEN);
    builder.environment().put("SOURCE_DATE_EPOCH", "1798761600");
    Process process = builder.start();
    try {
      assertThat(host.stalled.await(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(host.requests).hasSize(1);
    host.stallsAfter = -1;
    Files.delete(place.log());
    CliHarness.Run run = request(words.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("continues the run of", "3 fetched, 1 delivered", "delivered before");
    assertThat(host.requests).hasSize(3);
    assertThat(host.requests.stream().map(each -> each.repository))
        .containsExactlyInAnyOrder("acme/one", "acme/two", "acme/three");
    // Of what was done nothing is done again: not fetched, and the first not even looked at.
    String first = host.requests.getFirst().repository;
    assertThat(Files.readString(place.log())).doesNotContain(first).doesNotContain("HEAD");
    // Now that it is whole, the next run begins anew.
    assertThat(request(words.toArray(String[]::new)).err()).doesNotContain("continues");
  }
}
