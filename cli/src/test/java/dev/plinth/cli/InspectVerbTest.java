package dev.plinth.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.foundation.json.Json;
import dev.plinth.foundation.json.JsonReader;
import dev.plinth.oci.compress.Compression;
import dev.plinth.oci.image.ImageConfig;
import dev.plinth.oci.image.Platform;
import dev.plinth.oci.tar.TarWriter;
import dev.plinth.oci.write.LayerContent;
import dev.plinth.oci.write.LayoutWriter;
import dev.plinth.oci.write.WrittenLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an image is said to be, and how to look into it. */
class InspectVerbTest {
  @TempDir Path temp;
  private CliHarness cli;

  @BeforeEach
  void start() {
    // A day on which the releases of these tests stand as they say.
    cli = new CliHarness(temp).with("SOURCE_DATE_EPOCH", "1764547200");
  }

  /** A configuration that is set piece by piece. */
  private static final class Config {
    String os = "linux";
    String osVersion = "";
    String user = "";
    List<String> ports = List.of();
    List<String> env = List.of();
    List<String> entrypoint = List.of();
    List<String> cmd = List.of();
    Map<String, String> labels = Map.of();

    ImageConfig made() {
      return new ImageConfig(
          new Platform(os, "amd64", "", osVersion),
          "",
          "",
          user,
          ports,
          env,
          entrypoint,
          cmd,
          List.of("/data"),
          "/app",
          labels,
          "SIGTERM",
          new ImageConfig.HealthCheck(List.of("CMD", "/app", "--check"), 30_000_000_000L, 0, 0, 3),
          List.of(),
          List.of(),
          List.of());
    }
  }

  private String image(Config config, String tag, String step, LayerContent... contents) {
    Path folder = temp.resolve("image-" + Math.abs(tag.hashCode()));
    try (LayoutWriter writer = LayoutWriter.to(folder, Instant.EPOCH)) {
      List<WrittenLayer> layers = new ArrayList<>();
      for (LayerContent each : contents) {
        layers.add(writer.layer(Compression.GZIP, step, each));
      }
      writer.tag(tag, writer.image(config.made(), layers, Map.of()));
      writer.finish();
    }
    return "oci-dir:" + folder;
  }

  private static void text(TarWriter tar, String path, int mode, String content)
      throws IOException {
    tar.file(path, mode, 0, content.getBytes(UTF_8));
  }

  private static void debian(TarWriter tar) throws IOException {
    text(tar, "etc/os-release", 0644, TestImages.DEBIAN);
    text(tar, "etc/passwd", 0644, "root:x:0:0::/root:/bin/sh\napp:x:10001:10001::/:/bin/false\n");
    text(tar, "var/lib/dpkg/status", 0644, TestImages.dpkg("libc6", "2.36-9+deb12u9"));
    text(tar, "usr/lib/x86_64-linux-gnu/libc.so.6", 0755, "libc");
    text(tar, "usr/bin/dash", 0755, "dash");
    tar.symlink("usr/bin/sh", "dash", 0);
    text(tar, "usr/bin/apt-get", 0755, "apt");
    text(tar, "usr/bin/su", 04755, "su");
  }

  private CliHarness.Run run(String... arguments) {
    CliHarness.Run run = cli.run(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return run;
  }

  private Json json(String... arguments) throws Exception {
    return JsonReader.read(run(arguments).out().getBytes(UTF_8));
  }

  private static Json at(Json json, String... path) {
    Json here = json;
    for (String each : path) {
      here = Objects.requireNonNull(here.get(each), each);
    }
    return here;
  }

  @Test
  void debianWithANamedUser() throws Exception {
    Config config = new Config();
    config.user = "app";
    config.entrypoint = List.of("/app");
    config.env = List.of("PATH=/usr/bin", "DB_PASSWORD=hunter2x");
    String image =
        image(
            config,
            "app:1",
            "COPY app /app",
            InspectVerbTest::debian,
            tar -> text(tar, "app", 0755, "0123456789"));
    String out = run("inspect", image).out();
    assertThat(out)
        .contains("app:1\n")
        .contains("  system        Debian 12\n")
        .contains("  support       maintained until ")
        .contains("  libc          glibc 2.36\n")
        .contains("  shell         /usr/bin/dash, /usr/bin/sh\n")
        .contains("  installs by   apt-get\n")
        .contains("  setuid        1: /usr/bin/su\n")
        .contains("  user          app (10001:10001)\n")
        .contains("runAsNonRoot refuses it: a name proves nothing;\n")
        .contains("write USER 10001:10001\n")
        .contains("  entry point   [\"/app\"]  (exec form)\n")
        .contains("  health check  /app --check; every 30 s, 3 tries\n")
        .contains("DB_PASSWORD=********\n")
        .contains("! secrets are not shown: they stand in the variable DB_PASSWORD\n")
        .doesNotContain("hunter2x");
    Json json = json("inspect", image, "-o", "json");
    assertThat(at(json, "profile", "libraries").toString()).contains("2.36");
    assertThat(at(json, "size").integer("application", -1)).isGreaterThan(10);
    assertThat(at(json, "size").integer("hidden", -1)).isZero();
    assertThat(at(json, "configuration", "user").text("reason")).isEqualTo("name");
    assertThat(json.toString()).doesNotContain("hunter2x");
    assertThat(run("inspect", image, "-o", "json").out())
        .isEqualTo(run("inspect", image, "-o", "json", "--no-cache").out());
  }

  @Test
  void scratchHasNothing() {
    Config config = new Config();
    config.user = "65532";
    config.cmd = List.of("/bin/sh", "-c", "serve");
    String image = image(config, "static:1", "COPY", tar -> text(tar, "serve", 0755, "x"));
    String out = run("inspect", image).out();
    assertThat(out)
        .contains("  system        no distribution\n")
        .contains("  libc          none\n")
        .contains("  shell         none\n")
        .contains("  user          65532:0, which has no name in the image\n")
        .contains("runAsNonRoot accepts it\n")
        .contains("  command       serve  (shell form)\n");
    String debug = run("debug", image, "pod-1", "--container", "c 1").out();
    assertThat(debug)
        .contains("no shell in it")
        .contains(
            "  kubectl debug -it pod-1 --image=busybox:musl --target='c 1' --profile=general -- sh\n")
        .contains("{\"securityContext\":{\"runAsUser\":65532,\"runAsGroup\":0}}")
        .contains("kubectl cp needs tar in the image, and there is none")
        .doesNotContain("kubectl exec -it");
  }

  @Test
  void busyBoxIsItsOwnShellAndTar() throws Exception {
    Config config = new Config();
    config.ports = List.of("80/tcp", "53/udp", "8443/tcp", "$(id)/tcp");
    String image =
        image(
            config,
            "box:1",
            "ADD",
            tar -> {
              text(tar, "bin/busybox", 0755, "box");
              tar.symlink("bin/sh", "busybox", 0);
              tar.symlink("bin/tar", "/bin/busybox", 0);
            });
    assertThat(run("inspect", image).out()).contains("  shell         /bin/sh (busybox)\n");
    String debug = run("debug", image, "-n", "shop").out();
    assertThat(debug)
        .contains("  kubectl -n shop exec -it POD -c CONTAINER -- /bin/sh\n")
        .contains("  kubectl -n shop cp -c CONTAINER POD:PATH ./copy\n")
        .contains("  kubectl -n shop port-forward POD 8080:80 8443\n");
    Json json = json("debug", image, "-o", "json");
    assertThat(json.text("schema")).isEqualTo("plinth.debug/1");
    assertThat(json.text("shell")).isEqualTo("/bin/sh");
  }

  @Test
  void ofWindowsNothingIsAskedThatOnlyLinuxHas() {
    Config config = new Config();
    config.os = "windows";
    config.osVersion = "10.0.20348.2402";
    config.user = "ContainerUser";
    config.cmd = List.of("c:\\windows\\system32\\cmd.exe");
    String image =
        image(
            config,
            "nano:1",
            "Apply image 10.0.20348",
            tar -> text(tar, "Files/Windows/System32/cmd.exe", 0644, "x"));
    String out = run("inspect", image, "--platform", "windows/amd64").out();
    assertThat(out)
        .contains("windows/amd64 10.0.20348.2402")
        .contains("  system        Windows\n")
        .contains("  user          ContainerUser\n")
        .doesNotContain("libc")
        .doesNotContain("runAsNonRoot")
        .doesNotContain("setuid");
    assertThat(run("debug", image, "--platform", "windows/amd64").out())
        .contains("kubectl exec -it POD -c CONTAINER -- cmd.exe")
        .doesNotContain("--target");
  }

  @Test
  void aFolderHasNoConfiguration() throws Exception {
    Path root = temp.resolve("root");
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), "ID=alpine\nVERSION_ID=3.20.1\n");
    Files.createDirectories(root.resolve("lib"));
    Files.writeString(root.resolve("lib/ld-musl-x86_64.so.1"), "x");
    String out = run("inspect", "dir:" + root).out();
    assertThat(out)
        .contains("  image         a folder\n")
        .contains("  libc          musl\n")
        .doesNotContain("user ")
        .doesNotContain("history");
    assertThat(json("inspect", "dir:" + root, "-o", "json").get("configuration")).isNull();
  }

  @Test
  void hostileTextsAreHarmlessAndNamed() throws Exception {
    Config config = new Config();
    config.user = "ev\u001b[31mil";
    config.labels =
        Map.of("a\u001b]0;x\u0007", "b\u202e", "big", "x".repeat(2_000_000), "ok", "fine");
    config.env = List.of("A=\u001b[2J", "BROKEN");
    String image =
        image(
            config,
            "x;$(rm)\u001b:1",
            "RUN \u001b[8mhidden\u001b[0m",
            tar -> text(tar, "a", 0644, "x"));
    for (String verb : List.of("inspect", "debug")) {
      for (String format : List.of("text", "json")) {
        String out = run(verb, image, "-o", format).out();
        assertThat(out).doesNotContain("\u001b").doesNotContain("\u202e").doesNotContain("\u0007");
        assertThat(out.length()).isLessThan(60_000);
      }
    }
    assertThat(run("inspect", image).out())
        .contains("cut, since it is too long to be shown: the label big")
        .contains("characters that act on terminals are shown escaped: ");
    assertThat(run("debug", image).out()).contains("docker create --name=look IMAGE\n");
  }

  @Test
  void wrongUsageIsSaid() {
    String image = image(new Config(), "u:1", "ADD", tar -> text(tar, "a", 0644, "x"));
    assertThat(cli.run("inspect", image, "-o", "yaml").err()).contains("choose one of text, json");
    assertThat(cli.run("debug", image, "bad\npod").code()).isEqualTo(2);
    assertThat(cli.run("debug", image, "pod", "--container", "-x").code()).isEqualTo(2);
    assertThat(cli.run("inspect", temp.resolve("absent").toString()).code()).isEqualTo(3);
    CliHarness.Run source = cli.run("inspect", "src:" + temp);
    assertThat(source.code()).isEqualTo(3);
    assertThat(source.err()).contains("it is no image and no root file system");
  }
}
