package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plinth copy} as people type it. */
class CopyVerbTest {
  @TempDir Path folder;

  @Test
  void aLayoutIsCopiedAndItsDigestPrinted() throws Exception {
    CliHarness cli = new CliHarness(folder);
    Path demo = cli.path("demo");
    assertThat(cli.run("demo", demo, "-q").code()).isEqualTo(Main.PASSED);
    String digest = cli.run("digest", "oci-dir:" + demo).out();
    CliHarness.Run run = cli.run("copy", demo, "oci-dir:" + cli.path("to") + ":1.0");
    assertThat(run.code()).as(run.err()).isEqualTo(Main.PASSED);
    assertThat(run.out()).isEqualTo(digest);
    assertThat(run.err()).contains("copied 1 manifest and 4 blobs");
    assertThat(cli.run("digest", "oci-dir:" + cli.path("to") + ":1.0").out()).isEqualTo(digest);
    run = cli.run("copy", "-q", "--all", demo, "oci-archive:" + cli.path("to.tar"));
    assertThat(run.err()).isEmpty();
    cli.input(Files.readAllBytes(cli.path("to.tar")));
    run = cli.run("copy", "-", "oci-dir:" + cli.path("to") + ":2.0");
    assertThat(run.out()).as(run.err()).isEqualTo(digest);
    assertThat(run.err()).contains("4 blobs there already");
  }

  @Test
  void wrongUsageAndFailuresAreToldApart() {
    CliHarness cli = new CliHarness(folder);
    assertThat(cli.run("copy", "a", "nowhere").code()).isEqualTo(Main.USAGE);
    assertThat(cli.run("copy", "a").code()).isEqualTo(Main.USAGE);
    CliHarness.Run run =
        cli.run("copy", "--all", "--platform", "linux/arm64", "a", "oci-dir:" + cli.path("x"));
    assertThat(run.code()).isEqualTo(Main.USAGE);
    assertThat(run.err()).contains("exclude each other");
    run = cli.run("copy", "nothing.tar", "oci-dir:" + cli.path("x"));
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    run = cli.run("copy", "--offline", "ghcr.io/a/b:1", "oci-dir:" + cli.path("x"));
    assertThat(run.code()).isEqualTo(Main.UNFINISHED);
    assertThat(run.err()).contains("PLINTH-HTTP-OFFLINE");
    assertThat(cli.path("x")).doesNotExist();
  }
}
