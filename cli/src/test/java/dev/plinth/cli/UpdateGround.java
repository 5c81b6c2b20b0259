package dev.plinth.cli;

import static dev.plinth.cli.GitPlace.git;

import dev.plinth.http.StandInRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository whose base has a newer digest, and a host for others. */
abstract class UpdateGround {
  static final String MINE = "export PATH\n";

  @TempDir Path folder;
  StandInRegistry registry;
  StandInImages images;
  GitPlace place;
  Path root;
  Path elsewhere;
  String old = "";
  String fresh = "";

  @BeforeEach
  void begin() throws IOException {
    registry = StandInRegistry.start(StandInRegistry.Asks.NOBODY);
    images = new StandInImages(registry);
    old = images.index("hub/base", "12", "1", "1.0");
    fresh = images.index("hub/base", "12", "2", "1.0");
    place = new GitPlace(folder.resolve("place"));
    root = Files.createDirectories(folder.resolve("work"));
    git(root, "init", "-q", "-b", "main");
    GitPlace.commit(root, "first", "Dockerfile", dockerfile(old));
    elsewhere = Files.writeString(folder.resolve("profile"), MINE);
  }

  @AfterEach
  void end() throws IOException {
    registry.close();
  }

  String dockerfile(String digest) {
    return "FROM " + registry.address() + "/hub/base:1.0@" + digest + "\n";
  }

  String branch() {
    return "plinth/" + registry.address().replaceAll("[^a-z0-9]+", "-") + "-hub-base";
  }

  CliHarness cli() {
    return place
        .on(new CliHarness(folder))
        .with("SOURCE_DATE_EPOCH", "1798761600")
        .with("GITHUB_TOKEN", StandInHost.TOKEN)
        .in(folder);
  }

  CliHarness.Run run(CliHarness cli, String... words) {
    List<Object> all = new ArrayList<>(List.of("update", "--no-config"));
    all.addAll(List.of(words));
    return cli.run(all.toArray());
  }

  CliHarness.Run run(String... words) {
    return run(cli(), words);
  }
}
