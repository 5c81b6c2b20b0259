package dev.plinth.oci.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.plinth.oci.Limits;
import dev.plinth.oci.image.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real engine: Podman's service, with a store of its own. Skipped where there is no Podman. */
class PodmanInteropTest {
  private static final List<List<String>> LAYERS =
      List.of(List.of("etc/os-release=ID=debian"), List.of("app/main=run"));

  @TempDir static Path folder;
  private static Process service;

  private static List<String> podman(String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "podman",
                "--root",
                folder.resolve("root").toString(),
                "--runroot",
                folder.resolve("run").toString(),
                "--storage-driver",
                "vfs",
                "--cgroup-manager",
                "cgroupfs"));
    command.addAll(List.of(words));
    return command;
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .redirectInput(new File("/dev/null"))
        .start();
  }

  private static boolean succeeds(List<String> command) throws Exception {
    Process process = start(command);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }

  @BeforeAll
  static void serve() throws Exception {
    boolean there = false;
    for (String path : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      there |= Files.isExecutable(Path.of(path, "podman"));
    }
    assumeThat(there).as("podman is installed").isTrue();
    TestImage image =
        TestImage.amd64(
            plain -> plain,
            Tars.layer("etc/os-release", "ID=debian"),
            Tars.layer("app/main", "run"));
    String[] layers = {
      Tars.hex(image.stored().get(0)) + ".tar", Tars.hex(image.stored().get(1)) + ".tar"
    };
    String config = image.configDigest().hex() + ".json";
    Path archive = folder.resolve("image.tar");
    Files.write(
        archive,
        new Tars()
            .file(layers[0], image.stored().get(0))
            .file(layers[1], image.stored().get(1))
            .file(config, image.config())
            .file(
                "manifest.json",
                TestImage.dockerManifest(
                    TestImage.dockerImage(config, "localhost/app:dev", layers)))
            .bytes());
    assumeThat(succeeds(podman("load", "-q", "-i", archive.toString())))
        .as("podman can load an image here")
        .isTrue();
    Path socket = folder.resolve("p.sock");
    service = start(podman("system", "service", "--time=0", "unix://" + socket));
    while (!Files.exists(socket) && service.isAlive()) {
      Thread.sleep(20);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (service != null) {
      service.destroy();
      service.waitFor();
    }
  }

  private static AnalyzedImage<List<String>> read(String target) {
    ImageOptions options =
        new ImageOptions(
            Platform.parse("linux/amd64"),
            true,
            1,
            Limits.defaults(),
            ImageOptions.Progress.SILENT,
            Map.of(
                "CONTAINER_HOST", "unix://" + folder.resolve("p.sock"),
                "DOCKER_HOST", "unix://" + folder.resolve("none.sock")));
    try (OpenImage image = Images.open(Target.parse(target), options)) {
      return image.analyze(new Learnt());
    }
  }

  @Test
  void readsWhatPodmanHas() {
    AnalyzedImage<List<String>> read = read("podman:localhost/app:dev");
    assertThat(read.layers()).isEqualTo(LAYERS);
    assertThat(read.image().form()).isEqualTo("podman");
    assertThat(read.image().name()).isEqualTo("localhost/app:dev");
    String id = String.valueOf(read.image().configDigest());
    for (String target : List.of("app:dev", "docker:app:dev", "podman:" + id)) {
      assertThat(read(target).layers()).isEqualTo(LAYERS);
      assertThat(read(target).image().configDigest()).hasToString(id);
    }
    DockerArchiveTest.refused(
        "PLINTH-ENGINE-IMAGE", "has none of that name", () -> read("podman:app:other"));
  }
}
