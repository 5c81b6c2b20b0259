package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store carried to another machine: by a file, a layout, an archive. */
class DbTransferTest {
  @TempDir Path folder;
  private CliHarness cli;

  @BeforeEach
  void store() throws IOException {
    cli = new CliHarness(folder);
    Files.writeString(
        folder.resolve("osv.json"),
        "{\"id\":\"GHSA-1\",\"modified\":\"2026-01-02T03:04:05Z\",\"affected\":[{\"package\":{"
            + "\"ecosystem\":\"PyPI\",\"name\":\"example\"},\"ranges\":[{\"type\":\"ECOSYSTEM\","
            + "\"events\":[{\"introduced\":\"0\"}]}]}]}");
    assertThat(cli.run("db", "import", folder.resolve("osv.json")).code()).isZero();
  }

  private void there(String target) throws IOException {
    CliHarness.Run written = cli.run("db", "export", target);
    assertThat(written.err()).isEmpty();
    assertThat(written.code()).isZero();
    assertThat(written.out())
        .startsWith(target + ": ")
        .endsWith(", its oldest feed (osv) of 2026-01-02T03:04:05Z\n");
    CliHarness other = new CliHarness(folder.resolve("other"));
    CliHarness.Run taken = other.run("db", "import", target);
    assertThat(taken.err()).isEmpty();
    assertThat(taken.code()).isZero();
    assertThat(taken.out()).startsWith(target + ": a whole store, ");
    assertThat(other.line("db search GHSA-1").out()).contains("PyPI example");
    assertThat(other.run("db", "import", target).out()).contains("in place of the one");
    String[] left = folder.resolve("cache/plinth").toFile().list();
    assertThat(left == null ? new String[0] : left).isEmpty();
  }

  @Test
  void byAFile() throws IOException {
    cli.run("db", "export", folder.resolve("first"));
    there(folder.resolve("store.zst").toString());
    assertThat(Files.readAllBytes(folder.resolve("store.zst")))
        .isEqualTo(Files.readAllBytes(folder.resolve("first")));
  }

  @Test
  void byALayout() throws IOException {
    there("oci-dir:" + folder.resolve("layout") + ":latest");
  }

  @Test
  void byAnArchive() throws IOException {
    there("oci-archive:" + folder.resolve("store.tar"));
  }

  @Test
  void whatIsNoStoreIsRefused() throws IOException {
    DemoImage.writeTo(folder.resolve("demo"));
    byte[] before = Files.readAllBytes(folder.resolve("data/plinth/advisories.db"));
    CliHarness.Run image = cli.run("db", "import", "oci-dir:" + folder.resolve("demo"));
    assertThat(image.code()).isEqualTo(3);
    assertThat(image.err()).startsWith("plinth: Tried to ");
    assertThat(cli.run("db", "import", "registry:127.0.0.1:1/x:y").code()).isEqualTo(3);
    assertThat(cli.run("db", "import", "registry:x.example/y:z", "--offline").err())
        .contains("--offline");
    CliHarness.Run two =
        cli.run("db", "import", "oci-dir:" + folder.resolve("demo"), folder.resolve("osv.json"));
    assertThat(two.code()).isEqualTo(2);
    assertThat(Files.readAllBytes(folder.resolve("data/plinth/advisories.db"))).isEqualTo(before);
    assertThat(new CliHarness(folder.resolve("none")).line("db export x").err())
        .contains("PLINTH-STORE-ABSENT");
  }
}
