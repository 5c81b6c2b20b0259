package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build context sends, and what a Dockerfile says. */
class ContextVerbTest {
  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve("app").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void whatIsSentStandsBiggestFirstAndSecretsAreMarked() throws Exception {
    write("Dockerfile", "FROM debian:12\nCOPY . .\n");
    write(".dockerignore", "node_modules\n*.log\n!keep.log\n");
    write("node_modules/x.js", "x");
    write("a.log", "a");
    write("keep.log", "k".repeat(5000));
    write(".env", "TOKEN=hunter2\n");
    CliHarness.Run run = new CliHarness(folder).run("context", folder.resolve("app"));
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("keep.log")
        .contains("Secrets among it:\n  .env")
        .contains("line 1: node_modules")
        .contains("line 2: *.log")
        .doesNotContain("hunter2");
    run = new CliHarness(folder).run("context", folder.resolve("app"), "-o", "json");
    Json json = JsonReader.read(run.out().getBytes(StandardCharsets.UTF_8));
    assertThat(json.items("sent").getFirst().text("path")).isEqualTo("keep.log");
    assertThat(run.out()).doesNotContain("hunter2");
  }

  @Test
  void aPatternThatIsNoneIsAnError() throws Exception {
    write("Dockerfile", "FROM debian:12\n");
    write(".dockerignore", "a\n[b\n");
    CliHarness.Run run = new CliHarness(folder).run("context", folder.resolve("app"));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("PLINTH-IGNORE-PATTERN").contains("line 2");
    assertThat(run.out()).isEmpty();
    assertThat(new CliHarness(folder).run("context", folder.resolve("nowhere")).code())
        .isEqualTo(3);
  }

  @Test
  void theTreeIsPrintedWithPlacesCallsAndProblems() throws Exception {
    byte[] file =
        "ARG V=12\nFROM debian:${V} AS a\nRUN sudo apt-get install -y curl=7.88 | tee x\nRUNN y\n"
            .getBytes(StandardCharsets.UTF_8);
    CliHarness.Run run = new CliHarness(folder).input(file).run("parse", "-");
    assertThat(run.code()).isZero();
    Json json = JsonReader.read(run.out().getBytes(StandardCharsets.UTF_8));
    assertThat(json.items("instructions")).hasSize(4);
    assertThat(json.items("images").getFirst().text("name")).isEqualTo("debian:12");
    assertThat(json.items("problems")).hasSize(1);
    Json installs = json.items("instructions").get(2);
    assertThat(installs.items("calls").getFirst().text("program")).isEqualTo("apt-get");
    assertThat(installs.items("packageCalls").getFirst().items("packages").getFirst().text("name"))
        .isEqualTo("curl");
    assertThat(new CliHarness(folder).run("parse", folder.resolve("none")).code()).isEqualTo(3);
  }
}
