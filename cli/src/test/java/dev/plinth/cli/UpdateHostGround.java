package dev.plinth.cli;

import static dev.plinth.cli.GitPlace.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Repositories elsewhere whose base has a newer digest, and the host that takes requests. */
abstract class UpdateHostGround extends UpdateGround {
  StandInHost host;

  @BeforeEach
  void beginHost() throws IOException {
    host = StandInHost.github();
  }

  @AfterEach
  void endHost() throws IOException {
    host.close();
  }

  /** A repository at the host whose Dockerfile has the older digest. */
  Path host(String name) throws IOException {
    return place.host(
        name,
        "service/Dockerfile",
        dockerfile(old),
        "other",
        "text\n",
        "CODEOWNERS",
        "* @ann @acme/team ann@example.org\n");
  }

  @Override
  CliHarness cli() {
    return super.cli().with("GITLAB_TOKEN", StandInHost.TOKEN);
  }

  /** With the lock file in the test's folder. */
  @Override
  CliHarness.Run run(CliHarness cli, String... words) {
    List<String> all = new ArrayList<>(List.of("--lock", folder + "/lock"));
    all.addAll(List.of(words));
    return super.run(cli, all.toArray(String[]::new));
  }

  /** Pushes, and asks the host for requests. */
  CliHarness.Run request(String... words) {
    List<String> all = new ArrayList<>(List.of("--push", "--pull-request", "--api", host.api()));
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new));
  }

  static String tip(Path bare, String branch) {
    return git(bare, "rev-parse", "--verify", "refs/heads/" + branch).strip();
  }
}
