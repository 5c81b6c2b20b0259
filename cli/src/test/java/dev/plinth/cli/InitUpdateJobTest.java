package dev.plinth.cli;

import static dev.plinth.cli.GitPlace.git;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.http.StandInRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The update jobs that {@code plinth init --ci} writes: what they may, and that their line opens
 * requests. Only the host's API is named besides, since a stand-in has no certificate.
 */
class InitUpdateJobTest {
  private static final Pattern VARIABLE = Pattern.compile("[$]([A-Z_]+)");

  @TempDir Path folder;
  private StandInRegistry registry;
  private StandInImages images;
  private GitPlace place;
  private Path bare;

  @BeforeEach
  void begin() throws IOException {
    registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY);
    images = new StandInImages(registry);
    String old = images.index("hub/base", "12", "1", "1.0");
    images.index("hub/base", "12", "2", "1.0");
    place = new GitPlace(folder.resolve("place"));
    String from = "FROM " + registry.address() + "/hub/base:1.0@" + old + "\n";
    bare = place.host("acme/one", "Dockerfile", from);
  }

  @AfterEach
  void end() throws IOException {
    registry.close();
  }

  private Path init(String service) throws IOException {
    Path project = Files.createDirectories(folder.resolve("project"));
    Files.writeString(project.resolve("Dockerfile"), "FROM scratch\n");
    CliHarness.Run run = new CliHarness(folder).in(project).run("init", "--ci=" + service);
    assertThat(run.code()).as(run.err()).isZero();
    return project;
  }

  private static Map<?, ?> yaml(Path file) throws IOException {
    return (Map<?, ?>)
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
  }

  private static Object within(Object node, Object... keys) {
    Object at = node;
    for (Object key : keys) {
      at = key instanceof Integer i ? ((List<?>) at).get(i) : ((Map<?, ?>) at).get(key);
    }
    return at;
  }

  /** Runs a line of a job as its shell would, in what is checked out there. */
  private CliHarness.Run line(
      Path project, String line, Map<String, String> set, StandInHost host) {
    assertThat(line).startsWith("plinth update ").doesNotContain("\n", ";", "|", "&", "`", "$(");
    Matcher variables = VARIABLE.matcher(line.replace("\"", ""));
    String shown =
        variables.replaceAll(found -> {
          assertThat(set).containsKey(found.group(1));
          return Matcher.quoteReplacement(set.get(found.group(1)));
        });
    List<Object> words = new ArrayList<>(List.of((Object[]) shown.split(" ")));
    words.removeFirst();
    words.addAll(List.of("--api", host.api()));
    CliHarness cli =
        place.on(new CliHarness(folder)).with("SOURCE_DATE_EPOCH", "1798761600").in(project);
    set.forEach(cli::with);
    return cli.run(words.toArray());
  }

  private void opened(CliHarness.Run run, StandInHost host) {
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("request 1 opened");
    assertThat(host.requests).hasSize(1);
    assertThat(host.requests.getFirst().repository).isEqualTo("acme/one");
    assertThat(host.requests.getFirst().target).isEqualTo("main");
    String branch = "refs/heads/" + host.requests.getFirst().branch;
    assertThat(git(bare, "rev-list", "--count", "main.." + branch)).isEqualTo("1\n");
  }

  @Test
  void githubsIsGivenLittleAndOpensARequest() throws IOException {
    Path project = init("github");
    Map<?, ?> file = yaml(project.resolve(".github/workflows/plinth-weekly.yml"));
    assertThat(within(file, "permissions")).isEqualTo(Map.of("contents", "read"));
    Object job = within(file, "jobs", "update");
    assertThat(within(job, "permissions"))
        .isEqualTo(Map.of("contents", "write", "pull-requests", "write"));
    List<?> steps = (List<?>) within(job, "steps");
    assertThat(within(steps, 0, "with", "persist-credentials")).isEqualTo(false);
    Map<?, ?> last = (Map<?, ?>) steps.getLast();
    assertThat(last.get("env")).isEqualTo(Map.of("GITHUB_TOKEN", "${{ secrets.GITHUB_TOKEN }}"));
    Map<String, String> set =
        Map.of(
            "GITHUB_TOKEN",
            StandInHost.TOKEN,
            "GITHUB_SERVER_URL",
            "ssh://git@git.example",
            "GITHUB_REPOSITORY",
            "acme/one");
    try (StandInHost host = StandInHost.github()) {
      String line = String.valueOf(last.get("run"));
      opened(line(project, line, set, host), host);
      assertThat(line(project, line, set, host).err()).contains("says so already");
      assertThat(host.requests).hasSize(1);
    }
  }

  @Test
  void gitlabsOpensARequestAndFailsWithoutItsToken() throws IOException {
    Path project = init("gitlab");
    Map<?, ?> file = yaml(project.resolve(".gitlab-ci.plinth.yml"));
    List<?> script = (List<?>) within(file, "plinth-update", "script");
    assertThat(script).hasSize(1);
    String line = String.valueOf(script.getFirst());
    String url = "ssh://git@git.example/acme/one";
    try (StandInHost host = StandInHost.gitlab()) {
      Map<String, String> job = Map.of("CI_PROJECT_URL", url, "CI_JOB_TOKEN", StandInHost.TOKEN);
      CliHarness.Run without = line(project, line, job, host);
      assertThat(without.code()).isEqualTo(Main.UNFINISHED);
      assertThat(without.err()).contains("GITLAB_TOKEN");
      assertThat(host.requests).isEmpty();
      assertThat(git(bare, "for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main\n");
      Map<String, String> set = Map.of("CI_PROJECT_URL", url, "GITLAB_TOKEN", StandInHost.TOKEN);
      opened(line(project, line, set, host), host);
    }
  }
}
