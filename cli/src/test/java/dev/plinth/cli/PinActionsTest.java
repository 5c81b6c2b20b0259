package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GitHub's actions, pinned to commits. */
class PinActionsTest {
  private static final String ONE = "1".repeat(40);
  private static final String TWO = "2".repeat(40);
  private static final String TAG = "a".repeat(40);
  private static final String OTHER_TAG = "b".repeat(40);

  @TempDir Path folder;
  private StandInHost host;
  private Path workflow;

  @BeforeEach
  void begin() throws IOException {
    host = StandInHost.github();
    workflow = folder.resolve("project/.github/workflows/ci.yml");
    Files.createDirectories(workflow.getParent());
    reference("acme/plain", "tags/v1", "commit", ONE);
    reference("acme/annotated", "tags/v2.1", "tag", TAG);
    answer("acme/annotated", "tags/" + TAG, "tag", OTHER_TAG);
    answer("acme/annotated", "tags/" + OTHER_TAG, "commit", TWO);
    reference("acme/branch", "heads/main", "commit", ONE);
    reference("acme/circle", "tags/v1", "tag", TAG);
    answer("acme/circle", "tags/" + TAG, "tag", TAG);
    reference("acme/tree", "tags/v1", "tree", ONE);
  }

  @AfterEach
  void end() throws IOException {
    host.close();
  }

  private void reference(String repository, String name, String type, String sha) {
    answer(repository, "ref/" + name, type, sha);
  }

  private void answer(String repository, String path, String type, String sha) {
    host.answers.put(
        "/api/v3/repos/" + repository + "/git/" + path,
        "{\"object\":{\"type\":\"" + type + "\",\"sha\":\"" + sha + "\"}}");
  }

  private void write(String... uses) throws IOException {
    StringBuilder text = new StringBuilder("on: push\njobs:\n  a:\n    steps:\n");
    for (String each : uses) {
      text.append("      - uses: ").append(each).append('\n');
    }
    Files.writeString(workflow, text);
  }

  private List<String> uses() throws IOException {
    return Files.readString(workflow)
        .lines()
        .filter(line -> line.contains("uses: "))
        .map(line -> line.substring(line.indexOf("uses: ") + 6))
        .toList();
  }

  private CliHarness.Run run(String... words) {
    List<Object> all = new ArrayList<>(List.of("pin", "--actions", "--api", host.api()));
    all.addAll(List.of(words));
    return new CliHarness(folder)
        .with("GITHUB_TOKEN", StandInHost.TOKEN)
        .with("SOURCE_DATE_EPOCH", "1798761600")
        .in(folder.resolve("project"))
        .run(all.toArray());
  }

  @Test
  void tagsBecomeCommits() throws IOException {
    write(
        "acme/plain@v1",
        "'acme/plain/sub/path@v1'",
        "acme/annotated@v2.1  # keep me",
        "./local",
        "acme/plain@" + ONE + " # v1");
    CliHarness.Run check = run("--check");
    assertThat(check.code()).isEqualTo(Main.BLOCKED);
    CliHarness.Run run = run();
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(uses())
        .containsExactly(
            "acme/plain@" + ONE + " # v1",
            "'acme/plain/sub/path@" + ONE + "' # v1",
            "acme/annotated@" + TWO + " # v2.1  # keep me",
            "./local",
            "acme/plain@" + ONE + " # v1");
    assertThat(run("--check").code()).isZero();
    assertThat(run.out()).doesNotContain(StandInHost.TOKEN);
    // Each name is asked once in a run.
    long asked =
        host.asked().stream().filter(each -> each.path().endsWith("plain/git/ref/tags/v1")).count();
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void withoutBeingAskedForThemActionsAreToldAndLeft() throws IOException {
    write("acme/plain@v1", "acme/annotated@v2.1");
    CliHarness.Run run =
        new CliHarness(folder).in(folder.resolve("project")).run("pin", "--check", "--offline");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEqualTo("plinth: 2 actions were not looked at; --actions does\n");
    assertThat(run("--check").err()).doesNotContain("not looked at");
  }

  @Test
  void branchesStayUnlessAsked() throws IOException {
    write("acme/branch@main");
    CliHarness.Run run = run();
    assertThat(run.out()).contains("it is a branch, which moves");
    assertThat(uses()).containsExactly("acme/branch@main");
    assertThat(run("--check").code()).isEqualTo(Main.BLOCKED);
    CliHarness.Run asked = run("--branches");
    assertThat(asked.code()).as(asked.out()).isZero();
    assertThat(uses()).containsExactly("acme/branch@" + ONE + " # main");
    assertThat(run("--check").code()).isZero();
  }

  @Test
  void commentsAreChecked() throws IOException {
    write("acme/plain@" + TWO + " # v1", "acme/plain@" + TWO + " # v9", "acme/plain@" + TWO);
    CliHarness.Run run = run();
    assertThat(run.code()).isZero();
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("its comment says v1, which is " + ONE, "says v9, and there is no such tag")
        .contains("no comment says which tag it was");
    assertThat(uses()).first().isEqualTo("acme/plain@" + TWO + " # v1");
  }

  @Test
  void whatTheHostDoesNotTellIsNotKnown() throws IOException {
    write("acme/circle@v1", "acme/tree@v1", "acme/none@v1", "acme/..@v1");
    List<String> before = uses();
    CliHarness.Run run = run();
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("the tag stands for no commit", "neither a tag nor a branch");
    assertThat(uses()).isEqualTo(before);
    assertThat(run("--offline").code()).isEqualTo(Main.UNFINISHED);
    assertThat(run("--api", "https://git.example").code()).isNotZero();
    CliHarness.Run alone =
        new CliHarness(folder).in(folder.resolve("project")).run("pin", "--branches");
    assertThat(alone.code()).isEqualTo(Main.USAGE);
  }

  @Test
  void heldOnesStay() throws IOException {
    Files.writeString(
        workflow,
        "on: push\njobs:\n  a:\n    steps:\n      # plinth: hold reason=\"why\"\n"
            + "      - uses: acme/plain@v1\n");
    CliHarness.Run run = run();
    assertThat(run.out()).contains("held");
    assertThat(uses()).containsExactly("acme/plain@v1");
  }
}
